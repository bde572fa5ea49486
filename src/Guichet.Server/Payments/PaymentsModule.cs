namespace Guichet.Server.Payments;

/// <summary>The two doors of the capability: its services, and its routes.</summary>
internal static class PaymentsModule
{
    public static void AddPayments(this IServiceCollection services)
    {
    }

    public static void MapPayments(this IEndpointRouteBuilder routes, RouteGroupBuilder api)
    {
    }
}
