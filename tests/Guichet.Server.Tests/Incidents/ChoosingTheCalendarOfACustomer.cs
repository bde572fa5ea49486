using Guichet.Accounts;
using Guichet.Client.Incidents;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Incidents;

/// <summary>In a house of its own, whose policy has a calendar for France and one for everybody else. Its people are
/// French.</summary>
[Trait("Rule", "R6")]
public abstract class ChoosingTheCalendarOfACustomer : IAsyncLifetime
{
    private const string Regions = """
        calendarByRegion:
          - { countries: [FR], calendar: paris }
          - { countries: ["*"], calendar: business-hours }

        calendars:
          - key: paris
            name: Paris office
            timeZone: Europe/Paris
            weekly: { monday: [09:00-18:00], friday: [09:00-18:00] }
        """;

    private protected abstract House House { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => House.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Promises_by_the_calendar_of_their_country_and_says_so()
    {
        await ApplyAsync(Regions);
        var story = await BeginAsync(House);

        // It is 11:00 in Paris; four hours on is 15:00, which is 14:00 UTC.
        var incident = await story.Customer.Client.GetIncidentAsync(story.Incident, Cancel);
        Assert.Equal(
            (new DateTimeOffset(2026, 11, 20, 14, 0, 0, TimeSpan.Zero), "paris"),
            (incident.Clock.DueAt, incident.Clock.Calendar));
        var told = await story.Customer.Client.ExplainDeadlineAsync(story.Incident, Cancel);
        Assert.Equal(("FR", "Paris office", true), (told.Region, told.CalendarName, told.AddsUp));
    }

    [Fact]
    public async Task A_change_of_severity_keeps_to_the_country_of_the_submission()
    {
        await ApplyAsync(Regions);
        var story = await BeginAsync(House);

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

        var incident = await story.Customer.Client.GetIncidentAsync(story.Incident, Cancel);
        Assert.Equal("paris", incident.Clock.Calendar);
    }

    [Fact]
    public async Task Another_calendar_for_their_region_counts_in_what_would_change()
    {
        await ApplyAsync(Regions);
        await BeginAsync(House);
        var administrator = await House.WelcomesAsync(Role.Administrator);
        var policy = await administrator.Client.GetPolicyAsync(Cancel);

        var same = await administrator.Client.PreviewPolicyAsync(
            policy.Text.Replace("[\"*\"]", "[DE, \"*\"]", StringComparison.Ordinal), cancel: Cancel);
        var other = await administrator.Client.PreviewPolicyAsync(
            policy.Text.Replace("[FR]", "[DE]", StringComparison.Ordinal), cancel: Cancel);

        Assert.Equal((0, 1), (same.Clocks!.Later, other.Clocks!.Later));
    }

    private async Task ApplyAsync(string regions)
    {
        var administrator = await House.WelcomesAsync(Role.Administrator);
        var policy = await administrator.Client.GetPolicyAsync(Cancel);
        await administrator.Client.ApplyPolicyAsync(
            policy.Text
                .Replace("calendar: business-hours }", "calendarByRegion: true }", StringComparison.Ordinal)
                .Replace("calendars:\n", regions + "\n", StringComparison.Ordinal),
            cancel: Cancel);
    }
}

public sealed class ChoosingTheCalendarOfACustomerOnSqlite : ChoosingTheCalendarOfACustomer
{
    private protected override House House { get; } = new SqliteHouse();
}

public sealed class ChoosingTheCalendarOfACustomerOnPostgres : ChoosingTheCalendarOfACustomer
{
    private protected override House House { get; } = new PostgresHouse();
}
