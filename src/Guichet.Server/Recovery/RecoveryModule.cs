using Guichet.Server.Hosting;
using Guichet.Server.Storage;

namespace Guichet.Server.Recovery;

/// <summary>The two doors of the capability: its services, and its routes.</summary>
internal static class RecoveryModule
{
    public static void AddRecovery(this IServiceCollection services)
    {
        services.AddSingleton<AskForPack>();
        services.AddSingleton<RecoveryViews>();
        services.AddSingleton<DecideRecovery>();
        services.AddSingleton<TellPackOwner>();
        services.AddSingleton<IErrand>(provider => provider.GetRequiredService<TellPackOwner>());
        services.AddSweep<ForgetAttempts>(TimeSpan.FromHours(1));
    }

    public static void MapRecovery(this RouteGroupBuilder api) => api.MapRecoveryEndpoints();
}
