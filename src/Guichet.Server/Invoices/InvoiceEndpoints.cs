using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Invoices;
using Guichet.Invoices;
using Guichet.Orders;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Storage;
using InvoiceKind = Guichet.Invoices.InvoiceKind;

namespace Guichet.Server.Invoices;

internal static class InvoiceEndpoints
{
    private const int MostOnAPage = 200;

    private static readonly Role[] Readers =
        [Role.Customer, Role.BillingClerk, Role.SupportManager, Role.Administrator];

    public static Refusal Unknown { get; } = new("invoice.unknown", "There is no such invoice.");

    public static void MapInvoiceEndpoints(this RouteGroupBuilder api)
    {
        var invoices = api.MapGroup("/invoices").WithTags("Invoices");
        invoices.MapGet("", ListAsync).Allows(Scopes.OrdersRead, Readers)
            .WithName("listInvoices").WithSummary("List invoices and credit notes")
            .WithDescription(
                "Those one may see, newest first; of one kind, of one order, or issued between two days, both of them "
                + "included.")
            .Produces<Page<InvoiceView>>();
        invoices.MapGet("/{number}", ReadAsync).Allows(Scopes.OrdersRead, Readers)
            .WithName("getInvoice").WithSummary("Read an invoice or a credit note")
            .WithDescription("By its id or by its number.").Produces<InvoiceView>();
        invoices.MapGet("/{number}/pdf", ReadPdfAsync).Allows(Scopes.OrdersRead, Readers)
            .WithName("downloadInvoice").WithSummary("Download an invoice as PDF")
            .WithDescription("In English (`en`) or in French (`fr`); left out: in the language asked for.")
            .Produces<byte[]>(StatusCodes.Status200OK, "application/pdf");
        invoices.MapGet("/{number}/xml", ReadXmlAsync).Allows(Scopes.OrdersRead, Readers)
            .WithName("downloadInvoiceXml").WithSummary("Download an invoice for programs")
            .WithDescription("EN 16931 in the syntax of UN/CEFACT, Cross Industry Invoice D16B.")
            .Produces<byte[]>(StatusCodes.Status200OK, "application/xml");
        api.MapGet("/books/check", (BooksWalk walk, CancellationToken cancel) => walk.RunAsync(cancel))
            .Allows(Scopes.OrdersRead, Role.BillingClerk, Role.Administrator)
            .WithTags("Invoices").WithName("checkBooks").WithSummary("Check the books")
            .WithDescription(
                "Walks all orders: payments and invoices, purchases and ledger agree, and no series has a gap.")
            .Produces<BooksCheckView>();
    }

    public static void MapBillingDetails(this RouteGroupBuilder api)
    {
        api.MapGet("/billing-details", ReadDetailsAsync).Allows(Scopes.OrdersRead, Role.Customer)
            .WithTags("Invoices").WithName("getBillingDetails").WithSummary("Read one's billing details")
            .WithDescription("To whom one's invoices are made out; an organization's are one for all its members.")
            .Produces<BillingDetailsView>();
        api.MapPut("/billing-details", KeepDetailsAsync).Allows(Scopes.OrdersWrite, Role.Customer)
            .WithTags("Invoices").WithName("keepBillingDetails").WithSummary("Change one's billing details")
            .WithDescription(
                "The country, the region and the VAT number decide the tax. Invoices issued do not change.")
            .Produces<BillingDetailsView>();
    }

    private static async Task<IResult> ListAsync(
        [AsParameters] InvoiceQuestion question, InvoiceViews views, HttpContext http, CancellationToken cancel)
    {
        var filter = await views.BetweenAsync(
            new InvoiceFilter(
                KindOf(question.Kind),
                question.Order is { } order ? new OrderId(order) : null),
            question.From,
            question.Until,
            cancel);
        var limit = Math.Clamp(question.Limit ?? 50, 1, MostOnAPage);
        return Results.Ok(await views.ListAsync(http.Actor(), filter, question.Cursor, limit, cancel));
    }

    private static InvoiceKind? KindOf(string? asked) => asked switch
    {
        "invoice" => InvoiceKind.Invoice,
        "credit-note" => InvoiceKind.CreditNote,
        _ => null,
    };

    private static async Task<IResult> ReadAsync(
        string number, InvoiceViews views, Shell.Texts texts, HttpContext http, CancellationToken cancel) =>
        await views.FindAsync(http.Actor(), number, cancel) is { } found
            ? Results.Ok(found.ToView(texts))
            : Problems.Of(Unknown, http);

    private static async Task<IResult> ReadPdfAsync(
        string number, string? language, InvoiceDownloads downloads, HttpContext http, CancellationToken cancel) =>
        await downloads.PdfAsync(http, number, language, cancel) ?? Problems.Of(Unknown, http);

    private static async Task<IResult> ReadXmlAsync(
        string number, InvoiceDownloads downloads, HttpContext http, CancellationToken cancel) =>
        await downloads.XmlAsync(http, number, cancel) ?? Problems.Of(Unknown, http);

    private static async Task<IResult> ReadDetailsAsync(
        IStorage storage, HttpContext http, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return Results.Ok((await database.ReadBillingAsync(http.SignedIn(), cancel)).ToView());
    }

    private static async Task<IResult> KeepDetailsAsync(
        NewBillingDetails details, KeepBillingDetails keep, HttpContext http, CancellationToken cancel) =>
        (await keep.RunAsync(http.SignedIn(), details, http.Address(), cancel)).ToOk(http, kept => kept.ToView());
}

/// <summary>Which documents are asked for.</summary>
/// <param name="Kind"><c>invoice</c> or <c>credit-note</c>; anything else: both.</param>
/// <param name="Order">Those of one purchase.</param>
/// <param name="From">First day of issue.</param>
/// <param name="Until">Last day of issue, included.</param>
/// <param name="Cursor">Where the page before ended.</param>
/// <param name="Limit">Lines on a page.</param>
internal readonly record struct InvoiceQuestion(
    string? Kind, Guid? Order, DateOnly? From, DateOnly? Until, string? Cursor, int? Limit);
