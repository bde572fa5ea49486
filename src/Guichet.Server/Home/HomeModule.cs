using Guichet.Accounts;
using Guichet.Client.Home;
using Guichet.Server.Accounts;

namespace Guichet.Server.Home;

/// <summary>The two doors of the capability: its services, and its routes.</summary>
internal static class HomeModule
{
    public static void AddHome(this IServiceCollection services) => services.AddSingleton<HomeViews>();

    public static void MapHome(this RouteGroupBuilder api) =>
        api.MapGet(
                "/home",
                async (HomeViews views, HttpContext http, CancellationToken cancel) =>
                    Results.Ok(await views.ReadAsync(http.Actor(), cancel)))
            .Allows(Scopes.IncidentsRead, Role.Customer)
            .Allows(Scopes.PacksRead)
            .Allows(Scopes.OrdersRead)
            .WithName("getHome")
            .WithTags("Home")
            .WithSummary("Read one's home")
            .WithDescription(
                "What one is to do, the most pressing first (solutions, statements, parts and questions to answer, "
                + "orders to pay, packs that expire or are nearly used up, charges that can be disputed), one's packs, "
                + "and open incidents with their promises.")
            .Produces<HomeView>();
}
