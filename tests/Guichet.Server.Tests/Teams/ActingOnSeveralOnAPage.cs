using System.Net;
using Guichet.Client;
using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Incidents.Handling;
using Guichet.Server.Tests.Accounts;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Teams;

public sealed class ActingOnSeveralOnAPage(DemonstrationHouse house) : IClassFixture<DemonstrationHouse>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_done_to_the_incidents_that_were_shown_and_to_no_other()
    {
        var (shown, later) = (await BeginAsync(house), await BeginAsync(house));
        var crew = await Crew.OfAsync(house, 1);
        await shown.Agent.Client.AssignIncidentAsync(shown.Incident, new() { Team = crew.Key }, cancel: Cancel);
        using var browser = new Visit(house);
        using var signedIn = await browser.SignInAsync("agent@example.test", DemonstrationPeople.Password);
        var address = $"/desk/queue/acts?act=assign&to=me&team={crew.Key}";
        var preview = await browser.ReadAsync(address);
        Assert.Contains($"name=\"seen\" value=\"{shown.Incident}\"", preview, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"note\"", preview.Split("method=\"post\"")[0], StringComparison.Ordinal);

        // Between the look and the act another comes to the team.
        await later.Agent.Client.AssignIncidentAsync(later.Incident, new() { Team = crew.Key }, cancel: Cancel);
        house.Clock.Advance(Duration.FromMinutes(1));
        using var done = await browser.PostAsync(
            address, "acts", ("seen", shown.Incident.ToString()), ("note", "Mine from here on."));

        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.EndsWith("done=1", done.Headers.Location!.ToString(), StringComparison.Ordinal);
        var handling = await shown.Agent.Client.GetHandlingAsync(shown.Incident, Cancel);
        Assert.NotNull(handling.Agent);
        Assert.Equal("Mine from here on.", handling.Assignments[^1].Note);
        Assert.Null((await later.Agent.Client.GetHandlingAsync(later.Incident, Cancel)).Agent);
    }

    [Fact]
    public async Task A_date_beyond_every_calendar_is_no_moment()
    {
        var story = await BeginAsync(house);
        using var browser = new Visit(house);
        using var signedIn = await browser.SignInAsync("agent@example.test", DemonstrationPeople.Password);

        using var answer = await browser.GetAsync(
            $"/desk/queue/acts?act=snooze&incident={story.Incident}&until=9999-12-31T23:59");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Null(Moments.Read("9999-12-31T23:59", DateTimeZone.Utc));
        Assert.Null(Moments.Read("-9998-01-01T00:00", DateTimeZone.Utc));
        Assert.Equal(Instant.FromUtc(2026, 11, 20, 9, 0), Moments.Read("2026-11-20T09:00", DateTimeZone.Utc));
    }

    [Fact]
    public async Task A_key_of_a_team_ends_where_it_is_seen_to_end()
    {
        var crew = await Crew.OfAsync(house, 0);

        Assert.Equal("team.key-wrong", await CodeAsync(
            () => crew.Manager.Client.SaveTeamAsync(crew.Key + "\n", new() { Name = "Twice" }, 0, Cancel)));
    }
}
