using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Client.Payments;
using Guichet.Client.Webhooks;
using Guichet.Server.Incidents;
using Guichet.Server.Incidents.Alarms;
using Guichet.Server.Incidents.Moving;
using Guichet.Server.Packs;
using Guichet.Server.Storage;
using Guichet.Server.Tests.Incidents;
using Guichet.Server.Tests.Invoices;
using Guichet.Server.Tests.Orders;
using Guichet.Server.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Webhooks;

/// <summary>What happens in the house reaches a receiver that verifies each message strictly.</summary>
public abstract class SendingEvents : IAsyncLifetime
{
    private protected abstract House House { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => House.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Tells_each_kind_of_event_by_ids_and_facts_alone()
    {
        await using var receiver = await Receiver.StartAsync(House);
        await House.SubscribesAsync(receiver);

        var story = await KeepingTheOtherClocks.BeginUnderMoreAsync(House);
        await WorkAsync(story);
        await BuyAsync();

        // Sent before the year goes by: what is older than 30 days may be removed at any time.
        await House.PublishAsync();
        await House.SendDueAsync();
        House.Clock.Advance(Duration.FromDays(400));
        await House.Services.GetRequiredService<ExpirePacks>().RunAsync(Cancel);
        await House.PublishAsync();
        await House.SendDueAsync();

        Assert.Empty(receiver.Refused);
        var taken = receiver.Taken.ToList();
        Assert.Equal(
            EventKinds.All.Select(kind => kind.Type).Except(["order.canceled"]).Order(),
            taken.Select(one => one.Type).Distinct().Order());
        Assert.Equal(taken.Count, taken.Select(one => one.Id).Distinct().Count());
        Assert.All(taken, one => Assert.Equal(1, one.Json.GetProperty("version").GetInt32()));
        foreach (var kept in new[] { "Nobody could help", "second node", "@example.test", "Ada", "confirmation" })
        {
            Assert.DoesNotContain(taken, one => one.Body.Contains(kept, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact, Trait("Rule", "R8")]
    public async Task Says_of_each_promise_whether_it_was_fulfilled_in_time()
    {
        await using var receiver = await Receiver.StartAsync(House);
        await House.SubscribesAsync(receiver, "promise.fulfilled", "promise.breached");
        var story = await KeepingTheOtherClocks.BeginUnderMoreAsync(House);
        House.Clock.Reset(Instant.FromUtc(2026, 11, 20, 15, 0));
        await story.Agent.Client.ReplyAsync(story.Incident, Replies("We are looking."), null, Cancel);
        House.Clock.Reset(Instant.FromUtc(2026, 11, 23, 21, 0));
        await House.Services.GetRequiredService<SoundAlarms>().RunAsync(Cancel);
        await story.Agent.Client.ReplyAsync(story.Incident, Replies("Still looking."), null, Cancel);
        await story.CloseAsync(story.Agent, ClosingReason.Unresolved);
        await House.PublishAsync();
        await House.SendDueAsync();

        // Eight business hours after 15:00 UTC on Friday the next update was due; the closing is in time for its forty.
        Assert.Equal(
            [("first-response", true), ("next-update", false), ("next-update", true), ("resolution", true)],
            receiver.Taken.Where(one => one.Type == "promise.fulfilled")
                .Select(one => one.Data)
                .Select(data => (data.GetProperty("promise").GetString(), data.GetProperty("inTime").GetBoolean()))
                .Order());
    }

    [Fact]
    public async Task Sends_what_was_chosen_and_nothing_else()
    {
        await using var one = await Receiver.StartAsync(House);
        await using var other = await Receiver.StartAsync(House);
        await House.SubscribesAsync(one, "incident.submitted");
        await House.SubscribesAsync(other, "incident.closed");
        var story = await BeginAsync(House);
        await House.PublishAsync();
        await House.PublishAsync();
        await House.SendDueAsync();

        var sent = Assert.Single(one.Taken);
        Assert.Equal(story.Incident, sent.Data.GetProperty("incident").GetProperty("id").GetGuid());
        Assert.Equal("submitted", sent.Data.GetProperty("incident").GetProperty("status").GetString());
        Assert.Empty(other.Taken);
    }

    [Fact]
    public async Task Tells_of_a_reply_at_once_though_its_mail_waits_and_only_once()
    {
        await using var receiver = await Receiver.StartAsync(House);
        await House.SubscribesAsync(receiver, "incident.replied");
        var story = await BeginAsync(House);
        await story.Agent.Client.ReplyAsync(story.Incident, Replies("We are looking."), null, Cancel);
        await House.PublishAsync();
        await House.SendDueAsync();

        Assert.Equal("agent", Assert.Single(receiver.Taken).Data.GetProperty("by").GetString());

        House.Clock.Advance(IncidentWork.Calm);
        await House.PublishAsync();
        await House.SendDueAsync();
        Assert.Single(receiver.Taken);
    }

    [Fact]
    public async Task Shows_its_secret_once_and_keeps_it_nowhere_in_the_clear()
    {
        await using var receiver = await Receiver.StartAsync(House);
        var (administrator, id) = await House.SubscribesAsync(receiver, "incident.submitted");
        var first = receiver.Secret;

        var changed = await administrator.Client.RotateWebhookSecretAsync(id, Cancel);
        Assert.NotEqual(first, changed.Secret);

        // For a day both sign; then the new one alone.
        await BeginAsync(House);
        await House.PublishAsync();
        await House.SendDueAsync();
        Assert.Equal(2, Assert.Single(receiver.Taken).Signatures.Split(' ').Length);
        receiver.Secret = changed.Secret;
        House.Clock.Advance(Duration.FromHours(25));
        await administrator.Client.TestWebhookAsync(id, Cancel);
        await House.SendDueAsync();
        Assert.Equal(2, receiver.Taken.Count);
        Assert.Single(receiver.Taken.Last().Signatures.Split(' '));
        Assert.Empty(receiver.Refused);

        await using var database = House.Storage.Read();
        var row = await database.Set<WebhookSubscription>().AsNoTracking().SingleAsync(one => one.Id == id, Cancel);
        Assert.DoesNotContain(first[6..], row.PreviousSecret!, StringComparison.Ordinal);
        Assert.DoesNotContain(changed.Secret[6..], row.Secret, StringComparison.Ordinal);
        await House.Services.GetRequiredService<DropOldEvents>().RunAsync(Cancel);
        row = await database.Set<WebhookSubscription>().AsNoTracking().SingleAsync(one => one.Id == id, Cancel);
        Assert.Equal((null, null), (row.PreviousSecret, row.PreviousSecretUntil));
        var audited = await database.Set<AuditEntry>().Where(one => one.Subject == id.ToString()).ToListAsync(Cancel);
        Assert.Equal(
            ["webhook.registered", "webhook.secret-changed"], audited.OrderBy(one => one.Id).Select(one => one.Act));
        Assert.Equal(
            "webhook.made-already",
            await CodeAsync(() => administrator.Client.AddWebhookAsync(
                WebhookHouse.New(receiver.Address, "incident.closed") with { Id = id }, Cancel)));
    }

    /// <summary>An incident with all that can happen on it, and one that is closed without a solution.</summary>
    private async Task WorkAsync(Story story)
    {
        var (agent, customer) = (story.Agent.Client, story.Customer.Client);
        await MoveAsync();
        House.Clock.Reset(Instant.FromUtc(2026, 11, 23, 12, 0));
        await House.Services.GetRequiredService<SoundAlarms>().RunAsync(Cancel);
        await agent.ProposeStatementAsync(story.Incident, States("The second node stops."), cancel: Cancel);
        await customer.AcceptStatementAsync(story.Incident, Accepts(), null, Cancel);
        await agent.ChangeSeverityAsync(
            story.Incident,
            new()
            {
                Id = Guid.CreateVersion7(), Severity = Severity.C, Hours = HoursOfCoverage.BusinessHours,
                Reason = "As agreed.",
            },
            await story.VersionAsync(),
            Cancel);
        await agent.ReplyAsync(story.Incident, Replies("We are looking."), null, Cancel);
        await agent.OfferSolutionAsync(story.Incident, Says("Try this."), cancel: Cancel);
        await customer.AcceptSolutionAsync(story.Incident, Accepts(), null, Cancel);
        await customer.ReopenIncidentAsync(story.Incident, Says("It is back."), null, Cancel);
        var other = story with
        {
            Incident = (await customer.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel)).Id,
        };
        var closed = await other.CloseAsync(story.Agent, ClosingReason.Unresolved);
        await story.Manager.Client.DecideBillingAsync(other.Incident, Decides(false), closed.Version, Cancel);

        // Most of another's time goes by, and little is left of the pack.
        for (var more = 0; more < 3; more++)
        {
            await customer.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel);
        }

        House.Clock.Reset(Instant.FromUtc(2026, 11, 23, 18, 0));
        await House.Services.GetRequiredService<SoundAlarms>().RunAsync(Cancel);
    }

    private async Task MoveAsync()
    {
        var administrator = (await House.WelcomesAsync(Role.Administrator)).Client;
        var policy = await administrator.GetPolicyAsync(Cancel);
        await administrator.ApplyPolicyAsync(
            policy.Text.Replace("severity: B, within: 4h", "severity: B, within: 5h", StringComparison.Ordinal),
            cancel: Cancel);
        var seen = await administrator.PreviewPromiseMoveAsync(cancel: Cancel);
        await administrator.MovePromisesAsync(
            new() { Id = Guid.CreateVersion7(), PolicyVersion = seen.PolicyVersion, Reason = "As announced." }, Cancel);
        await House.Services.GetRequiredService<MovePromises>().RunAsync(Cancel);
    }

    private async Task BuyAsync()
    {
        var buyer = await House.WelcomesAsync();
        await buyer.Client.KeepBillingDetailsAsync(BillingAPurchase.Lyon, Cancel);
        var order = await buyer.Client.PlaceOrderAsync(BuyingAPack.Pack5(), Cancel);
        await buyer.Client.PayForDemonstrationAsync(order.Id, Cancel);
        var clerk = await House.WelcomesAsync(Role.BillingClerk);
        await clerk.Client.RefundOrderAsync(
            order.Id, new NewRefund { Id = Guid.CreateVersion7(), Credits = 1, Reason = "One too many." }, Cancel);
    }
}

public sealed class SendingEventsOnSqlite : SendingEvents
{
    private protected override House House { get; } = new WebhookSqliteHouse();
}

public sealed class SendingEventsOnPostgres : SendingEvents
{
    private protected override House House { get; } = new WebhookPostgresHouse();
}
