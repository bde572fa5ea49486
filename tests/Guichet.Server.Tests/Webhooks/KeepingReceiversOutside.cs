using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Webhooks;
using Guichet.Server.Webhooks;
using Microsoft.EntityFrameworkCore;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Webhooks;

/// <summary>A webhook must not lead the server into its own network, and signs as the standard says.</summary>
public sealed class KeepingReceiversOutside : IAsyncLifetime
{
    private readonly WebhookSqliteHouse house = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => house.InitializeAsync();

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Theory]
    [InlineData("https://10.1.2.3/in", "webhook.address-private")]
    [InlineData("https://[::1]/in", "webhook.address-private")]
    [InlineData("https://[::ffff:169.254.169.254]/in", "webhook.address-private")]
    [InlineData("https://[::ffff:a9fe:a9fe]/in", "webhook.address-private")]
    [InlineData("https://[64:ff9b::a9fe:a9fe]/in", "webhook.address-private")]
    [InlineData("https://0x7f000002/in", "webhook.address-private")]
    [InlineData("https://2130706434/in", "webhook.address-private")]
    [InlineData("https://127.2/in", "webhook.address-private")]
    [InlineData("http://93.184.215.14/in", "webhook.address-private")]
    [InlineData("https://name:word@example.com/in", "webhook.address-malformed")]
    [InlineData("https://example.com/in#part", "webhook.address-malformed")]
    [InlineData("ftp://example.com/in", "webhook.address-malformed")]
    [InlineData("example.com/in", "webhook.address-malformed")]
    public async Task Takes_no_address_that_says_itself_where_it_lies(string address, string code)
    {
        var administrator = (await house.WelcomesAsync(Role.Administrator)).Client;

        Assert.Equal(code, await CodeAsync(
            () => administrator.AddWebhookAsync(WebhookHouse.New(address, "incident.closed"), Cancel)));
    }

    [Fact]
    public async Task Connects_to_what_it_has_looked_at_also_where_the_name_changes()
    {
        await using var receiver = await Receiver.StartAsync(house, "127.0.0.1");
        await using var inside = await Receiver.StartAsync(house, "127.0.0.2");
        var address = $"http://changing.example:{receiver.Port}/in";
        var administrator = (await house.WelcomesAsync(Role.Administrator)).Client;
        var made = await administrator.AddWebhookAsync(WebhookHouse.New(address, "incident.closed"), Cancel);
        receiver.Secret = inside.Secret = made.Secret;

        // Looked up once for each connection: where it may go, then within, then both of which one is.
        house.Names.Known["changing.example"] = new(["127.0.0.1", "127.0.0.2", "127.0.0.2 127.0.0.1"]);
        await administrator.TestWebhookAsync(made.Id, Cancel);
        await house.SendDueAsync();
        Assert.Single(receiver.Taken);

        house.Clock.Advance(Duration.FromSeconds(1));
        await administrator.ChangeWebhookAsync(
            made.Id, Change($"http://changing.example:{inside.Port}/in"), null, Cancel);
        await administrator.TestWebhookAsync(made.Id, Cancel);
        await house.SendDueAsync();
        Assert.Equal("address-private", (await LastAsync(administrator, made.Id)).Failure);
        Assert.Equal(Client.Webhooks.WebhookDeliveryState.Waiting, (await LastAsync(administrator, made.Id)).State);

        // The only one of the two that may be connected to has nothing at that port.
        house.Clock.Advance(Duration.FromSeconds(6));
        await house.SendDueAsync();
        Assert.Equal("unreachable", (await LastAsync(administrator, made.Id)).Failure);
        Assert.Empty(inside.Taken);
        Assert.Empty(house.Names.Known["changing.example"]);
    }

    [Theory]
    [InlineData("https://localhost/in", "address-private")]
    [InlineData("https://nobody.invalid/in", "name-unknown")]
    public async Task Says_why_a_name_is_not_connected_to(string address, string failure)
    {
        house.Names.Known["localhost"] = new(["127.0.0.3 ::1"]);
        var administrator = (await house.WelcomesAsync(Role.Administrator)).Client;
        var made = await administrator.AddWebhookAsync(WebhookHouse.New(address, "incident.closed"), Cancel);
        await administrator.TestWebhookAsync(made.Id, Cancel);
        await house.SendDueAsync();

        Assert.Equal(failure, (await LastAsync(administrator, made.Id)).Failure);
    }

    [Fact]
    public async Task Is_for_administrators_who_name_events_that_there_are()
    {
        var administrator = (await house.WelcomesAsync(Role.Administrator)).Client;
        var agent = (await house.WelcomesAsync(Role.Agent)).Client;
        await Assert.ThrowsAsync<GuichetException>(() => agent.ListWebhooksAsync(Cancel));
        Assert.Equal("webhook.event-unknown", await CodeAsync(() => administrator.AddWebhookAsync(
            WebhookHouse.New("https://example.com/in", "incident.lost"), Cancel)));

        var made = await administrator.AddWebhookAsync(
            WebhookHouse.New("https://example.com/in", "incident.closed"), Cancel);
        var seen = await administrator.GetWebhookAsync(made.Id, Cancel);
        await administrator.ChangeWebhookAsync(
            made.Id, Change("https://example.com/other"), seen.Version, Cancel);
        Assert.Equal("version.changed", await CodeAsync(() => administrator.ChangeWebhookAsync(
            made.Id, Change("https://example.com/third"), seen.Version, Cancel)));
    }

    [Fact]
    public async Task Says_that_its_secret_cannot_be_read_and_sends_by_a_new_one()
    {
        await using var receiver = await Receiver.StartAsync(house);
        var (administrator, id) = await house.SubscribesAsync(receiver, "incident.closed");
        await house.Work.RunAsync<bool>(
            async database => await database.Set<WebhookSubscription>().ExecuteUpdateAsync(
                set => set.SetProperty(one => one.Secret, "by keys that are gone"), Cancel) == 1,
            Cancel);
        await administrator.Client.TestWebhookAsync(id, Cancel);
        await house.SendDueAsync();
        Assert.Equal("secret-unreadable", (await LastAsync(administrator.Client, id)).Failure);
        Assert.Empty(receiver.Taken);

        receiver.Secret = (await administrator.Client.RotateWebhookSecretAsync(id, Cancel)).Secret;
        house.Clock.Advance(Duration.FromSeconds(6));
        await house.SendDueAsync();
        Assert.Single(Assert.Single(receiver.Taken).Signatures.Split(' '));
    }

    [Fact]
    public void Signs_as_others_who_follow_the_standard_do()
    {
        // The example that the standard's own libraries are tested by.
        const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
        var sentAt = DateTimeOffset.FromUnixTimeSeconds(1_614_265_330);
        var signature = WebhookSignature.Of(Secret, Id, 1_614_265_330, """{"test": 2432232314}"""u8);

        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", signature);
        Assert.True(IsValid(signature, sentAt));
        Assert.True(IsValid($"v1,bm8= v1a,bm8= {signature}", sentAt.AddMinutes(5)));
        Assert.False(IsValid(signature, sentAt.AddSeconds(301)));
        Assert.False(IsValid(signature, sentAt.AddSeconds(-301)));
        Assert.False(IsValid("v1,bm8=", sentAt));
        Assert.False(WebhookSignature.IsValid(
            Secret, Id, "1614265330", signature, """{"test": 2432232315}"""u8, sentAt));

        // A secret that somebody forgot to set: everybody knows it.
        Assert.Throws<ArgumentException>(() => WebhookSignature.IsValid(
            "whsec_", Id, "1614265330", signature, """{"test": 2432232314}"""u8, sentAt));

        static bool IsValid(string signatures, DateTimeOffset now) => WebhookSignature.IsValid(
            Secret, Id, "1614265330", signatures, """{"test": 2432232314}"""u8, now);
    }

    private static WebhookChange Change(string address) => new() { Address = address, Events = ["incident.closed"] };

    private static async Task<WebhookDeliveryView> LastAsync(GuichetClient administrator, Guid id) =>
        (await administrator.ListWebhookDeliveriesAsync(id, cancel: Cancel)).Items[0];
}
