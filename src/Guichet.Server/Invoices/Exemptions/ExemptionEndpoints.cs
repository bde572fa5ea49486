using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Invoices;
using Guichet.Invoices;
using Guichet.Orders;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Server.Invoices.Exemptions;

internal static class ExemptionEndpoints
{
    /// <summary>Where pages find a document.</summary>
    public const string Documents = "/account/billing/exemption/documents";

    /// <summary>Five documents of ten megabytes, and what JSON makes of them.</summary>
    public const int MostBytesOfARequest = 70_000_000;

    private const int MostOnAPage = 100;

    private static readonly Refusal Unknown = new("tax-exemption.unknown", "There is no such exemption.");

    public static void MapExemptionEndpoints(this RouteGroupBuilder api)
    {
        var exemptions = api.MapGroup("/tax-exemptions").WithTags("Invoices");
        exemptions.MapPost("", AskAsync).Allows(Scopes.OrdersWrite, Role.Customer)
            .WithMetadata(new RequestSizeLimitAttribute(MostBytesOfARequest))
            .WithName("askForTaxExemption").WithSummary("Ask to be free of tax")
            .WithDescription("With one to five documents that prove it: PDF, JPEG or PNG, 10 MB at most each (R27).")
            .Produces<TaxExemptionView>(StatusCodes.Status201Created);
        exemptions.MapGet("", ListAsync).Allows(Scopes.OrdersRead, Role.Customer, Role.BillingClerk)
            .WithName("listTaxExemptions").WithSummary("List exemptions from tax")
            .WithDescription("Those one may see, newest first; those under review alone oldest first.")
            .Produces<Page<TaxExemptionView>>();
        exemptions.MapGet("/{id:guid}", ReadAsync).Allows(Scopes.OrdersRead, Role.Customer, Role.BillingClerk)
            .WithName("getTaxExemption").WithSummary("Read an exemption from tax")
            .WithDescription("With the names of the documents that were sent.").Produces<TaxExemptionView>();
        exemptions.MapGet("/documents/{id:guid}", DownloadAsync)
            .Allows(Scopes.OrdersRead, Role.Customer, Role.BillingClerk)
            .WithName("downloadProof").WithSummary("Download a document that was sent")
            .WithDescription("As an attachment.").Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream");
        exemptions.MapPost("/{id:guid}/withdraw", WithdrawAsync).Allows(Scopes.OrdersWrite, Role.Customer)
            .WithName("withdrawTaxExemption").WithSummary("Take it back before it is decided")
            .WithDescription("Orders go on carrying tax.").Produces<TaxExemptionView>();
        exemptions.MapPost("/{id:guid}/accept", AcceptAsync).Allows(Scopes.OrdersWrite, Role.BillingClerk)
            .WithName("acceptTaxExemption").WithSummary("Accept an exemption")
            .WithDescription(
                "Orders carry no tax between the days given, both included; the tax on orders placed while it was "
                + "under review is then to be given back.")
            .Produces<TaxExemptionView>();
        exemptions.MapPost("/{id:guid}/refuse", RefuseAsync).Allows(Scopes.OrdersWrite, Role.BillingClerk)
            .WithName("refuseTaxExemption").WithSummary("Refuse an exemption")
            .WithDescription("With a reason, which the customer reads.").Produces<TaxExemptionView>();
        api.MapGet("/tax-refunds", (ExemptionViews views, CancellationToken cancel) =>
                views.ListRefundsAsync(null, cancel))
            .Allows(Scopes.OrdersRead, Role.BillingClerk)
            .WithTags("Invoices").WithName("listTaxRefunds").WithSummary("List tax to be given back")
            .WithDescription("On orders that were placed while an exemption was under review, oldest first.")
            .Produces<IReadOnlyList<TaxRefundView>>();
        api.MapPost("/tax-refunds/{order:guid}", RefundAsync)
            .Allows(Scopes.OrdersWrite, Role.BillingClerk)
            .WithTags("Invoices").WithName("refundTax").WithSummary("Give the tax on an order back")
            .WithDescription("Issues a credit note over the tax alone.").Produces(StatusCodes.Status204NoContent);
    }

    public static void MapProofs(this IEndpointRouteBuilder routes) =>
        routes.MapGet(
            Documents + "/{id:guid}",
            async (Guid id, ExemptionViews views, HttpContext http, CancellationToken cancel) =>
                await AttachAsync(id, views, http, cancel) ?? Results.NotFound())
            .RequireAuthorization(policy => policy.RequireRole(Access.Customer, Access.BillingClerk))
            .ExcludeFromDescription();

    private static async Task<IResult> AskAsync(
        NewTaxExemption request, AskForExemption ask, ExemptionViews views, HttpContext http,
        CancellationToken cancel) =>
        (await ask.RunAsync(http.Actor(), request, cancel)).Succeeded(out var asked, out var refusal)
            ? Results.Created(
                $"/api/v1/tax-exemptions/{asked.Id.Value}",
                await views.FindAsync(http.Actor(), asked.Id.Value, cancel))
            : Problems.Of(refusal, http);

    private static async Task<Page<TaxExemptionView>> ListAsync(
        bool? underReview, string? cursor, int? limit, ExemptionViews views, HttpContext http,
        CancellationToken cancel) =>
        await views.ListAsync(
            http.Actor(), underReview == true, cursor, Math.Clamp(limit ?? 50, 1, MostOnAPage), cancel);

    private static async Task<IResult> ReadAsync(
        Guid id, ExemptionViews views, HttpContext http, CancellationToken cancel) =>
        await views.FindAsync(http.Actor(), id, cancel) is { } found ? Results.Ok(found) : Problems.Of(Unknown, http);

    private static async Task<IResult> DownloadAsync(
        Guid id, ExemptionViews views, HttpContext http, CancellationToken cancel) =>
        await AttachAsync(id, views, http, cancel) ?? Problems.Of(Unknown, http);

    private static async Task<IResult> WithdrawAsync(
        Guid id, AskForExemption ask, ExemptionViews views, HttpContext http, CancellationToken cancel) =>
        await AnswerAsync(await ask.WithdrawAsync(http.Actor(), new(id), cancel), views, http, cancel);

    private static async Task<IResult> AcceptAsync(
        Guid id, AcceptedExemption days, DecideExemption decide, ExemptionViews views, HttpContext http,
        CancellationToken cancel) =>
        await AnswerAsync(
            await decide.AcceptAsync(http.Actor(), new(id), days, http.Address(), cancel), views, http, cancel);

    private static async Task<IResult> RefuseAsync(
        Guid id, RefusedExemption reason, DecideExemption decide, ExemptionViews views, HttpContext http,
        CancellationToken cancel) =>
        await AnswerAsync(
            await decide.RefuseAsync(http.Actor(), new(id), reason, http.Address(), cancel), views, http, cancel);

    private static async Task<IResult> RefundAsync(
        Guid order, RefundTax refund, HttpContext http, CancellationToken cancel) =>
        (await refund.RunAsync(http.Actor(), new OrderId(order), http.Address(), cancel)).ToNoContent(http);

    private static async Task<IResult> AnswerAsync(
        Result<TaxExemption> result, ExemptionViews views, HttpContext http, CancellationToken cancel) =>
        result.Succeeded(out var exemption, out var refusal)
            ? Results.Ok(await views.FindAsync(http.Actor(), exemption.Id.Value, cancel))
            : Problems.Of(refusal, http);

    /// <summary>What a stranger sent is never shown by this house: it is a file to be saved, and where a browser opens
    /// it all the same it can do nothing. Null where it is not there or not theirs to see.</summary>
    private static async Task<IResult?> AttachAsync(
        Guid id, ExemptionViews views, HttpContext http, CancellationToken cancel)
    {
        if (await views.FindDocumentAsync(http.Actor(), id, cancel) is not { } document)
        {
            return null;
        }

        http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.File(document.Content, document.MediaType, document.Name);
    }
}
