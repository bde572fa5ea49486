using System.Net;
using Guichet.Accounts;
using Guichet.Client.Webhooks;
using Guichet.Server.Hosting;
using Guichet.Server.Mail;
using Guichet.Server.Webhooks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Server.Tests.Webhooks;

/// <summary>A house whose mails and events wait until a test delivers them, and whose receivers may lie on this
/// machine.</summary>
public sealed class WebhookSqliteHouse : SqliteHouse
{
    internal Names Names { get; } = new();

    protected override void Configure(IWebHostBuilder host) => WebhookHouse.Configure(host, Names);
}

public sealed class WebhookPostgresHouse : PostgresHouse
{
    protected override void Configure(IWebHostBuilder host) => WebhookHouse.Configure(host, new());
}

/// <summary>What names stand for; a name may stand for something else each time it is looked up.</summary>
internal sealed class Names
{
    public Dictionary<string, Queue<string>> Known { get; } = [];

    public Task<IPAddress[]> FindAsync(string name, CancellationToken cancel) =>
        Known.TryGetValue(name, out var addresses)
            ? Task.FromResult(
                (IPAddress[])[.. addresses.Dequeue().Split(' ').Select(IPAddress.Parse)])
            : Dns.GetHostAddressesAsync(name, cancel);
}

internal static class WebhookHouse
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static void Configure(IWebHostBuilder host, Names names)
    {
        host.UseSetting("Mail:Delivers", "false");
        host.UseSetting("Webhooks:Delivers", "false");
        host.UseSetting("Webhooks:AllowedNetworks:0", "127.0.0.1/32");
        host.ConfigureTestServices(services => services.AddSingleton<FindHost>(names.FindAsync));
    }

    /// <summary>Everything that has happened is made ready.</summary>
    public static async Task PublishAsync(this House house)
    {
        while (await house.Services.GetRequiredService<OutboxDelivery>().DeliverDueAsync(Cancel) > 0)
        {
        }
    }

    /// <summary>And everything that is due is tried once.</summary>
    public static Task SendDueAsync(this House house) =>
        house.Services.GetRequiredService<WebhookCourier>().DeliverDueAsync(Cancel);

    /// <summary>A webhook to that receiver, which gets its secret.</summary>
    public static async Task<(Somebody Administrator, Guid Id)> SubscribesAsync(
        this House house, Receiver receiver, params string[] events)
    {
        var administrator = await house.WelcomesAsync(Role.Administrator);
        var made = await administrator.Client.AddWebhookAsync(
            New(receiver.Address, events.Length > 0 ? events : [.. EventKinds.All.Select(kind => kind.Type)]), Cancel);
        receiver.Secret = made.Secret;
        return (administrator, made.Id);
    }

    public static NewWebhook New(string address, params string[] events) => new()
    {
        Id = Guid.CreateVersion7(), Address = address, Description = "The ERP", Events = events,
    };
}
