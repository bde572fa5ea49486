using System.Globalization;
using Guichet.Client.Invoices;
using Guichet.Server.Accounts;
using Guichet.Server.Shell;

namespace Guichet.Server.Invoices;

/// <summary>Documents as a file for the books: one's own, or for the clerk all of a month.</summary>
internal static class InvoiceCsv
{
    private const int LinesAtOnce = 500;

    public static void MapInvoiceCsv(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/account/billing.csv", (
            DateOnly? from, DateOnly? until, InvoiceViews views, Texts texts, HttpContext http,
            CancellationToken cancel) => WriteAsync(from, until, views, texts, http))
            .RequireAuthorization(Access.Customer).ExcludeFromDescription();
        routes.MapGet("/desk/invoices.csv", (
            string? month, InvoiceViews views, Texts texts, HttpContext http) => WriteMonthAsync(
                month, views, texts, http))
            .RequireAuthorization(policy => policy.RequireRole(
                Access.BillingClerk, Access.SupportManager, Access.Administrator))
            .ExcludeFromDescription();
    }

    private static Task<IResult> WriteMonthAsync(string? month, InvoiceViews views, Texts texts, HttpContext http)
    {
        if (!DateOnly.TryParseExact(
            $"{month}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first))
        {
            return Task.FromResult(Results.NotFound());
        }

        http.Response.Headers.ContentDisposition = $"attachment; filename=invoices_{month}.csv";
        var last = new DateOnly(first.Year, first.Month, DateTime.DaysInMonth(first.Year, first.Month));
        return WriteAsync(first, last, views, texts, http);
    }

    private static async Task<IResult> WriteAsync(
        DateOnly? from, DateOnly? until, InvoiceViews views, Texts texts, HttpContext http)
    {
        var cancel = http.RequestAborted;
        var filter = await views.BetweenAsync(new InvoiceFilter(), from, until, cancel);
        var csv = new CsvText();
        string[] heads =
        [
            "number", "kind", "counters", "issued", "confirmation", "purchase-order", "business", "name", "country",
            "vat-number", "what", "currency", "net", "rate", "tax", "total", "state",
        ];
        csv.AddLine(heads.Select(head => texts[$"invoice.csv.{head}"]));
        string? cursor = null;
        do
        {
            var page = await views.ListAsync(http.Actor(), filter, cursor, LinesAtOnce, cancel);
            foreach (var invoice in page.Items)
            {
                csv.AddLine(Cells(invoice, texts));
            }

            cursor = page.Next;
        }
        while (cursor is not null);

        return csv.ToResult();
    }

    private static string[] Cells(InvoiceView invoice, Texts texts) =>
    [
        invoice.Number,
        texts[$"invoice.kind.{invoice.Kind}"],
        invoice.Counters ?? "",
        invoice.IssuedOn.ToString("O", CultureInfo.InvariantCulture),
        invoice.ConfirmationNumber,
        invoice.PurchaseOrderNumber,
        invoice.Buyer.Organization,
        invoice.Buyer.Name,
        invoice.Buyer.Country,
        invoice.Buyer.VatNumber,
        invoice.PlanName,
        invoice.Total.Currency,
        Amount(invoice, invoice.Net.Amount),
        (invoice.TaxBasisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture),
        Amount(invoice, invoice.Tax.Amount),
        Amount(invoice, invoice.Total.Amount),
        texts[invoice.IsPaid ? "invoice.state.paid" : "invoice.state.due"],
    ];

    /// <summary>With a point and without spaces, as spreadsheets and books take it; below zero on a credit note.
    /// </summary>
    private static string Amount(InvoiceView invoice, long amount) =>
        new Money(invoice.Kind == InvoiceKind.CreditNote ? -amount : amount, invoice.Total.Currency).Plain;
}
