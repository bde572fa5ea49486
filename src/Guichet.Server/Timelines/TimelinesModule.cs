namespace Guichet.Server.Timelines;

/// <summary>The two doors of the capability: its services, and its routes.</summary>
internal static class TimelinesModule
{
    public static void AddTimelines(this IServiceCollection services)
    {
        services.AddSingleton<IncidentExport>();
        services.AddSingleton<IncidentPrint>();
        services.AddSingleton<PrintTurns>();
    }

    public static void MapTimelines(this IEndpointRouteBuilder routes, RouteGroupBuilder api)
    {
        api.MapTimelineReading();
        routes.MapIncidentFiles();
    }
}
