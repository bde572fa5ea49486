using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Client.Policies;
using Guichet.Client.Webhooks;
using Guichet.Server.Incidents.Moving;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Guichet.Server.Tests.Incidents.Story;
using Incident = Guichet.Incidents.Incident;
using IncidentStatus = Guichet.Incidents.IncidentStatus;

namespace Guichet.Server.Tests.Incidents.Queueing;

/// <summary>In a house of its own. Severity B promises a first response after four business hours, a next update after
/// eight and a resolution after forty, severity C a first response after one and no more. The calendar opens at 14:00
/// UTC for twelve hours.</summary>
[Trait("Rule", "R8")]
public abstract class StandingByTheNearestPromise : IAsyncLifetime
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
    public async Task An_overdue_next_update_stands_before_a_first_response_that_is_due_in_an_hour()
    {
        var story = await BeginAsync();
        await AnswerAsync(story, story.Incident, 15);
        House.Clock.Reset(At(24));
        var young = await SubmitAsync(story, Severity.C);

        Assert.Equal(
            [(story.Incident, PromiseKind.NextUpdate, At(23)), (young, PromiseKind.FirstResponse, At(25))],
            await QueueAsync(story));
    }

    [Fact]
    public async Task Pausing_going_on_closing_and_reopening_move_it()
    {
        var story = await BeginAsync();
        var other = await SubmitAsync(story, Severity.B);
        await AnswerAsync(story, story.Incident, 15);
        Assert.Equal(
            [(other, PromiseKind.FirstResponse, At(18)), (story.Incident, PromiseKind.NextUpdate, At(23))],
            await QueueAsync(story));
        await AnswerAsync(story, other, 16);
        (Guid, PromiseKind?, Instant?) others = (other, PromiseKind.NextUpdate, At(24));
        Assert.Equal([(story.Incident, PromiseKind.NextUpdate, At(23)), others], await QueueAsync(story));

        await story.Agent.Client.ReplyAsync(story.Incident, Replies("Which build?", waits: true), null, Cancel);
        Assert.Equal([others, (story.Incident, PromiseKind.NextUpdate, null)], await QueueAsync(story));

        House.Clock.Reset(At(17));
        await story.Customer.Client.ReplyAsync(story.Incident, Replies("17763.6189"), null, Cancel);
        Assert.Equal([others, (story.Incident, PromiseKind.NextUpdate, At(25))], await QueueAsync(story));

        await story.CloseAsync(story.Agent, ClosingReason.Unresolved);
        Assert.Equal([others], await QueueAsync(story));

        House.Clock.Reset(At(18));
        await story.Customer.Client.ReopenIncidentAsync(story.Incident, Says("It is back."), null, Cancel);
        Assert.Equal([others, (story.Incident, PromiseKind.NextUpdate, At(26))], await QueueAsync(story));
    }

    [Fact]
    public async Task Promises_moved_on_purpose_move_it()
    {
        var story = await BeginAsync();
        await AnswerAsync(story, story.Incident, 15);
        var young = await SubmitAsync(story, Severity.B);
        Assert.Equal(
            [(young, PromiseKind.FirstResponse, At(19)), (story.Incident, PromiseKind.NextUpdate, At(23))],
            await QueueAsync(story));

        await MoveAsync("within: 4h, nextUpdate: 8h", "within: 6h, nextUpdate: 2h");

        Assert.Equal(
            [(story.Incident, PromiseKind.NextUpdate, At(17)), (young, PromiseKind.FirstResponse, At(21))],
            await QueueAsync(story));
    }

    [Fact]
    public async Task Incidents_from_before_are_given_the_place_that_they_would_have_now()
    {
        var story = await BeginAsync();
        var (waiting, over, met) = (
            await SubmitAsync(story, Severity.B), await SubmitAsync(story, Severity.B),
            await SubmitAsync(story, Severity.C));
        await AnswerAsync(story, story.Incident, 15);
        await AnswerAsync(story, met, 15);
        await AnswerAsync(story, over, 15);
        await story.Agent.Client.CloseIncidentAsync(
            over,
            Closes(ClosingReason.Unresolved),
            (await story.Agent.Client.GetIncidentAsync(over, Cancel)).Line.Version,
            Cancel);
        await story.Agent.Client.ReplyAsync(waiting, Replies("Which build?", waits: true), null, Cancel);
        await SubmitAsync(story, Severity.B);
        var before = await PlacesAsync();
        Assert.Equal(
            [
                (null, false), (Guichet.ServiceLevels.PromiseKind.FirstResponse, true),
                (Guichet.ServiceLevels.PromiseKind.NextUpdate, false),
                (Guichet.ServiceLevels.PromiseKind.NextUpdate, true),
            ],
            before.Select(place => (place.Promise, place.PromiseRuns)).Order());

        await House.Work.RunAsync<int>(
            async database =>
            {
                await database.Set<Incident>().ExecuteUpdateAsync(
                    row => row
                        .SetProperty(incident => incident.Promise, (Guichet.ServiceLevels.PromiseKind?)null)
                        .SetProperty(incident => incident.PromiseRuns, false)
                        .SetProperty(incident => incident.QueueAt, incident => incident.SubmittedAt),
                    Cancel);
                foreach (var statement in UpdatesOf(database))
                {
                    await database.Database.ExecuteSqlRawAsync(statement, Cancel);
                }

                return 0;
            },
            Cancel);

        Assert.Equal(before, await PlacesAsync());
    }

    /// <summary>What the script that brought the nearest promise does to the rows it finds.</summary>
    private static string[] UpdatesOf(Database database)
    {
        var folder = database.OnSqlite ? "sqlite" : "postgres";
        var program = typeof(Database).Assembly;
        using var script = new StreamReader(program.GetManifestResourceStream(
            program.GetManifestResourceNames().Single(name => name.EndsWith(
                $".{folder}.0030-nearest-promise.sql", StringComparison.Ordinal)))!);
        string[] updates =
        [
            .. script.ReadToEnd().Split(';').Select(statement => statement[Math.Max(0, statement.IndexOf(
                "\nupdate ", StringComparison.Ordinal))..].Trim()).Where(statement => statement.StartsWith(
                "update ", StringComparison.Ordinal)),
        ];
        Assert.Equal(3, updates.Length);
        return updates;
    }

    private async Task<List<(Guid Id, Guichet.ServiceLevels.PromiseKind? Promise, bool PromiseRuns, Instant QueueAt)>>
        PlacesAsync()
    {
        await using var database = House.Storage.Read();
        return
        [
            .. (await database.Set<Incident>()
                    .AsNoTracking()
                    .Where(incident => incident.Status != IncidentStatus.Closed)
                    .OrderBy(incident => incident.Number)
                    .ToListAsync(Cancel))
                .Select(incident => (
                    incident.Id.Value, incident.Promise, incident.PromiseRuns, incident.QueueAt)),
        ];
    }

    /// <summary>Hours of the day of the first submission, in UTC.</summary>
    private static Instant At(int hour) => Instant.FromUtc(2026, 11, 20, 0, 0) + Duration.FromHours(hour);

    private Task<Story> BeginAsync() => KeepingTheOtherClocks.BeginUnderMoreAsync(
        House, text => text.Replace("severity: C, within: 8h", "severity: C, within: 1h", StringComparison.Ordinal));

    private static async Task<Guid> SubmitAsync(Story story, Severity severity) =>
        (await story.Customer.Client.SubmitIncidentAsync(
            SubmittingAnIncident.Request() with { Severity = severity }, Cancel)).Id;

    private async Task AnswerAsync(Story story, Guid incident, int hour)
    {
        House.Clock.Reset(At(hour));
        await story.Agent.Client.ReplyAsync(incident, Replies("We are looking."), null, Cancel);
    }

    private async Task MoveAsync(string before, string after)
    {
        var administrator = await House.WelcomesAsync(Role.Administrator);
        var policy = await administrator.Client.GetPolicyAsync(Cancel);
        await administrator.Client.ApplyPolicyAsync(
            policy.Text.Replace(before, after, StringComparison.Ordinal), cancel: Cancel);
        var seen = await administrator.Client.PreviewPromiseMoveAsync(cancel: Cancel);
        await administrator.Client.MovePromisesAsync(
            new NewPromiseMove
            {
                Id = Guid.CreateVersion7(),
                PolicyVersion = seen.PolicyVersion,
                Reason = "We write more often.",
            },
            Cancel);
        await House.Services.GetRequiredService<MovePromises>().RunAsync(Cancel);
    }

    private static async Task<IEnumerable<(Guid, PromiseKind?, Instant?)>> QueueAsync(Story story) =>
        (await story.Agent.Client.ListQueueAsync(cancel: Cancel)).Items.Select(line => (
            line.Id,
            line.Promise,
            line.PromiseDueAt is { } due ? Instant.FromDateTimeOffset(due) : (Instant?)null));
}

public sealed class StandingByTheNearestPromiseOnSqlite : StandingByTheNearestPromise
{
    private protected override House House { get; } = new SqliteHouse();
}

public sealed class StandingByTheNearestPromiseOnPostgres : StandingByTheNearestPromise
{
    private protected override House House { get; } = new PostgresHouse();
}
