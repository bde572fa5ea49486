using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Payments;
using Guichet.Orders;
using Guichet.Payments;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;

namespace Guichet.Server.Payments;

internal static class RefundEndpoints
{
    private const int MostOnAPage = 200;
    private static readonly Refusal UnknownOrder = new("order.unknown", "There is no such order.");

    private static readonly Role[] Readers =
        [Role.Customer, Role.BillingClerk, Role.SupportManager, Role.Administrator];

    private static readonly Role[] Vendor = [Role.BillingClerk, Role.SupportManager, Role.Administrator];

    public static void MapRefundEndpoints(this RouteGroupBuilder api)
    {
        var orders = api.MapGroup("/orders/{id:guid}").WithTags("Refunds");
        orders.MapGet("/refundable", ReadRefundableAsync).Allows(Scopes.OrdersRead, Vendor)
            .WithName("getRefundable").WithSummary("Read what could be refunded")
            .WithDescription("The unused incidents of the order's pack now, and what they are worth.")
            .Produces<RefundableView>();
        orders.MapGet("/refunds", ListOfOrderAsync).Allows(Scopes.OrdersRead, Readers)
            .WithName("listRefundsOfOrder").WithSummary("List the refunds of an order")
            .WithDescription("What has been given back or is on its way, oldest first.")
            .Produces<IReadOnlyList<RefundView>>();
        orders.MapPost("/refunds", RefundAsync).Allows(Scopes.OrdersWrite, Role.BillingClerk)
            .WithName("refundOrder").WithSummary("Refund unused incidents")
            .WithDescription(
                "Takes unused incidents back, and gives their share of price and tax back by the way it was paid; once "
                + "for the id sent, however often it is sent.")
            .Produces<RefundView>();
        var refunds = api.MapGroup("/refunds").WithTags("Refunds");
        refunds.MapGet("", ListAsync).Allows(Scopes.OrdersRead, Vendor)
            .WithName("listRefunds").WithSummary("List refunds")
            .WithDescription("All of them, newest first, or only those whose money has not gone back.")
            .Produces<Page<RefundView>>();
        refunds.MapPost("/{id:guid}/repeat", RepeatAsync).Allows(Scopes.OrdersWrite, Role.BillingClerk)
            .WithName("repeatRefund").WithSummary("Send a refund again")
            .WithDescription("Tries once more what failed.").Produces<RefundView>();
        refunds.MapPost("/{id:guid}/paid-out", PayOutAsync).Allows(Scopes.OrdersWrite, Role.BillingClerk)
            .WithName("payOutRefund").WithSummary("Say that a refund was paid out")
            .WithDescription("For what was paid by bank transfer: the money has been sent back.")
            .Produces<RefundView>();
    }

    private static async Task<IResult> ReadRefundableAsync(
        Guid id, PaymentViews views, HttpContext http, CancellationToken cancel) =>
        await views.RefundableOfAsync(new OrderId(id), cancel) is { } refundable
            ? Results.Ok(refundable)
            : Problems.Of(UnknownOrder, http);

    private static async Task<IResult> ListOfOrderAsync(
        Guid id, PaymentViews views, HttpContext http, CancellationToken cancel) =>
        await views.RefundsOfAsync(http.Actor(), new OrderId(id), cancel) is { } refunds
            ? Results.Ok(refunds)
            : Problems.Of(UnknownOrder, http);

    private static async Task<IResult> RefundAsync(
        Guid id, NewRefund refund, RefundOrder operation, PaymentViews views, HttpContext http,
        CancellationToken cancel) =>
        await AnswerAsync(
            await operation.RunAsync(http.Actor(), new OrderId(id), refund, http.Address(), cancel),
            views, http, cancel);

    private static Task<Page<RefundView>> ListAsync(
        bool? open, string? cursor, int? limit, PaymentViews views, HttpContext http, CancellationToken cancel) =>
        views.ListRefundsAsync(
            http.Actor(), open ?? false, cursor, Math.Clamp(limit ?? 50, 1, MostOnAPage), cancel);

    private static async Task<IResult> RepeatAsync(
        Guid id, SettleRefund settle, PaymentViews views, HttpContext http, CancellationToken cancel) =>
        await AnswerAsync(
            await settle.RepeatAsync(http.Actor(), new RefundId(id), http.Address(), cancel), views, http, cancel);

    private static async Task<IResult> PayOutAsync(
        Guid id, PaidOutRefund paid, SettleRefund settle, PaymentViews views, HttpContext http,
        CancellationToken cancel) =>
        await AnswerAsync(
            await settle.PayOutAsync(http.Actor(), new RefundId(id), paid, http.Address(), cancel),
            views, http, cancel);

    private static async Task<IResult> AnswerAsync(
        Result<Refund> result, PaymentViews views, HttpContext http, CancellationToken cancel) =>
        result.Succeeded(out var refund, out var refusal)
            ? Results.Ok(await views.RefundAsync(http.Actor(), refund.Id, cancel))
            : Problems.Of(refusal, http);
}
