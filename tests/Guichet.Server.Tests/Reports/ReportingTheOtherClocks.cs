using Guichet.Client.Incidents;
using Guichet.Client.Reports;
using Guichet.Server.Tests.Incidents;
using Guichet.Server.Tests.Teams;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Reports;

/// <summary>In a house of its own: eight business hours to the next update, forty to the resolution. The calendar opens
/// at 14:00 UTC for twelve hours.</summary>
[Trait("Rule", "R8")]
public abstract class ReportingTheOtherClocks : IAsyncLifetime
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
    public async Task Tells_what_was_met_and_missed_by_what_was_due_then()
    {
        var story = await KeepingTheOtherClocks.BeginUnderMoreAsync(House);
        await story.Customer.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel);
        await AnswerAsync(story, 15);
        await AnswerAsync(story, 17);
        await AnswerAsync(story, 14 + (24 * 3) + 6);
        await story.CloseAsync(story.Agent, ClosingReason.Unresolved);

        // From the last message to the closing, which is one too, it took no time.
        var updates = (await story.Manager.Client.ReportNextUpdatesAsync(cancel: Cancel)).All;
        var resolutions = (await story.Manager.Client.ReportResolutionsAsync(cancel: Cancel)).All;
        Assert.Equal((2, 1, 0, 2 * 3600), (updates.Met, updates.Missed, updates.Running, updates.MedianSeconds));
        Assert.Equal((1, 0, 1, 0), (resolutions.Met, resolutions.Missed, resolutions.Running, resolutions.ClosedFirst));

        // From the opening on Friday to 20:00 UTC on Monday.
        Assert.Equal(18 * 3600, resolutions.MedianSeconds);
    }

    [Fact]
    public async Task A_later_policy_changes_no_figure()
    {
        var story = await KeepingTheOtherClocks.BeginUnderMoreAsync(House);
        await AnswerAsync(story, 15);
        await AnswerAsync(story, 17);
        var before = await story.Manager.Client.ReportNextUpdatesAsync(by: ReportGrouping.Month, cancel: Cancel);
        var administrator = await House.WelcomesAsync(Guichet.Accounts.Role.Administrator);
        var policy = await administrator.Client.GetPolicyAsync(Cancel);

        await administrator.Client.ApplyPolicyAsync(
            policy.Text.Replace("nextUpdate: 8h", "nextUpdate: 1h", StringComparison.Ordinal), cancel: Cancel);

        var after = await story.Manager.Client.ReportNextUpdatesAsync(by: ReportGrouping.Month, cancel: Cancel);
        Assert.Equal(before.Groups, after.Groups);
        Assert.Equal(1, after.All.Met);
    }

    [Fact]
    public async Task Counted_by_team_a_promise_stays_with_who_kept_it_whoever_has_the_incident_now()
    {
        var story = await KeepingTheOtherClocks.BeginUnderMoreAsync(House);
        var (north, south) = (await Crew.OfAsync(House, 1), await Crew.OfAsync(House, 1));
        await HandAsync(story, north);
        await AnswerAsync(story, 15);
        House.Clock.Advance(Duration.FromMinutes(1));
        await HandAsync(story, south);
        await AnswerAsync(story, 17);

        var responses = await story.Manager.Client.ReportFirstResponsesAsync(by: ReportGrouping.Team, cancel: Cancel);
        var updates = await story.Manager.Client.ReportNextUpdatesAsync(by: ReportGrouping.Team, cancel: Cancel);

        Assert.Equal([(north.Key, 1, 0)], responses.Groups.Select(one => (one.Group, one.Met, one.Running)));
        Assert.Equal([(south.Key, 1, 1)], updates.Groups.Select(one => (one.Group, one.Met, one.Running)));
    }

    private static async Task HandAsync(Story story, Crew crew) => await story.Agent.Client.AssignIncidentAsync(
        story.Incident, new NewAssignment { Team = crew.Key, Note = "Yours." }, cancel: Cancel);

    private async Task AnswerAsync(Story story, int hour)
    {
        House.Clock.Reset(Instant.FromUtc(2026, 11, 20, 0, 0) + Duration.FromHours(hour));
        await story.Agent.Client.ReplyAsync(story.Incident, Replies("We are looking."), null, Cancel);
    }
}

public sealed class ReportingTheOtherClocksOnSqlite : ReportingTheOtherClocks
{
    private protected override House House { get; } = new SqliteHouse();
}

public sealed class ReportingTheOtherClocksOnPostgres : ReportingTheOtherClocks
{
    private protected override House House { get; } = new PostgresHouse();
}
