using System.Net;
using Guichet.Server.Hosting;
using Guichet.Server.Upkeep.Fetching;
using Guichet.Server.Upkeep.Holidays;
using Microsoft.Extensions.Options;

namespace Guichet.Server.Upkeep;

/// <summary>The two doors of the capability: its services, and its routes.</summary>
internal static class UpkeepModule
{
    public static void AddUpkeep(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<UpkeepOptions>().Bind(configuration.GetSection("Catalog"));
        services.AddHttpClient(
                CatalogFetcher.Client,
                client => client.DefaultRequestHeaders.UserAgent.ParseAdd("Guichet"))
            .ConfigurePrimaryHttpMessageHandler(provider => Handler(
                provider.GetRequiredService<IOptions<UpkeepOptions>>().Value));
        services.AddSingleton<CatalogFetcher>();
        services.AddSingleton<CatalogImporter>();
        services.AddSingleton<ImportCatalog>();
        services.AddSingleton<CorrectRelease>();
        services.AddSingleton<CatalogSources>();
        services.AddSingleton<DecidePending>();
        services.AddSweep<ReadSources>(TimeSpan.FromMinutes(1));
        services.AddSingleton<HolidaySources>();
        services.AddSweep<ReadHolidays>(TimeSpan.FromMinutes(1));
    }

    public static void MapUpkeep(this IEndpointRouteBuilder routes, RouteGroupBuilder api)
    {
        api.MapImports();
        api.MapCorrections();
        api.MapSources();
        api.MapPendingImports();
        api.MapHolidaySources();
    }

    /// <summary>No redirect is followed unseen, and no proxy stands between the check of an address and the connection
    /// to it.</summary>
    private static SocketsHttpHandler Handler(UpkeepOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectCallback = (context, cancel) => PublicAddresses.ConnectAsync(
            context.DnsEndPoint,
            Dns.GetHostAddressesAsync,
            address => options.AllowPrivateAddresses || PublicAddresses.Contain(address),
            cancel),
    };
}
