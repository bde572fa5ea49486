using Guichet.Client.Incidents;
using Guichet.Server.Incidents.Alarms;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Incidents.Alarms;

/// <summary>In a house of its own, as time moves. Severity B is promised for 18:00 UTC; its alarms go off at 75%
/// (17:00) and when it is due.</summary>
public abstract class SoundingAlarms : IAsyncLifetime
{
    private protected abstract House House { get; }

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Instant ThreeQuarters { get; } = Instant.FromUtc(2026, 11, 20, 17, 0);

    private static Instant Due { get; } = Instant.FromUtc(2026, 11, 20, 18, 0);

    public virtual ValueTask InitializeAsync() => House.InitializeAsync();

    public virtual async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact, Trait("Rule", "R6")]
    public async Task Lets_each_go_off_once_at_its_instant()
    {
        var story = await BeginAsync(House);

        await SweepAsync(ThreeQuarters - Duration.FromMilliseconds(1));
        Assert.Empty(await SoundedAsync(story.Incident));
        await SweepAsync(ThreeQuarters);
        await SweepAsync(ThreeQuarters);
        Assert.Equal("75", await SoundedAsync(story.Incident));
        await SweepAsync(Due);
        await SweepAsync(Due + Duration.FromDays(2));

        Assert.Equal("75 100", await SoundedAsync(story.Incident));

        // 75%: nobody looks after it, so the team. Due: the team, and the manager.
        Assert.Equal(3, (await story.ToldAsync()).Count(kind => kind == AlarmMessages.Kind));
    }

    [Fact, Trait("Rule", "R8")]
    public async Task Is_over_with_the_first_response()
    {
        var story = await BeginAsync(House);
        await SweepAsync(ThreeQuarters);
        await story.Agent.Client.ReplyAsync(story.Incident, Replies("We are looking."), null, Cancel);

        await SweepAsync(Due + Duration.FromDays(1));

        Assert.Equal("75", await SoundedAsync(story.Incident));
    }

    [Fact]
    public async Task After_a_night_without_a_node_records_each_and_tells_of_the_last()
    {
        var story = await BeginAsync(House);

        await SweepAsync(Due + Duration.FromHours(9));

        Assert.Equal("75 100", await SoundedAsync(story.Incident));
        Assert.Equal(2, (await story.ToldAsync()).Count(kind => kind == AlarmMessages.Kind));
    }

    [Fact, Trait("Rule", "R8")]
    public async Task Begins_a_series_of_its_own_with_another_promise()
    {
        var story = await BeginAsync(House);
        await SweepAsync(ThreeQuarters);
        await story.Agent.Client.ChangeSeverityAsync(
            story.Incident,
            new NewSeverity
            {
                Id = Guid.CreateVersion7(),
                Severity = Severity.C,
                Hours = HoursOfCoverage.BusinessHours,
                Reason = "As agreed.",
            },
            await story.VersionAsync(),
            Cancel);

        // Eight hours from 14:00 UTC on: 75% at 20:00, due at 22:00.
        await SweepAsync(Due + Duration.FromHours(1));
        Assert.Equal("75", await SoundedAsync(story.Incident));
        await SweepAsync(Due + Duration.FromHours(2));
        await SweepAsync(Due + Duration.FromHours(4));

        Assert.Equal("75 75 100", await SoundedAsync(story.Incident));
    }

    [Fact]
    public async Task Raises_before_its_equals_in_the_queue_and_changes_no_version()
    {
        var story = await BeginAsync(House);
        var version = await story.VersionAsync();

        await SweepAsync(ThreeQuarters);

        await using var database = House.Storage.Read();
        var incident = await FindAsync(database, story.Incident);
        Assert.Equal((true, version, (Instant?)Due), (incident.Raised, incident.Version, incident.NextAlarmAt));
    }

    [Fact, Trait("Rule", "R25")]
    public async Task Lets_the_customer_ask_for_the_credit_of_a_missed_response_once()
    {
        var story = await BeginAsync(House);
        Assert.Equal(
            "credit.response-not-missed",
            await CodeAsync(() => story.Customer.Client.AskForCreditAsync(
                story.Incident, Accepts(), null, Cancel)));
        House.Clock.Reset(Due + Duration.FromHours(1));
        var seen = await story.Customer.Client.GetIncidentAsync(story.Incident, Cancel);
        Assert.True(seen.ResponseMissed);
        Assert.Contains(IncidentAct.AskForCredit, seen.Acts);

        await story.Customer.Client.AskForCreditAsync(story.Incident, Accepts(), null, Cancel);
        Assert.Equal(
            "credit.already-asked",
            await CodeAsync(() => story.Customer.Client.AskForCreditAsync(
                story.Incident, Accepts(), null, Cancel)));
        await story.Agent.Client.OfferSolutionAsync(story.Incident, Says("Try this."), cancel: Cancel);
        await story.Customer.Client.AcceptSolutionAsync(story.Incident, Accepts(), null, Cancel);

        var waiting = (await story.Manager.Client.ListBillingDecisionsAsync(cancel: Cancel)).Items
            .Single(one => one.Line.Id == story.Incident);
        Assert.NotNull(waiting.CreditAskedAt);
        await story.Manager.Client.DecideBillingAsync(
            story.Incident, Decides(charge: false), await story.VersionAsync(), Cancel);
        Assert.Equal(Guichet.Packs.LedgerEntryKind.Released, (await story.LedgerAsync())[^1]);
    }

    [Fact, Trait("Rule", "R25")]
    public async Task Answers_the_same_question_for_the_credit_again_when_it_is_decided()
    {
        var story = await BeginAsync(House);
        House.Clock.Reset(Due + Duration.FromHours(1));
        await story.Agent.Client.OfferSolutionAsync(story.Incident, Says("Try this."), cancel: Cancel);
        await story.Customer.Client.AcceptSolutionAsync(story.Incident, Accepts(), null, Cancel);
        var asks = Accepts();
        await story.Customer.Client.AskForCreditAsync(story.Incident, asks, null, Cancel);
        await story.Manager.Client.DecideBillingAsync(
            story.Incident, Decides(charge: true), await story.VersionAsync(), Cancel);

        var again = await story.Customer.Client.AskForCreditAsync(story.Incident, asks, null, Cancel);

        Assert.Equal(ChargeState.Charged, again.Charge);
        Assert.Equal("billing.already-decided", await CodeAsync(
            () => story.Customer.Client.AskForCreditAsync(story.Incident, Accepts(), null, Cancel)));
    }

    [Fact, Trait("Rule", "R25")]
    public async Task Gives_a_credit_that_was_used_up_back_by_decision()
    {
        var story = await BeginAsync(House);
        House.Clock.Reset(Due + Duration.FromHours(1));
        await story.Agent.Client.OfferSolutionAsync(story.Incident, Says("Try this."), cancel: Cancel);
        await story.Customer.Client.AcceptSolutionAsync(story.Incident, Accepts(), null, Cancel);

        var asked = await story.Customer.Client.AskForCreditAsync(story.Incident, Accepts(), null, Cancel);
        Assert.Equal(ChargeState.CreditAsked, asked.Charge);
        await story.Manager.Client.DecideBillingAsync(
            story.Incident, Decides(charge: false), await story.VersionAsync(), Cancel);

        Assert.Equal(Guichet.Packs.LedgerEntryKind.Adjusted, (await story.LedgerAsync())[^1]);
    }

    private protected Task SweepAsync(Instant at)
    {
        House.Clock.Reset(at);
        return House.Services.GetRequiredService<SoundAlarms>().RunAsync(Cancel);
    }

    /// <summary>The shares at which alarms went off, in their order.</summary>
    private protected async Task<string> SoundedAsync(Guid incident)
    {
        await using var database = House.Storage.Read();
        return string.Join(' ', await database.Set<IncidentAlarm>()
            .Where(alarm => alarm.Incident == new Guichet.Incidents.IncidentId(incident))
            .OrderBy(alarm => alarm.At)
            .Select(alarm => alarm.Percent)
            .ToArrayAsync(Cancel));
    }

    private protected static Task<Guichet.Incidents.Incident> FindAsync(Database database, Guid incident) =>
        database.Set<Guichet.Incidents.Incident>()
            .AsNoTracking()
            .SingleAsync(row => row.Id == new Guichet.Incidents.IncidentId(incident), Cancel);
}

public sealed class SoundingAlarmsOnSqlite : SoundingAlarms
{
    private protected override House House { get; } = new SqliteHouse();
}

public sealed class SoundingAlarmsOnPostgres : SoundingAlarms
{
    private protected override House House { get; } = new PostgresHouse();
}
