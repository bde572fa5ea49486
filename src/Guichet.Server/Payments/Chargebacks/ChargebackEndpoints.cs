using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Payments;
using Guichet.Payments;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;

namespace Guichet.Server.Payments.Chargebacks;

internal static class ChargebackEndpoints
{
    private const int MostOnAPage = 200;

    private static readonly Role[] Vendor = [Role.BillingClerk, Role.SupportManager, Role.Administrator];

    public static void MapChargebackEndpoints(this RouteGroupBuilder api)
    {
        var chargebacks = api.MapGroup("").WithTags("Chargebacks");
        chargebacks.MapGet("/chargebacks", ListAsync).Allows(Scopes.OrdersRead, Vendor)
            .WithName("listChargebacks").WithSummary("List chargebacks")
            .WithDescription("Payments by card that the buyer disputes at their bank, newest first.")
            .Produces<Page<ChargebackView>>();
        chargebacks.MapGet("/chargebacks/{id:guid}", ReadAsync).Allows(Scopes.OrdersRead, Vendor)
            .WithName("getChargeback").WithSummary("Read a chargeback")
            .WithDescription("How it stands, until when it can be contested, and what was decided.")
            .Produces<ChargebackView>();
        chargebacks.MapPost("/chargebacks/{id:guid}/answer", AnswerAsync).Allows(Scopes.OrdersWrite, Role.BillingClerk)
            .WithName("answerChargeback").WithSummary("Contest or accept a chargeback")
            .WithDescription(
                "Contested, the bank is sent the words given and what was used of the purchase; accepted, the money "
                + "stays the buyer's. Neither can be taken back.")
            .Produces<ChargebackView>();
    }

    private static Task<Page<ChargebackView>> ListAsync(
        bool? open, string? cursor, int? limit, ChargebackViews views, CancellationToken cancel) =>
        views.ListAsync(open ?? true, cursor, Math.Clamp(limit ?? 50, 1, MostOnAPage), cancel);

    private static async Task<IResult> ReadAsync(
        Guid id, ChargebackViews views, HttpContext http, CancellationToken cancel) =>
        await views.OfAsync(new ChargebackId(id), cancel) is { } chargeback
            ? Results.Ok(chargeback)
            : Problems.Of(new Refusal("chargeback.unknown", "There is no such chargeback."), http);

    private static async Task<IResult> AnswerAsync(
        Guid id, NewChargebackAnswer answer, AnswerChargeback operation, ChargebackViews views, HttpContext http,
        CancellationToken cancel)
    {
        var result = await operation.RunAsync(http.Actor(), new ChargebackId(id), answer, http.Address(), cancel);
        return result.Succeeded(out var chargeback, out var refusal)
            ? Results.Ok(await views.OfAsync(chargeback.Id, cancel))
            : Problems.Of(refusal, http);
    }
}
