using Guichet.Server.Incidents.Drafts;

namespace Guichet.Server.Incidents;

/// <summary>The two doors of the capability: its services, and its routes.</summary>
internal static class IncidentsModule
{
    public static void AddIncidents(this IServiceCollection services)
    {
        services.AddSingleton<SubmitIncident>();
        services.AddSingleton<StartRequest>();
        services.AddSingleton<SaveRequestStep>();
        services.AddSingleton<DiscardRequest>();
    }

    public static void MapIncidents(this IEndpointRouteBuilder routes, RouteGroupBuilder api)
    {
        api.MapIncidentSubmission();
    }
}
