using System.Globalization;
using Guichet.Accounts;
using Guichet.Invoices;
using Guichet.Orders;
using Guichet.Server.Accounts;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using Guichet.Server.Storage;

namespace Guichet.Server.Invoices;

/// <summary>Documents as files: for whoever is signed in on a page, and for the API.</summary>
internal sealed class InvoiceDownloads(InvoiceViews views, InvoicePrint print, IStorage storage, InForce inForce)
{
    /// <summary>Null where there is no such document that they may see.</summary>
    public async Task<IResult?> PdfAsync(
        HttpContext http, string idOrNumber, string? language, CancellationToken cancel) =>
        await views.FindAsync(http.Actor(), idOrNumber, cancel) is { Invoice: var invoice }
            ? Results.File(
                print.Print(invoice, LanguageOf(language)), "application/pdf", FileName(invoice.FullNumber, "pdf"))
            : null;

    /// <summary>Null where there is no such document that they may see.</summary>
    public async Task<IResult?> XmlAsync(HttpContext http, string idOrNumber, CancellationToken cancel) =>
        await views.FindAsync(http.Actor(), idOrNumber, cancel) is { Invoice: var invoice }
            ? Results.File(InvoiceXml.Write(invoice), "application/xml", FileName(invoice.FullNumber, "xml"))
            : null;

    /// <summary>The receipt for an order's payment; null where it is not paid, has no invoice, or is not theirs to
    /// see.</summary>
    public async Task<IResult?> ReceiptAsync(
        HttpContext http, OrderId order, string? language, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var filter = new InvoiceFilter(InvoiceKind.Invoice, order);
        if (await database.ListInvoicesAsync(http.Actor(), filter, null, 1, cancel)
            is not [{ PaidAt: { } paidAt, PaymentReference: { } reference, Invoice: var invoice }])
        {
            return null;
        }

        var policy = (await inForce.ReadAsync(database, cancel)).Policy;
        var payment = new InvoicePayment(policy.DayOf(paidAt), reference);
        return Results.File(
            print.PrintReceipt(invoice, payment, LanguageOf(language)),
            "application/pdf",
            FileName(invoice.Document.ConfirmationNumber, "pdf"));
    }

    private static string LanguageOf(string? asked) =>
        asked is "en" or "fr" ? asked : CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    private static string FileName(string number, string kind) =>
        $"{number.Replace('/', '-')}.{kind}";
}

internal static class InvoiceDownloadRoutes
{
    public const string Receipts = "/account/billing/receipts";
    public const string Invoices = "/account/billing/invoices";

    private static readonly string[] Readers =
        [Access.Customer, Access.BillingClerk, Access.SupportManager, Access.Administrator];

    public static void MapInvoiceDownloads(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(
            Invoices + "/{number}.pdf",
            async (string number, string? language, InvoiceDownloads downloads, HttpContext http,
                CancellationToken cancel) =>
                await downloads.PdfAsync(http, number, language, cancel) ?? Results.NotFound()).ForReaders();
        routes.MapGet(
            Invoices + "/{number}.xml",
            async (string number, InvoiceDownloads downloads, HttpContext http, CancellationToken cancel) =>
                await downloads.XmlAsync(http, number, cancel) ?? Results.NotFound()).ForReaders();
        routes.MapGet(
            Receipts + "/{order:guid}.pdf",
            async (Guid order, string? language, InvoiceDownloads downloads, HttpContext http,
                CancellationToken cancel) =>
                await downloads.ReceiptAsync(http, new OrderId(order), language, cancel) ?? Results.NotFound())
            .ForReaders();
    }

    private static void ForReaders(this RouteHandlerBuilder route) =>
        route.RequireAuthorization(policy => policy.RequireRole(Readers)).ExcludeFromDescription();
}
