using Guichet.Accounts;
using Guichet.Client.Orders;
using Guichet.Orders;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Orders;

namespace Guichet.Server.Payments;

internal static class PaymentEndpoints
{
    public static void MapPaymentEndpoints(this RouteGroupBuilder api) =>
        api.MapPost("/orders/{id:guid}/demonstration-payment", PayAsync)
            .Allows(Scopes.OrdersWrite, Role.Customer)
            .WithTags("Orders")
            .WithName("payForDemonstration")
            .WithSummary("Pay an order in a demonstration")
            .WithDescription("Pays at the gateway for demonstrations, which takes no money; refused elsewhere.")
            .Produces<OrderView>();

    private static async Task<IResult> PayAsync(
        Guid id, DemonstrationPayment payment, OrderViews views, HttpContext http, CancellationToken cancel)
    {
        var result = await payment.PayAsync(http.Actor(), new OrderId(id), cancel);
        return result.Succeeded(out var order, out var refusal)
            ? Results.Ok(await views.OfAsync(http.Actor(), order.Id, cancel))
            : Problems.Of(refusal, http);
    }
}
