namespace Guichet.Server.Packs;

/// <summary>The two doors of the capability: its services, and its routes.</summary>
internal static class PacksModule
{
    public static void AddPacks(this IServiceCollection services)
    {
    }

    public static void MapPacks(this IEndpointRouteBuilder routes, RouteGroupBuilder api)
    {
    }
}
