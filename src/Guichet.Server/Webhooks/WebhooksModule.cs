using System.Net;
using Guichet.Server.Hosting;
using Guichet.Server.Storage;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace Guichet.Server.Webhooks;

/// <summary>The two doors of the capability: its services, and its routes.</summary>
internal static class WebhooksModule
{
    public static void AddWebhooks(this IServiceCollection services)
    {
        services.AddOptions<WebhookOptions>().BindConfiguration("Webhooks")
            .Validate(
                options => options.AllowedNetworks.All(network => IPNetwork.TryParse(network, out _)),
                "Webhooks:AllowedNetworks holds networks as 10.20.0.0/16.")
            .ValidateOnStart();
        services.AddSingleton<FindHost>(Dns.GetHostAddressesAsync);
        services.AddHttpClient(
                WebhookSender.Client,
                client =>
                {
                    client.DefaultRequestHeaders.UserAgent.ParseAdd("Guichet");
                    client.Timeout = Timeout.InfiniteTimeSpan;
                })
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(provider => WebhookNetworks.Handler(
                provider.GetRequiredService<IOptions<WebhookOptions>>().Value,
                provider.GetRequiredService<FindHost>()));
        services.AddSingleton<WebhookSecrets>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<DeliveryQueue>();
        services.AddSingleton<WebhookCourier>();
        services.AddHostedService(provider => provider.GetRequiredService<WebhookCourier>());
        services.AddSingleton<IErrand, PublishEvents>();
        services.AddSingleton<ChangeWebhooks>();
        services.AddSingleton<SendAgain>();
        services.AddSweep<DropOldEvents>(TimeSpan.FromDays(1));
    }

    public static void MapWebhooks(this RouteGroupBuilder api)
    {
        api.MapSubscriptions();
        api.MapDeliveries();
    }
}
