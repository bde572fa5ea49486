namespace Guichet.Server.Teams;

/// <summary>The two doors of the capability: its services, and its routes.</summary>
internal static class TeamsModule
{
    public static void AddTeams(this IServiceCollection services)
    {
        services.AddSingleton<TeamsInForce>();
        services.AddSingleton<ChangeTeams>();
    }

    public static void MapTeams(this IEndpointRouteBuilder routes, RouteGroupBuilder api) => api.MapTeamChanges();
}
