using Guichet.Server.Hosting;

namespace Guichet.Server.Recovery;

/// <summary>The two doors of the capability: its services, and its routes.</summary>
internal static class RecoveryModule
{
    public static void AddRecovery(this IServiceCollection services)
    {
        services.AddSingleton<AskForPack>();
        services.AddSingleton<RecoveryViews>();
        services.AddSweep<DecideRecovery>(TimeSpan.FromHours(1));
    }

    public static void MapRecovery(this RouteGroupBuilder api) => api.MapRecoveryEndpoints();
}
