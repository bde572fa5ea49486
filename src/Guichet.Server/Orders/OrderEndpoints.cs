using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Orders;
using Guichet.Orders;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;

namespace Guichet.Server.Orders;

internal static class OrderEndpoints
{
    private const int MostOnAPage = 100;
    private static readonly Role[] Readers =
        [Role.Customer, Role.BillingClerk, Role.SupportManager, Role.Administrator];

    public static void MapOrderEndpoints(this RouteGroupBuilder api)
    {
        var orders = api.MapGroup("/orders").WithTags("Orders");
        orders.MapPost("", PlaceAsync).Allows(Scopes.OrdersWrite, Role.Customer)
            .WithName("placeOrder").WithSummary("Place an order")
            .WithDescription(
                "Orders one pack for the id sent, however often it is sent; the price is fixed here. Billing details "
                + "with an address come first.")
            .Produces<OrderView>(StatusCodes.Status201Created);
        orders.MapGet("", ListAsync).Allows(Scopes.OrdersRead, Readers)
            .WithName("listOrders").WithSummary("List orders")
            .WithDescription("The orders one may see, newest first.").Produces<Page<OrderView>>();
        orders.MapGet("/{id:guid}", ReadAsync).Allows(Scopes.OrdersRead, Readers)
            .WithName("getOrder").WithSummary("Read an order")
            .WithDescription("One order with its confirmation number.").Produces<OrderView>();
        orders.MapPost("/{id:guid}/cancel", CancelAsync).Allows(Scopes.OrdersWrite, Role.Customer)
            .WithName("cancelOrder").WithSummary("Cancel an order")
            .WithDescription("Gives an order up that is not paid.").Produces<OrderView>();
    }

    private static async Task<IResult> PlaceAsync(
        NewOrder order, PlaceOrder place, OrderViews views, HttpContext http, CancellationToken cancel)
    {
        var result = await place.RunAsync(http.SignedIn(), order, cancel);
        if (!result.Succeeded(out var placed, out var refusal))
        {
            return Problems.Of(refusal, http);
        }

        http.SetVersion(placed.Version);
        return Results.Created(
            $"/api/v1/orders/{placed.Id.Value}", await views.OfAsync(http.Actor(), placed.Id, cancel));
    }

    private static async Task<Page<OrderView>> ListAsync(
        string? cursor, int? limit, OrderViews views, HttpContext http, CancellationToken cancel) =>
        await views.ListAsync(http.Actor(), cursor, Math.Clamp(limit ?? 50, 1, MostOnAPage), cancel);

    private static async Task<IResult> ReadAsync(
        Guid id, OrderViews views, HttpContext http, CancellationToken cancel)
    {
        if (await views.OfAsync(http.Actor(), new OrderId(id), cancel) is not { } order)
        {
            return Problems.Of(new Refusal("order.unknown", "There is no such order."), http);
        }

        http.SetVersion(order.Version);
        return Results.Ok(order);
    }

    private static async Task<IResult> CancelAsync(
        Guid id, CancelOrder operation, OrderViews views, HttpContext http, CancellationToken cancel)
    {
        var result = await operation.RunAsync(http.Actor(), new OrderId(id), cancel);
        return result.Succeeded(out var order, out var refusal)
            ? Results.Ok(await views.OfAsync(http.Actor(), order.Id, cancel))
            : Problems.Of(refusal, http);
    }
}
