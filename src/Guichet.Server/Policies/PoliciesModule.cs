namespace Guichet.Server.Policies;

/// <summary>The two doors of the capability: its services, and its routes.</summary>
internal static class PoliciesModule
{
    public static void AddPolicies(this IServiceCollection services)
    {
        services.AddSingleton<InForce>();
        services.AddSingleton<ApplyPolicy>();
        services.AddSingleton<RevisePolicy>();
        services.AddSingleton<ChangeKnownIssues>();
    }

    public static void MapPolicies(this IEndpointRouteBuilder routes, RouteGroupBuilder api)
    {
        api.MapPolicyVersions();
        api.MapKnownIssues();
    }
}
