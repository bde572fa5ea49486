namespace Guichet.Server.Coverage;

/// <summary>The two doors of the capability: its services, and its routes.</summary>
internal static class CoverageModule
{
    public static void AddCoverage(this IServiceCollection services)
    {
        services.AddSingleton<CoverageViews>();
        services.AddSingleton<DecideCoverage>();
        services.AddSingleton<PackReach>();
    }

    public static void MapCoverage(this IEndpointRouteBuilder routes, RouteGroupBuilder api)
    {
        api.MapCoverageDecision();
        api.MapPackCoverage();
    }
}
