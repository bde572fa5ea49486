using Guichet.Server.Hosting;

namespace Guichet.Server.Packs;

/// <summary>The two doors of the capability: its services, and its routes.</summary>
internal static class PacksModule
{
    public static void AddPacks(this IServiceCollection services)
    {
        services.AddSingleton<AddContract>();
        services.AddSingleton<GrantContract>();
        services.AddSingleton<RenewAccessId>();
        services.AddSingleton<CorrectPack>();
        services.AddSingleton<ShareWithDelegates>();
        services.AddSingleton<LedgerWalk>();
        services.AddSingleton<PackPeople>();
        services.AddSingleton<PackViews>();
        services.AddSweep<ExpirePacks>(TimeSpan.FromHours(1));
        services.AddSweep<WarnOfPacks>(TimeSpan.FromHours(1));
    }

    public static void MapPacks(this IEndpointRouteBuilder routes, RouteGroupBuilder api)
    {
        api.MapPackEndpoints();
        api.MapPackOwning();
        routes.MapStatementCsv();
        routes.MapStatementPdf();
    }
}
