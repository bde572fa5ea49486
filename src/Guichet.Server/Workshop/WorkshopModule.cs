namespace Guichet.Server.Workshop;

/// <summary>The two doors of the capability: its services, and its routes.</summary>
internal static class WorkshopModule
{
    public static void AddWorkshop(this IServiceCollection services)
    {
        services.AddSingleton<PreviewPolicy>();
        services.AddSingleton<SaveDraft>();
        services.AddSingleton<ApplyDraft>();
    }

    public static void MapWorkshop(this IEndpointRouteBuilder routes, RouteGroupBuilder api)
    {
        api.MapComparisons();
        api.MapDraft();
    }
}
