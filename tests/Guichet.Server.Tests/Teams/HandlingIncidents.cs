using Guichet.Client;
using Guichet.Client.Incidents;
using Guichet.Server.Incidents.Handling;
using Guichet.Server.Storage;
using Guichet.Server.Tests.Incidents;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Guichet.Server.Tests.Incidents.Story;
using AssignmentAct = Guichet.Client.Incidents.AssignmentAct;

namespace Guichet.Server.Tests.Teams;

/// <summary>The clock is turned on and back: each of these has a house to itself.</summary>
public abstract class HandlingIncidents(House house) : IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => house.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await house.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_hand_over_keeps_its_note_on_the_inside()
    {
        var story = await BeginAsync(house);
        var crew = await Crew.OfAsync(house, 1);
        await story.Agent.Client.AssignIncidentAsync(story.Incident, new NewAssignment(), cancel: Cancel);
        house.Clock.Advance(Duration.FromMinutes(1));
        await story.Agent.Client.AssignIncidentAsync(
            story.Incident,
            new NewAssignment { Team = crew.Key, Note = "ZEBRA: rude on the telephone." },
            cancel: Cancel);

        var handling = await story.Agent.Client.GetHandlingAsync(story.Incident, Cancel);

        Assert.Equal((crew.Key, (Guid?)null), (handling.Team, handling.Agent));
        Assert.Equal(
            [(AssignmentAct.Taken, ""), (AssignmentAct.Assigned, "ZEBRA: rude on the telephone.")],
            handling.Assignments.Select(one => (one.Act, one.Note)));
        using var http = house.Factory.CreateClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", story.Customer.Key);
        foreach (var path in (string[])["", "/messages", "/notes", "/handling"])
        {
            Assert.DoesNotContain(
                "ZEBRA",
                await http.ReadBodyAsync($"api/v1/incidents/{story.Incident}{path}"),
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_sun_is_followed_to_the_team_that_is_open()
    {
        var story = await BeginAsync(house);
        var (open, retired) = (await Crew.OfAsync(house, 1), await Crew.OfAsync(house, 0));
        var shut = await Crew.OfAsync(house, 1, calendar: "business-hours", handsOverTo: [retired.Key, open.Key]);
        await retired.Manager.Client.SaveTeamAsync(retired.Key, new() { Name = "Gone", Retired = true }, 1, Cancel);
        var act = new NewDeskAct { Act = DeskAct.HandOver };
        await story.Agent.Client.AssignIncidentAsync(story.Incident, new() { Team = shut.Key }, cancel: Cancel);
        Assert.Equal(
            "team.retired",
            await CodeAsync(() => story.Agent.Client.AssignIncidentAsync(
                story.Incident, new() { Team = retired.Key }, cancel: Cancel)));

        var before = house.Clock.GetCurrentInstant();
        house.Clock.Reset(Instant.FromUtc(2026, 11, 20, 17, 0));
        Assert.Equal(
            "team.still-open",
            await CodeAsync(() => story.Agent.Client.HandleAsync(story.Incident, act, cancel: Cancel)));
        house.Clock.Reset(Instant.FromUtc(2026, 11, 21, 12, 0));
        var bulk = new NewBulkAct { Act = act, Incidents = [story.Incident], Preview = true };
        var preview = Assert.Single((await story.Agent.Client.HandleAsync(bulk, Cancel)).Lines);
        Assert.Equal((null, $"Crew {open.Key}"), (preview.Code, preview.Team));
        Assert.Equal(shut.Key, (await story.Agent.Client.GetHandlingAsync(story.Incident, Cancel)).Team);

        await story.Agent.Client.HandleAsync(bulk with { Preview = false }, Cancel);

        Assert.Equal(open.Key, (await story.Agent.Client.GetHandlingAsync(story.Incident, Cancel)).Team);
        house.Clock.Reset(before);
    }

    [Fact]
    public async Task Of_several_those_that_can_be_are_done_and_the_others_are_named()
    {
        var (one, over) = (await BeginAsync(house), await BeginAsync(house));
        await over.CloseAsync(over.Agent, ClosingReason.Unresolved);
        var nobody = Guid.NewGuid();
        var bulk = new NewBulkAct
        {
            Act = new NewDeskAct { Act = DeskAct.Assign, Agent = one.Agent.Id.Value },
            Incidents = [one.Incident, over.Incident, nobody],
            Preview = true,
        };

        var preview = await one.Agent.Client.HandleAsync(bulk, Cancel);
        Assert.Null((await one.Agent.Client.GetHandlingAsync(one.Incident, Cancel)).Agent);
        var done = await one.Agent.Client.HandleAsync(bulk with { Preview = false }, Cancel);

        string?[] codes = [null, "incident.is-closed", "incident.unknown"];
        Assert.Equal(codes, preview.Lines.Select(line => line.Code));
        Assert.Equal(codes, done.Lines.Select(line => line.Code));
        Assert.Equal((1, 1), (preview.Done, done.Done));
        Assert.Equal(one.Agent.Id.Value, (await one.Agent.Client.GetHandlingAsync(one.Incident, Cancel)).Agent);
    }

    [Fact]
    public async Task What_is_put_aside_comes_back_once_by_itself_or_when_the_customer_writes()
    {
        var (waits, written) = (await BeginAsync(house), await BeginAsync(house));
        foreach (var story in new[] { waits, written })
        {
            await story.Agent.Client.ReplyAsync(story.Incident, Replies("Which build?", waits: true), cancel: Cancel);
            await SnoozeAsync(story, Duration.FromHours(20));
            Assert.DoesNotContain(story.Incident, await SeenAsync(story, QueueView.Mine));
            Assert.Contains(story.Incident, await SeenAsync(story, QueueView.Snoozed));
        }

        await written.Customer.Client.ReplyAsync(written.Incident, Replies("17763"), cancel: Cancel);
        Assert.Contains(written.Incident, await SeenAsync(written, QueueView.Mine));

        var sweep = house.Services.GetRequiredService<EndSnoozes>();
        await sweep.RunAsync(Cancel);
        Assert.DoesNotContain(waits.Incident, await SeenAsync(waits, QueueView.Mine));
        house.Clock.Advance(Duration.FromHours(20));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => sweep.RunAsync(Cancel), Cancel)));
        house.Clock.Advance(Duration.FromHours(-20));

        Assert.Contains(waits.Incident, await SeenAsync(waits, QueueView.Mine));
        Assert.Single(await waits.ToldAsync(), EndSnoozes.Kind);
        Assert.DoesNotContain(EndSnoozes.Kind, await written.ToldAsync());
    }

    [Fact]
    public async Task Watchers_have_it_in_a_view_of_their_own()
    {
        var story = await BeginAsync(house);
        var me = story.Agent.Id.Value;

        await story.Agent.Client.WatchAsync(story.Incident, me, Cancel);
        var twice = await story.Agent.Client.WatchAsync(story.Incident, me, Cancel);

        Assert.Equal(me, Assert.Single(twice.Watchers).Person);
        Assert.Equal([story.Incident], await SeenAsync(story, QueueView.Watched));
        Assert.Empty((await story.Agent.Client.UnwatchAsync(story.Incident, me, Cancel)).Watchers);
        Assert.Equal(
            "agent.unknown",
            await CodeAsync(() => story.Agent.Client.WatchAsync(story.Incident, story.Customer.Id.Value, Cancel)));
    }

    [Fact]
    public async Task My_teams_are_one_view_in_the_order_of_urgency()
    {
        var (crew, other) = (await Crew.OfAsync(house, 1), await Crew.OfAsync(house, 0));
        var member = crew.Members[0];
        await other.Manager.Client.SaveTeamAsync(
            other.Key, new() { Name = "Other", Members = [new() { Person = member.Id.Value }] }, 1, Cancel);
        var stories = new List<Story>();
        foreach (var team in new[] { other.Key, crew.Key, other.Key })
        {
            house.Clock.Advance(Duration.FromMinutes(1));
            var story = await BeginAsync(house);
            await story.Agent.Client.AssignIncidentAsync(story.Incident, new() { Team = team }, cancel: Cancel);
            stories.Add(story);
        }

        var mine = await member.Client.ListQueueAsync(new() { View = QueueView.MyTeams }, cancel: Cancel);
        var newest = await member.Client.ListQueueAsync(
            new() { View = QueueView.MyTeams, Order = QueueOrder.Newest }, cancel: Cancel);

        Assert.Equal(stories.Select(story => story.Incident), mine.Items.Select(line => line.Id));
        Assert.Equal(stories.Select(story => story.Incident).Reverse(), newest.Items.Select(line => line.Id));
        Assert.Equal(
            [stories[1].Incident],
            (await member.Client.ListQueueAsync(new() { Team = crew.Key }, cancel: Cancel))
                .Items.Select(line => line.Id));
    }

    [Fact]
    public async Task Views_are_kept_for_oneself_or_for_all()
    {
        var story = await BeginAsync(house);
        var (mine, shared) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var entry = new SavedViewEntry
        {
            Name = "Night",
            Filter = new() { View = QueueView.Unanswered, Severity = Severity.A, Order = QueueOrder.Oldest },
            Columns = ["response", "agent", "nonsense"],
        };

        var kept = await story.Agent.Client.SaveViewAsync(mine, entry, Cancel);
        await story.Agent.Client.SaveViewAsync(shared, entry with { Name = "All", Shared = true }, Cancel);

        Assert.Equal(
            "/desk/queue?view=unanswered&severity=A&order=oldest&columns=response,agent", kept.Address);
        var others = await story.Manager.Client.ListSavedViewsAsync(Cancel);
        Assert.DoesNotContain(others, view => view.Id == mine);
        Assert.Contains(others, view => view.Id == shared && !view.Mine);
        Assert.Equal(
            "saved-view.not-yours",
            await CodeAsync(() => story.Manager.Client.SaveViewAsync(shared, entry, Cancel)));
        await story.Agent.Client.RemoveViewAsync(shared, Cancel);
        Assert.Equal(
            "saved-view.unknown", await CodeAsync(() => story.Manager.Client.RemoveViewAsync(shared, Cancel)));
    }

    private Task<IncidentStateView> SnoozeAsync(Story story, Duration time) => story.Agent.Client.HandleAsync(
        story.Incident,
        new NewDeskAct
        {
            Act = DeskAct.Snooze, Until = (house.Clock.GetCurrentInstant() + time).ToDateTimeOffset(),
        },
        cancel: Cancel);

    private static async Task<List<Guid>> SeenAsync(Story story, QueueView view)
    {
        var seen = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await story.Agent.Client.ListQueueAsync(new() { View = view }, cursor, Cancel);
            seen.AddRange(page.Items.Select(line => line.Id));
            cursor = page.Next;
        }
        while (cursor is not null);

        return seen;
    }
}

public sealed class HandlingIncidentsOnSqlite() : HandlingIncidents(new SqliteHouse());

public sealed class HandlingIncidentsOnPostgres() : HandlingIncidents(new PostgresHouse());
