using Guichet.Accounts;
using Guichet.Cli;
using Guichet.Client;
using Guichet.Client.Webhooks;
using Guichet.Server.Tests.Webhooks;

namespace Guichet.Server.Tests.Cli;

/// <summary>The verbs of webhooks, from the first to the last.</summary>
public sealed class TypingOfWebhooks(WebhookSqliteHouse house) : IClassFixture<WebhookSqliteHouse>, IDisposable
{
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        output.Dispose();
        error.Dispose();
    }

    [Fact]
    public async Task Registers_tries_changes_and_removes_a_webhook()
    {
        await using var receiver = await Receiver.StartAsync(house);
        var administrator = await house.WelcomesAsync(Role.Administrator);
        var id = Guid.CreateVersion7().ToString();

        await DoesAsync("add", receiver.Address, "--events", "incident.closed", "order.paid", "--id", id);
        receiver.Secret = Said().Split('\n').Single(line => line.StartsWith("Secret", StringComparison.Ordinal))[8..]
            .Trim();
        await DoesAsync("test", id);
        await house.SendDueAsync();
        Assert.Equal("webhook.test", Assert.Single(receiver.Taken).Type);

        await DoesAsync("deliveries", id, "--state", "delivered");
        Assert.Contains("webhook.test", Said(), StringComparison.Ordinal);
        var delivery = Assert.Single((await administrator.Client.ListWebhookDeliveriesAsync(
            Guid.Parse(id), cancel: Cancel)).Items);
        await DoesAsync("resend", id, delivery.Id.ToString());
        await house.SendDueAsync();
        Assert.Single(receiver.Taken.Select(one => one.Id).Distinct());
        Assert.Equal(2, receiver.Taken.Count);

        await DoesAsync("change", id, "--events", "incident.reopened");
        await DoesAsync("rotate", id);
        Assert.Contains("The one before signs as well until", Said(), StringComparison.Ordinal);
        await DoesAsync("disable", id);
        Assert.Equal(ExitCode.Refused, await TypeAsync("test", id));
        Assert.Contains("(webhook.switched-off)", error.ToString(), StringComparison.Ordinal);
        var changed = await administrator.Client.GetWebhookAsync(Guid.Parse(id), Cancel);
        Assert.Equal((WebhookState.Disabled, receiver.Address), (changed.State, changed.Address));
        Assert.Equal(["incident.reopened"], changed.Events);
        await DoesAsync("enable", id);
        await DoesAsync("list", "--json");
        Assert.Contains($"\"id\": \"{id}\"", Said(), StringComparison.Ordinal);
        Assert.DoesNotContain("whsec_", Said(), StringComparison.Ordinal);
        await DoesAsync("remove", id);
        Assert.Empty(await administrator.Client.ListWebhooksAsync(Cancel));

        async Task DoesAsync(params string[] arguments)
        {
            output.GetStringBuilder().Clear();
            Assert.Equal(ExitCode.Done, await TypeAsync(arguments));
        }

        Task<int> TypeAsync(params string[] arguments) => CommandLine.RunAsync(
            ["webhooks", .. arguments, "--server", "http://house", "--key", administrator.Key],
            new Surroundings(
                new StringReader(""),
                output,
                error,
                _ => null,
                Path.Combine(Path.GetTempPath(), $"guichet-{Guid.NewGuid():N}", "sign-in.json"),
                (_, key) => new GuichetClient(house.Factory.CreateClient(), key),
                SystemClock.Instance),
            Cancel);
    }

    private string Said() => output.ToString();
}
