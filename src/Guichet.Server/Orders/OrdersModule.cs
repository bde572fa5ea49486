using Guichet.Server.Hosting;

namespace Guichet.Server.Orders;

/// <summary>The two doors of the capability: its services, and its routes.</summary>
internal static class OrdersModule
{
    public static void AddOrders(this IServiceCollection services)
    {
        services.AddSingleton<PlaceOrder>();
        services.AddSingleton<ConfirmPayment>();
        services.AddSingleton<CancelOrder>();
        services.AddSingleton<OrderViews>();
        services.AddSingleton<OfferViews>();
        services.AddSweep<CancelUnpaidOrders>(TimeSpan.FromHours(1));
    }

    public static void MapOrders(this IEndpointRouteBuilder routes, RouteGroupBuilder api)
    {
        api.MapOrderEndpoints();
        api.MapOfferEndpoints();
    }
}
