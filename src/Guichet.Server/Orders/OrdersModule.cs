namespace Guichet.Server.Orders;

/// <summary>The two doors of the capability: its services, and its routes.</summary>
internal static class OrdersModule
{
    public static void AddOrders(this IServiceCollection services)
    {
    }

    public static void MapOrders(this IEndpointRouteBuilder routes, RouteGroupBuilder api)
    {
    }
}
