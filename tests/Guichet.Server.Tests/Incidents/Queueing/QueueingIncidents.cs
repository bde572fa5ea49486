using Guichet.Accounts;
using Guichet.Plans;
using Guichet.Server.Incidents;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Incidents.Queueing;

public abstract class QueueingIncidents(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact, Trait("Rule", "R8")]
    public async Task What_runs_comes_first_by_deadline_then_what_was_answered_on_however_many_pages()
    {
        var answered = await BeginAsync(house);
        await answered.Agent.Client.ReplyAsync(answered.Incident, Replies("Hello"), cancel: Cancel);
        await house.GivesPackAsync(answered.Customer, size: 100);
        for (var number = 0; number < 55; number++)
        {
            await answered.Customer.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel);
        }

        var waiting = await BeginAsync(house);

        var seen = await ReadAsync(answered, new QueueFilter(QueueView.All, Product: "windows-server"));

        Assert.Equal(seen.Count, seen.DistinctBy(line => line.Id).Count());
        Assert.Equal(seen.OrderByDescending(line => line.PromiseRuns).ThenBy(line => line.QueueAt), seen);
        Assert.True(
            seen.FindIndex(line => line.Id.Value == waiting.Incident)
            < seen.FindIndex(line => line.Id.Value == answered.Incident));
    }

    [Fact]
    public async Task Each_view_has_its_own()
    {
        var mine = await BeginAsync(house);
        var nobodys = await BeginAsync(house);
        var over = await BeginAsync(house);
        await mine.Agent.Client.ReplyAsync(mine.Incident, Replies("Which build?", waits: true), cancel: Cancel);
        await over.CloseAsync(over.Agent, Client.Incidents.ClosingReason.Unresolved);
        Guid[] all = [mine.Incident, nobodys.Incident, over.Incident];

        async Task<Guid[]> InAsync(QueueFilter view) =>
            [.. (await ReadAsync(mine, view)).Select(line => line.Id.Value).Intersect(all).Order()];

        Assert.Equal([mine.Incident, nobodys.Incident], await InAsync(new(QueueView.All)));
        Assert.Equal([nobodys.Incident], await InAsync(new(QueueView.Unanswered)));
        Assert.Equal([mine.Incident], await InAsync(new(QueueView.Mine)));
        Assert.Equal([nobodys.Incident], await InAsync(new(QueueView.Unassigned)));
        Assert.Equal([mine.Incident], await InAsync(new(QueueView.Waiting)));
        Assert.Equal([mine.Incident, nobodys.Incident], await InAsync(new(QueueView.All, Severity.B)));
        Assert.Empty(await InAsync(new(QueueView.All, Severity.A)));
        Assert.Equal([mine.Incident], await InAsync(new(QueueView.Mine, Severity.B, "windows-server")));
        Assert.Empty(await InAsync(new(QueueView.All, Product: "windows")));
    }

    [Fact]
    public async Task Counting_ends_at_a_hundred()
    {
        var story = await BeginAsync(house);
        await house.GivesPackAsync(story.Customer, size: 100);
        for (var number = 0; number < 100; number++)
        {
            await story.Customer.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel);
        }

        await using var database = house.Storage.Read();

        Assert.Equal(100, await database.CountQueueAsync(AgentOf(story), new(QueueView.Unanswered), Cancel));
        Assert.Equal(0, await database.CountQueueAsync(AgentOf(story), new(QueueView.Mine), Cancel));
        Assert.Equal(99, QueueQueries.MostCounted);
    }

    private static Actor AgentOf(Story story) =>
        new(story.Agent.Id, "", Role.Agent, SignInKind.Work, null, null, []);

    /// <summary>All pages of a view, as the story's agent leafs through them.</summary>
    private async Task<List<QueueLine>> ReadAsync(Story story, QueueFilter view)
    {
        var seen = new List<QueueLine>();
        await using var database = house.Storage.Read();
        string? cursor = null;
        do
        {
            var page = await database.ListQueueAsync(AgentOf(story), view, cursor, Cancel);
            seen.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);

        return seen;
    }
}

public sealed class QueueingIncidentsOnSqlite(SqliteHouse house) : QueueingIncidents(house);

public sealed class QueueingIncidentsOnPostgres(PostgresHouse house) : QueueingIncidents(house);
