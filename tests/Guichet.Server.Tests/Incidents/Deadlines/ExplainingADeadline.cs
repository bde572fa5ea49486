using Guichet.Client;
using Guichet.Client.Incidents;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Incidents.Deadlines;

[Trait("Rule", "R6")]
public abstract class ExplainingADeadline(House house, Func<House> another)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tells_every_stretch_in_ones_own_time_zone_and_the_vendors()
    {
        var story = await BeginAsync(house);
        var incident = await story.Customer.Client.GetIncidentAsync(story.Incident, Cancel);

        var told = await story.Customer.Client.ExplainDeadlineAsync(story.Incident, Cancel);

        Assert.Equal(("Europe/Paris", "America/Los_Angeles"), (told.TimeZone, told.VendorTimeZone));
        Assert.Equal(incident.Clock.DueAt, told.DueAt);
        Assert.Equal("business-hours", told.Calendar);
        Assert.Equal("Business hours (North America)", told.CalendarName);
        Assert.True(told.AddsUp);
        Assert.Equal(told.BudgetSeconds, told.Segments.Sum(segment => segment.CountedSeconds));
        Assert.Equal((told.StartedAt, told.DueAt), (told.Segments[0].From, told.Segments[^1].Until));
        Assert.Equal(
            (SegmentKind.OutsideHours, "Closed outside hours", 0d),
            (told.Segments[0].Kind, told.Segments[0].Reason, told.Segments[0].CountedSeconds));
        var open = told.Segments[1];
        Assert.Equal((SegmentKind.Open, TimeSpan.FromHours(1)), (open.Kind, open.From.Offset));
        Assert.Equal((open.From, TimeSpan.FromHours(-8)), (open.VendorFrom, open.VendorFrom.Offset));
        Assert.Equal(told.TimeZoneData, told.ReadWithTimeZoneData);
    }

    [Fact]
    public async Task Keeps_to_the_policy_that_the_promise_was_made_under()
    {
        await using var own = another();
        await own.InitializeAsync();
        var story = await BeginAsync(own);
        var before = await story.Customer.Client.ExplainDeadlineAsync(story.Incident, Cancel);
        var administrator = await own.WelcomesAsync(Guichet.Accounts.Role.Administrator);
        var policy = await administrator.Client.GetPolicyAsync(Cancel);

        await administrator.Client.ApplyPolicyAsync(
            policy.Text.Replace("[06:00-18:00]", "[07:00-19:00]", StringComparison.Ordinal), cancel: Cancel);

        var after = await story.Agent.Client.ExplainDeadlineAsync(story.Incident, Cancel);
        Assert.Equal(before.Segments, after.Segments);
        Assert.Equal((1, 1), (before.PolicyVersion, after.PolicyVersion));
    }

    [Fact]
    public async Task Is_for_those_who_see_the_incident()
    {
        var story = await BeginAsync(house);
        var stranger = await house.WelcomesAsync();

        Assert.Equal("incident.unknown", await CodeAsync(
            () => stranger.Client.ExplainDeadlineAsync(story.Incident, Cancel)));
    }

    [Fact]
    public async Task An_incident_is_found_by_its_number()
    {
        var story = await BeginAsync(house);
        var number = (await story.Customer.Client.GetIncidentAsync(story.Incident, Cancel)).Line.Number;
        var filter = new IncidentFilter { Number = number };
        var stranger = await house.WelcomesAsync();

        var found = await story.Customer.Client.ListIncidentsAsync(filter, cancel: Cancel);

        Assert.Equal(story.Incident, Assert.Single(found.Items).Id);
        Assert.Empty((await stranger.Client.ListIncidentsAsync(filter, cancel: Cancel)).Items);
    }
}

public sealed class ExplainingADeadlineOnSqlite(SqliteHouse house)
    : ExplainingADeadline(house, () => new SqliteHouse());

public sealed class ExplainingADeadlineOnPostgres(PostgresHouse house)
    : ExplainingADeadline(house, () => new PostgresHouse());
