using Guichet.Client.Webhooks;
using Guichet.Server.Storage;
using Guichet.Server.Tests.Storage;
using Guichet.Server.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Guichet.Server.Tests.Incidents.Story;
using State = Guichet.Client.Webhooks.WebhookDeliveryState;
using Subscribed = Guichet.Client.Webhooks.WebhookState;

namespace Guichet.Server.Tests.Webhooks;

/// <summary>A receiver that is slow, wrong, dead or gone.</summary>
public abstract class TryingAgain : IAsyncLifetime
{
    private protected abstract House House { get; }

    /// <summary>What a program is told to open: the house's own database.</summary>
    private protected abstract string Provider { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => House.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Tries_again_by_growing_pauses_under_one_id_and_gives_up_after_three_days()
    {
        await using var receiver = await Receiver.StartAsync(House);
        var (administrator, id) = await House.SubscribesAsync(receiver, "incident.submitted");
        (receiver.Status, receiver.Answer) = (503, "Not now\0 " + new string('x', 5_000));
        var began = House.Clock.GetCurrentInstant();
        await administrator.Client.TestWebhookAsync(id, Cancel);
        for (var hour = Duration.Zero; hour < Duration.FromHours(100); hour += Duration.FromMinutes(20))
        {
            House.Clock.Reset(began + hour);
            await House.SendDueAsync();
        }

        Assert.Equal(RetrySchedule.Attempts, receiver.Taken.Count);
        Assert.Single(receiver.Taken.Select(one => (one.Id, one.Body)).Distinct());
        var last = Instant.FromUnixTimeSeconds(
            long.Parse(receiver.Taken.Last().Timestamp, System.Globalization.CultureInfo.InvariantCulture)) - began;
        Assert.InRange(last.TotalHours, 65, 90);
        var delivery = Assert.Single((await administrator.Client.ListWebhookDeliveriesAsync(id, cancel: Cancel)).Items);
        Assert.Equal(
            (State.GivenUp, 503, "status", 10),
            (delivery.State, delivery.Status, delivery.Failure, delivery.Attempts));
        Assert.StartsWith("Not now", delivery.Answer, StringComparison.Ordinal);
        Assert.InRange(delivery.Answer.Length, 900, 1_000);

        // Nothing got through: it is switched off, and each administrator is told once.
        Assert.Equal(Subscribed.Failing, (await administrator.Client.GetWebhookAsync(id, Cancel)).State);
        Assert.Single(await MessagesAsync(DeliveryQueue.SwitchedOff));
        Assert.Equal(
            "webhook.switched-off", await CodeAsync(() => administrator.Client.TestWebhookAsync(id, Cancel)));

        receiver.Status = 200;
        Assert.Equal(Subscribed.Enabled, (await administrator.Client.EnableWebhookAsync(id, Cancel)).State);
        await administrator.Client.ResendWebhookDeliveryAsync(id, delivery.Id, Cancel);
        await House.SendDueAsync();
        Assert.Equal(delivery.Event.ToString(), receiver.Taken.Last().Id);
        Assert.Equal(
            State.Delivered,
            Assert.Single((await administrator.Client.ListWebhookDeliveriesAsync(
                id, State.Delivered, cancel: Cancel)).Items).State);
        Assert.Empty(receiver.Refused);
    }

    [Fact]
    public async Task Holds_nobody_else_up_while_one_does_not_answer()
    {
        await using var dead = await Receiver.StartAsync(House);
        await using var alive = await Receiver.StartAsync(House);
        var (administrator, stuck) = await House.SubscribesAsync(dead, "incident.submitted");
        await House.SubscribesAsync(alive, "incident.submitted");
        var never = new TaskCompletionSource();
        dead.Hold = never.Task;
        await BeginAsync(House);
        await House.PublishAsync();

        // The dead one has its request and keeps it; what comes now still reaches the other.
        var first = House.SendDueAsync();
        await TakesAsync(dead, 1);
        await BeginAsync(House);
        await House.PublishAsync();
        var second = House.SendDueAsync();
        await TakesAsync(alive, 2);

        Assert.False(first.IsCompleted || second.IsCompleted);
        never.SetResult();
        await Task.WhenAll(first, second);
        Assert.Equal(2, dead.Taken.Count);
        Assert.Equal(2, (await administrator.Client.ListWebhookDeliveriesAsync(stuck, cancel: Cancel)).Items.Count);
    }

    [Fact]
    public async Task Follows_no_redirect_waits_as_long_as_it_is_asked_and_stops_where_it_is_gone()
    {
        await using var receiver = await Receiver.StartAsync(House);
        var (administrator, id) = await House.SubscribesAsync(receiver, "incident.submitted");
        receiver.Status = 307;
        receiver.Header = ("Location", "/elsewhere");
        await administrator.Client.TestWebhookAsync(id, Cancel);
        await House.SendDueAsync();
        Assert.Single(receiver.Taken);
        Assert.Equal("redirected", (await LastAsync()).Failure);

        House.Clock.Advance(Duration.FromSeconds(6));
        receiver.Status = 429;
        receiver.Header = ("Retry-After", "3600");
        await House.SendDueAsync();
        Assert.Equal(
            House.Clock.GetCurrentInstant() + Duration.FromHours(1),
            Instant.FromDateTimeOffset((await LastAsync()).NextAttemptAt!.Value));

        House.Clock.Advance(Duration.FromHours(1));
        receiver.Status = 410;
        await House.SendDueAsync();
        Assert.Equal(State.GivenUp, (await LastAsync()).State);
        Assert.Equal(Subscribed.Gone, (await administrator.Client.GetWebhookAsync(id, Cancel)).State);

        async Task<WebhookDeliveryView> LastAsync() =>
            (await administrator.Client.ListWebhookDeliveriesAsync(id, cancel: Cancel)).Items[0];
    }

    [Fact]
    public async Task Sends_nothing_while_it_is_switched_off_and_forgets_what_is_old()
    {
        await using var receiver = await Receiver.StartAsync(House);
        var (administrator, id) = await House.SubscribesAsync(receiver, "incident.submitted");
        await BeginAsync(House);
        await House.PublishAsync();
        await administrator.Client.DisableWebhookAsync(id, Cancel);
        await BeginAsync(House);
        await House.PublishAsync();
        await House.SendDueAsync();
        Assert.Empty(receiver.Taken);

        // What was made ready before waits; what happened meanwhile is not sent.
        await administrator.Client.EnableWebhookAsync(id, Cancel);
        await House.SendDueAsync();
        Assert.Single(receiver.Taken);

        House.Clock.Advance(DropOldEvents.Kept + Duration.FromDays(1));
        await House.Services.GetRequiredService<DropOldEvents>().RunAsync(Cancel);
        Assert.Empty((await administrator.Client.ListWebhookDeliveriesAsync(id, cancel: Cancel)).Items);
        await administrator.Client.RemoveWebhookAsync(id, Cancel);
        Assert.Equal("webhook.unknown", await CodeAsync(() => administrator.Client.GetWebhookAsync(id, Cancel)));
    }

    [Fact]
    public async Task Sends_what_waits_at_once_when_it_is_switched_on_again()
    {
        await using var receiver = await Receiver.StartAsync(House);
        var (administrator, id) = await House.SubscribesAsync(receiver, "incident.submitted");
        receiver.Status = 503;
        await administrator.Client.TestWebhookAsync(id, Cancel);
        await House.SendDueAsync();
        House.Clock.Advance(Duration.FromSeconds(6));
        await House.SendDueAsync();
        await administrator.Client.DisableWebhookAsync(id, Cancel);

        receiver.Status = 200;
        await administrator.Client.EnableWebhookAsync(id, Cancel);
        await House.SendDueAsync();

        var delivery = Assert.Single((await administrator.Client.ListWebhookDeliveriesAsync(id, cancel: Cancel)).Items);
        Assert.Equal((State.Delivered, 3), (delivery.State, delivery.Attempts));
    }

    [Fact]
    public async Task Is_claimed_once_by_nodes_that_look_at_once()
    {
        const int Events = 30;
        await using var receiver = await Receiver.StartAsync(House);
        var (administrator, id) = await House.SubscribesAsync(receiver, "incident.submitted");
        for (var count = 0; count < Events; count++)
        {
            await administrator.Client.TestWebhookAsync(id, Cancel);
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => House.SendDueAsync()));

        Assert.Equal((Events, Events), (receiver.Taken.Count, receiver.Taken.DistinctBy(one => one.Id).Count()));
    }

    [Fact]
    public async Task Sends_nothing_twice_at_once_whoever_looks_and_whatever_is_pressed()
    {
        await using var receiver = await Receiver.StartAsync(House);
        var (administrator, id) = await House.SubscribesAsync(receiver, "incident.submitted");
        var slow = new TaskCompletionSource();
        receiver.Hold = slow.Task;
        await administrator.Client.TestWebhookAsync(id, Cancel);
        var first = House.SendDueAsync();
        await TakesAsync(receiver, 1);

        var delivery = Assert.Single((await administrator.Client.ListWebhookDeliveriesAsync(id, cancel: Cancel)).Items);
        await administrator.Client.ResendWebhookDeliveryAsync(id, delivery.Id, Cancel);
        await administrator.Client.DisableWebhookAsync(id, Cancel);
        await administrator.Client.EnableWebhookAsync(id, Cancel);
        receiver.Hold = Task.CompletedTask;
        await Task.WhenAll(House.SendDueAsync(), House.SendDueAsync());
        Assert.Single(receiver.Taken);

        slow.SetResult();
        await first;
        delivery = Assert.Single((await administrator.Client.ListWebhookDeliveriesAsync(id, cancel: Cancel)).Items);
        Assert.Equal((State.Delivered, 1), (delivery.State, delivery.Attempts));
        House.Clock.Advance(DeliveryQueue.Lease);
        await House.SendDueAsync();
        Assert.Single(receiver.Taken);
    }

    [Fact]
    public async Task Sends_again_under_the_same_id_where_the_process_was_killed_before_it_could_mark_it()
    {
        await using var receiver = await Receiver.StartAsync(House);
        receiver.Now = () => DateTimeOffset.UtcNow;
        var (administrator, id) = await House.SubscribesAsync(receiver, "incident.submitted");
        var never = new TaskCompletionSource();
        receiver.Hold = never.Task;
        House.Clock.Reset(SystemClock.Instance.GetCurrentInstant());
        await administrator.Client.TestWebhookAsync(id, Cancel);

        using (var server = await ServerProcess.StartAsync(
            [
                "--Storage:Provider", Provider, "--Storage:Connection", House.ConnectionForAProcess,
                "--Webhooks:AllowedNetworks:0", "127.0.0.1/32",
            ],
            Cancel))
        {
            await TakesAsync(receiver, 1);
            await server.KillAsync();
        }

        // What it had claimed is due again when its lease has run out.
        never.SetResult();
        House.Clock.Reset(SystemClock.Instance.GetCurrentInstant() + DeliveryQueue.Lease);
        receiver.Now = null;
        await House.SendDueAsync();

        Assert.Empty(receiver.Refused);
        Assert.Equal(2, receiver.Taken.Count);
        Assert.Single(receiver.Taken.Select(one => (one.Id, one.Body)).Distinct());
        var delivery = Assert.Single((await administrator.Client.ListWebhookDeliveriesAsync(id, cancel: Cancel)).Items);
        Assert.Equal((State.Delivered, 2), (delivery.State, delivery.Attempts));
    }

    /// <summary>A receiver is another server: what it has taken is all that shows where the house stands.</summary>
    private static async Task TakesAsync(Receiver receiver, int count)
    {
        while (receiver.Taken.Count < count)
        {
            await Task.Delay(5, Cancel);
        }
    }

    private async Task<List<OutboxMessage>> MessagesAsync(string kind)
    {
        await using var database = House.Storage.Read();
        return await database.Set<OutboxMessage>().Where(one => one.Kind == kind).ToListAsync(Cancel);
    }
}

public sealed class TryingAgainOnSqlite : TryingAgain
{
    private protected override House House { get; } = new WebhookSqliteHouse();

    private protected override string Provider => "sqlite";
}

public sealed class TryingAgainOnPostgres : TryingAgain
{
    private protected override House House { get; } = new WebhookPostgresHouse();

    private protected override string Provider => "postgres";
}
