using System.Net;
using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Incidents.Handling;
using Guichet.Server.Incidents.Mentions;
using Guichet.Server.Storage;
using Guichet.Server.Tests.Incidents;
using Guichet.Server.Tests.Teams;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Together;

/// <summary>Mentions, news for watchers and tasks. The clock is turned: a house to each test.</summary>
public abstract class CallingUponAColleague(House house) : IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => house.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await house.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task In_a_note_tells_them_until_they_have_dealt_with_it()
    {
        var story = await BeginAsync(house);
        var name = await NameAsync(story.Manager);

        await story.Agent.Client.AddNoteAsync(
            story.Incident, Says($"ZEBRA @{name} and @{await NameAsync(story.Agent)} (that is me)"), Cancel);

        Assert.Equal([story.Incident], await SeenAsync(story.Manager, QueueView.Mentioned));
        Assert.Empty(await SeenAsync(story.Agent, QueueView.Mentioned));
        Assert.Single(await story.ToldAsync(), IncidentMention.Kind);
        await story.Manager.Client.DealWithMentionAsync(story.Incident, Cancel);
        await story.Manager.Client.DealWithMentionAsync(story.Incident, Cancel);
        Assert.Empty(await SeenAsync(story.Manager, QueueView.Mentioned));

        // Whoever writes on the incident has dealt with it as well.
        await story.Agent.Client.AddNoteAsync(story.Incident, Says($"Once more, @{name}."), Cancel);
        Assert.Single(await SeenAsync(story.Manager, QueueView.Mentioned));
        await story.Manager.Client.ReplyAsync(story.Incident, Replies("We are on it."), null, Cancel);
        Assert.Empty(await SeenAsync(story.Manager, QueueView.Mentioned));
    }

    [Fact]
    public async Task In_words_that_the_customer_reads_or_by_a_customer_tells_nobody()
    {
        var story = await BeginAsync(house);
        var name = await NameAsync(story.Manager);

        await story.Agent.Client.ReplyAsync(story.Incident, Replies($"Ask @{name}."), null, Cancel);
        await story.Customer.Client.ReplyAsync(story.Incident, Replies($"Hello @{name}"), null, Cancel);
        await story.Agent.Client.AddNoteAsync(
            story.Incident, Says($"@{await NameAsync(story.Customer)} is the customer."), Cancel);

        Assert.DoesNotContain(IncidentMention.Kind, await story.ToldAsync());
        Assert.Empty(await SeenAsync(story.Manager, QueueView.Mentioned));
    }

    [Fact]
    public async Task Watchers_are_told_once_of_all_that_others_did()
    {
        var story = await BeginAsync(house);
        await story.Agent.Client.WatchAsync(story.Incident, story.Agent.Id.Value, Cancel);
        await story.Agent.Client.WatchAsync(story.Incident, story.Manager.Id.Value, Cancel);
        var sweep = house.Services.GetRequiredService<TellWatchers>();
        var before = house.Clock.GetCurrentInstant();
        await story.Customer.Client.ReplyAsync(story.Incident, Replies("Any news?"), null, Cancel);
        house.Clock.Advance(Duration.FromMinutes(5));
        await story.Agent.Client.AddNoteAsync(story.Incident, Says("I look at it."), Cancel);
        await sweep.RunAsync(Cancel);
        Assert.Empty(await WatchedAsync(story));

        house.Clock.Advance(Duration.FromMinutes(5));
        await sweep.RunAsync(Cancel);
        await sweep.RunAsync(Cancel);

        // The agent has written since, and so has read what was there.
        var told = Assert.Single(await WatchedAsync(story));
        Assert.Equal(story.Manager.Id.Value, told.Person);
        Assert.Equal(Microseconds.Of(before), told.Since);
        await story.Agent.Client.AssignIncidentAsync(story.Incident, new NewAssignment(), cancel: Cancel);
        house.Clock.Advance(Duration.FromMinutes(10));
        await sweep.RunAsync(Cancel);
        Assert.Equal(2, (await WatchedAsync(story)).Count);
    }

    [Fact]
    public async Task Tasks_stand_on_the_incident_and_with_whoever_is_to_do_them()
    {
        var story = await BeginAsync(house);
        var (late, soon, timeless) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var entry = new TaskEntry { Text = "ZEBRA: ask for the dump", Assignee = story.Manager.Id.Value };
        await story.Agent.Client.SaveTaskAsync(story.Incident, timeless, entry, null, Cancel);
        await story.Agent.Client.SaveTaskAsync(
            story.Incident, late, entry with { Due = new(2026, 12, 1) }, null, Cancel);
        var first = await story.Agent.Client.SaveTaskAsync(
            story.Incident, soon, entry with { Due = new(2026, 11, 21) }, null, Cancel);

        Assert.Equal(
            [soon, late, timeless], (await story.Manager.Client.ListMyTasksAsync(Cancel)).Select(task => task.Id));
        Assert.Empty(await story.Agent.Client.ListMyTasksAsync(Cancel));
        var done = await story.Manager.Client.SaveTaskAsync(
            story.Incident, soon, entry with { Due = new(2026, 11, 21), Done = true }, first.Version, Cancel);
        Assert.Equal((2, await NameAsync(story.Manager)), (done.Version, done.DoneByName));
        var stale = await Assert.ThrowsAsync<GuichetException>(() => story.Agent.Client.SaveTaskAsync(
            story.Incident, soon, entry, first.Version, Cancel));
        Assert.Equal((HttpStatusCode.PreconditionFailed, "version.changed"), (stale.Status, stale.Code));
        Assert.Equal("version.changed", await CodeAsync(
            () => story.Agent.Client.RemoveTaskAsync(story.Incident, soon, first.Version, Cancel)));
        Assert.Equal(
            [late, timeless, soon],
            (await story.Agent.Client.ListTasksAsync(story.Incident, Cancel)).Select(task => task.Id));

        // What is open keeps nothing from being closed.
        await story.CloseAsync(story.Agent, ClosingReason.Unresolved);
        await story.Agent.Client.RemoveTaskAsync(story.Incident, late, cancel: Cancel);
        await story.Agent.Client.RemoveTaskAsync(story.Incident, late, cancel: Cancel);
        Assert.Equal(2, (await story.Agent.Client.ListTasksAsync(story.Incident, Cancel)).Count);
        Assert.Equal("agent.unknown", await CodeAsync(() => story.Agent.Client.SaveTaskAsync(
            story.Incident, Guid.CreateVersion7(), entry with { Assignee = story.Customer.Id.Value }, null, Cancel)));
        var other = await BeginAsync(house);
        Assert.Equal("task.unknown", await CodeAsync(() => story.Agent.Client.SaveTaskAsync(
            other.Incident, timeless, entry, null, Cancel)));
    }

    [Fact]
    public async Task The_task_of_somebody_who_has_left_the_desk_can_be_changed_and_stays_theirs()
    {
        var story = await BeginAsync(house);
        var (task, leaver) = (Guid.CreateVersion7(), await house.WelcomesAsync(Role.Agent));
        var entry = new TaskEntry { Text = "Ask for the dump", Assignee = leaver.Id.Value };
        await story.Agent.Client.SaveTaskAsync(story.Incident, task, entry, null, Cancel);
        await house.Work.RunAsync<bool>(
            async database =>
            {
                (await database.Set<Person>().SingleAsync(one => one.Id == leaver.Id, Cancel)).Role = Role.Customer;
                return true;
            },
            Cancel);

        var changed = await story.Agent.Client.SaveTaskAsync(
            story.Incident, task, entry with { Text = "Ask for the log" }, 1, Cancel);

        Assert.Equal(("Ask for the log", leaver.Id.Value), (changed.Text, changed.Assignee));
        Assert.Equal("agent.unknown", await CodeAsync(() => story.Agent.Client.SaveTaskAsync(
            story.Incident, Guid.CreateVersion7(), entry, null, Cancel)));
    }

    [Fact]
    public async Task Nothing_of_it_reaches_the_customer_by_any_door()
    {
        var story = await BeginAsync(house);
        var name = await NameAsync(story.Manager);
        await story.Agent.Client.KeepDraftAsync(
            story.Incident,
            DraftBox.Reply,
            new() { Entry = Guid.CreateVersion7(), Body = "ZEBRA draft" },
            cancel: Cancel);
        await story.Agent.Client.AddNoteAsync(story.Incident, Says($"ZEBRA @{name}"), Cancel);
        await story.Agent.Client.WatchAsync(story.Incident, story.Manager.Id.Value, Cancel);
        await story.Agent.Client.SaveTaskAsync(
            story.Incident, Guid.CreateVersion7(), new() { Text = "ZEBRA task" }, null, Cancel);
        var version = (await story.Customer.Client.GetIncidentAsync(story.Incident, Cancel)).Line.Version;

        Assert.Equal(1, version);
        using var http = house.Factory.CreateClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", story.Customer.Key);
        foreach (var path in (string[])
            [
                "", "/messages", "/notes", "/handling", "/drafts", "/changes?since=1", "/tasks", "/attachments",
                "/links", "/parts",
            ])
        {
            var body = await http.ReadBodyAsync($"api/v1/incidents/{story.Incident}{path}");
            Assert.DoesNotContain("ZEBRA", body, StringComparison.Ordinal);
            Assert.DoesNotContain(name, body, StringComparison.Ordinal);
        }

        foreach (var path in (string[])["tasks", "queue?view=mentioned", "incidents"])
        {
            Assert.DoesNotContain("ZEBRA", await http.ReadBodyAsync($"api/v1/{path}"), StringComparison.Ordinal);
        }

        Assert.Equal("access.not-allowed", await CodeAsync(
            () => story.Customer.Client.DealWithMentionAsync(story.Incident, Cancel)));
        Assert.Equal("access.not-allowed", await CodeAsync(() => story.Customer.Client.SaveTaskAsync(
            story.Incident, Guid.CreateVersion7(), new() { Text = "x" }, null, Cancel)));

        // What is mailed of it goes to the desk and quotes nothing.
        await using var database = house.Storage.Read();
        var told = await database.Set<OutboxMessage>().Where(row => row.Kind == IncidentMention.Kind)
            .ToListAsync(Cancel);
        var mail = await house.Services.GetRequiredService<Server.Mail.MailComposition>()
            .ComposeAsync(Assert.Single(told), Cancel);
        Assert.Equal($"{story.Manager.Id.Value:N}@example.test", mail!.To.Address);
        Assert.Empty(mail.Quote);
    }

    private async Task<string> NameAsync(Somebody somebody)
    {
        await using var database = house.Storage.Read();
        return await database.Set<Person>().Where(one => one.Id == somebody.Id).Select(one => one.Name)
            .SingleAsync(Cancel);
    }

    private async Task<IReadOnlyList<WatchedTold>> WatchedAsync(Story story)
    {
        await using var database = house.Storage.Read();
        var rows = await database.Set<OutboxMessage>()
            .Where(row => row.Kind == TellWatchers.Kind && row.Payload.Contains(story.Incident.ToString()))
            .OrderBy(row => row.CreatedAt)
            .ToListAsync(Cancel);
        return rows.ConvertAll(row => row.Read<WatchedTold>());
    }

    private static async Task<IReadOnlyList<Guid>> SeenAsync(Somebody who, QueueView view) =>
        [.. (await who.Client.ListQueueAsync(new() { View = view }, cancel: Cancel)).Items.Select(line => line.Id)];
}

public sealed class CallingUponAColleagueOnSqlite() : CallingUponAColleague(new SqliteHouse());

public sealed class CallingUponAColleagueOnPostgres() : CallingUponAColleague(new PostgresHouse());
