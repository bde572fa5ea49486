using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Policies;
using Guichet.Server.Incidents.Clocks;
using Guichet.Server.Incidents.Moving;
using Guichet.ServiceLevels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Incidents;

/// <summary>In a house of its own. Severity B is promised for 18:00 UTC, four business hours after the calendar opens.
/// </summary>
public abstract class MovingPromisesOnPurpose : IAsyncLifetime
{
    private protected abstract House House { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static DateTimeOffset Six { get; } = new(2026, 11, 20, 18, 0, 0, TimeSpan.Zero);

    public ValueTask InitializeAsync() => House.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact, Trait("Rule", "R8")]
    public async Task Another_policy_alone_moves_none()
    {
        var (story, administrator) = await BeginAsync("within: 6h");
        await administrator.Client.PreviewPromiseMoveAsync(cancel: Cancel);
        await RunAsync();

        Assert.Equal(Six, (await story.Customer.Client.GetIncidentAsync(story.Incident, Cancel)).Clock.DueAt);
        Assert.Empty((await story.Customer.Client.ExplainDeadlineAsync(story.Incident, Cancel)).Moves);
    }

    [Fact, Trait("Rule", "R8")]
    public async Task Moves_with_a_reason_that_the_customer_is_told_and_sees_explained()
    {
        var (story, administrator) = await BeginAsync("within: 6h");
        var seen = await administrator.Client.PreviewPromiseMoveAsync(cancel: Cancel);
        Assert.Equal(new PromiseMovePreviewView(2, 1, false, 1, 0), seen);

        var ordered = await administrator.Client.MovePromisesAsync(Order(seen), Cancel);
        await RunAsync();

        var incident = await story.Customer.Client.GetIncidentAsync(story.Incident, Cancel);
        Assert.Equal((Six.AddHours(2), 2), (incident.Clock.DueAt, incident.Clock.PolicyVersion));
        var told = await story.Customer.Client.ExplainDeadlineAsync(story.Incident, Cancel);
        Assert.True(told.AddsUp);
        var move = Assert.Single(told.Moves);
        Assert.Equal(
            ("We answer later in November.", 1, 2), (move.Reason, move.FromPolicyVersion, move.ToPolicyVersion));
        Assert.Equal((Six, Six.AddHours(2)), (move.FirstResponse!.From, move.FirstResponse.To));
        Assert.Single(await story.ToldAsync(), "promise.moved");
        var done = await administrator.Client.GetPromiseMoveAsync(ordered.Id, Cancel);
        Assert.Equal((1, 0), (done.Moved, done.LeftAlone));
        Assert.NotNull(done.DoneAt);
    }

    [Fact, Trait("Rule", "R8")]
    public async Task Leaves_alone_what_would_be_broken_by_it_unless_that_is_wanted()
    {
        var (story, administrator) = await BeginAsync("within: 10m");
        House.Clock.Reset(Instant.FromDateTimeOffset(Six.AddHours(-1)));
        var seen = await administrator.Client.PreviewPromiseMoveAsync(cancel: Cancel);
        Assert.Equal((1, 1), (seen.Moving, seen.Missed));

        var careful = await administrator.Client.MovePromisesAsync(Order(seen), Cancel);
        await RunAsync();
        Assert.Equal(1, (await administrator.Client.GetPromiseMoveAsync(careful.Id, Cancel)).LeftAlone);
        Assert.False((await story.Customer.Client.GetIncidentAsync(story.Incident, Cancel)).ResponseMissed);

        await administrator.Client.MovePromisesAsync(Order(seen) with { MovesMissed = true }, Cancel);
        await RunAsync();
        Assert.True((await story.Customer.Client.GetIncidentAsync(story.Incident, Cancel)).ResponseMissed);
    }

    [Fact, Trait("Rule", "R8")]
    public async Task Keeps_the_result_of_a_response_that_was_given()
    {
        var (story, administrator) = await BeginAsync("within: 6h");
        await story.Agent.Client.ReplyAsync(story.Incident, Replies("We are looking."), null, Cancel);

        Assert.Equal(0, (await administrator.Client.PreviewPromiseMoveAsync(cancel: Cancel)).Moving);
    }

    [Fact, Trait("Rule", "R8")]
    public async Task Moves_a_resolution_and_appends_to_its_history()
    {
        var story = await KeepingTheOtherClocks.BeginUnderMoreAsync(House);
        await story.Agent.Client.ReplyAsync(story.Incident, Replies("We are looking."), null, Cancel);
        var administrator = await House.WelcomesAsync(Role.Administrator);
        var before = await LinesAsync(story.Incident);
        await ApplyAsync(administrator, "resolution: 40h", "resolution: 20h");
        var seen = await administrator.Client.PreviewPromiseMoveAsync(cancel: Cancel);

        await administrator.Client.MovePromisesAsync(Order(seen), Cancel);
        await RunAsync();

        var after = await LinesAsync(story.Incident);
        Assert.Equal(before.Select(Told), after.Take(before.Count).Select(Told));
        var moved = Assert.Single(after.Skip(before.Count));
        Assert.Equal((ClockEventKind.Moved, 3), (moved.Kind, moved.PolicyVersion));
        Assert.NotEqual(before[^1].ResolutionDueAt, moved.ResolutionDueAt);
        Assert.Equal(before[^1].NextUpdateDueAt, moved.NextUpdateDueAt);
    }

    [Fact, Trait("Rule", "R8")]
    public async Task Another_policy_tells_before_what_it_would_do_to_each_clock()
    {
        var story = await KeepingTheOtherClocks.BeginUnderMoreAsync(House);
        var administrator = await House.WelcomesAsync(Role.Administrator);
        var policy = await administrator.Client.GetPolicyAsync(Cancel);
        var shorter = policy.Text.Replace("resolution: 40h", "resolution: 20h", StringComparison.Ordinal);
        var longer = policy.Text.Replace("4h, nextUpdate: 8h", "6h, nextUpdate: 9h", StringComparison.Ordinal);

        // Before the first response two clocks run, after it the next update's as well as the resolution's.
        Assert.Equal(new(2, false, 1, 0, 0), await ClocksAsync(shorter));
        Assert.Equal(new(2, false, 0, 0, 1), await ClocksAsync(longer));
        await story.Agent.Client.ReplyAsync(story.Incident, Replies("We are looking."), null, Cancel);
        Assert.Equal(new(2, false, 0, 0, 1), await ClocksAsync(longer));
        House.Clock.Advance(Duration.FromDays(4));
        Assert.Equal(new(2, false, 1, 1, 0), await ClocksAsync(shorter));
        await story.Agent.Client.ReplyAsync(story.Incident, Replies("Which build?", waits: true), null, Cancel);
        Assert.Equal(0, (await ClocksAsync(shorter))!.Earlier);

        async Task<RunningClocksView?> ClocksAsync(string text) =>
            (await administrator.Client.PreviewPolicyAsync(text, cancel: Cancel)).Clocks;
    }

    [Fact]
    public async Task Goes_on_where_it_was_interrupted_and_moves_each_once()
    {
        var (story, administrator) = await BeginAsync("within: 6h", incidents: 5);
        var seen = await administrator.Client.PreviewPromiseMoveAsync(cancel: Cancel);
        Assert.Equal(5, seen.Moving);
        var order = await StoreAsync(administrator, seen);
        var sweep = House.Services.GetRequiredService<MovePromises>();

        await sweep.RunBatchAsync(2, Cancel);
        Assert.Equal(2, await CountAsync());
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => sweep.RunAsync(Cancel), Cancel)));
        await sweep.RunAsync(Cancel);

        Assert.Equal(5, await CountAsync());
        Assert.Equal(5, (await administrator.Client.GetPromiseMoveAsync(order, Cancel)).Moved);
        Assert.Single(await LinesAsync(story.Incident), line => line.Kind == ClockEventKind.Moved);
    }

    [Fact]
    public async Task Ordered_twice_with_one_id_is_one_order()
    {
        var (_, administrator) = await BeginAsync("within: 6h");
        var order = Order(await administrator.Client.PreviewPromiseMoveAsync(cancel: Cancel));

        await administrator.Client.MovePromisesAsync(order, Cancel);
        await administrator.Client.MovePromisesAsync(order, Cancel);
        await RunAsync();

        Assert.Single(await administrator.Client.ListPromiseMovesAsync(Cancel));
        Assert.Equal(1, await CountAsync());
        Assert.Equal(
            "promise-move.id-reused",
            await CodeAsync(() => administrator.Client.MovePromisesAsync(order with { Plan = "pack-5" }, Cancel)));
    }

    [Fact]
    public async Task Is_for_administrators_who_have_seen_the_policy_in_force()
    {
        var (story, administrator) = await BeginAsync("within: 6h");
        var seen = await administrator.Client.PreviewPromiseMoveAsync(cancel: Cancel);
        await ApplyAsync(administrator, "within: 6h", "within: 7h");

        Assert.Equal(
            "promise-move.outdated",
            await CodeAsync(() => administrator.Client.MovePromisesAsync(Order(seen), Cancel)));
        await Assert.ThrowsAsync<GuichetException>(() => story.Agent.Client.MovePromisesAsync(Order(seen), Cancel));
        await Assert.ThrowsAsync<GuichetException>(
            () => story.Manager.Client.PreviewPromiseMoveAsync(cancel: Cancel));
    }

    [Fact]
    public async Task Is_about_the_severity_and_plan_that_are_named()
    {
        var (_, administrator) = await BeginAsync("within: 6h");

        Assert.Equal(
            (1, 0, 1, 0),
            (await LookAsync(Client.Incidents.Severity.B, null), await LookAsync(Client.Incidents.Severity.C, null),
                await LookAsync(null, "pack-5"), await LookAsync(null, "partner-gold-20")));

        async Task<int> LookAsync(Client.Incidents.Severity? severity, string? plan) =>
            (await administrator.Client.PreviewPromiseMoveAsync(severity, plan, Cancel)).Moving;
    }

    /// <summary>Written without waking the sweep of the house, so that the test has it in hand.</summary>
    private async Task<Guid> StoreAsync(Somebody administrator, PromiseMovePreviewView seen)
    {
        var id = Guid.CreateVersion7();
        await House.Work.RunAsync<bool>(
            database =>
            {
                database.Add(new MoveOrder
                {
                    Id = id,
                    PolicyVersion = seen.PolicyVersion,
                    Reason = "We answer later in November.",
                    OrderedBy = administrator.Id,
                    OrderedAt = House.Clock.GetCurrentInstant(),
                });
                return Task.FromResult<Result<bool>>(true);
            },
            Cancel);
        return id;
    }

    private static NewPromiseMove Order(PromiseMovePreviewView seen) => new()
    {
        Id = Guid.CreateVersion7(),
        PolicyVersion = seen.PolicyVersion,
        Reason = "We answer later in November.",
    };

    private static (int, ClockEventKind, Instant, int, Instant?, Instant?) Told(ClockLine line) =>
        (line.Line, line.Kind, line.At, line.PolicyVersion, line.NextUpdateDueAt, line.ResolutionDueAt);

    private async Task<(Story Story, Somebody Administrator)> BeginAsync(string within, int incidents = 1)
    {
        var story = await Story.BeginAsync(House);
        for (var more = 1; more < incidents; more++)
        {
            await story.Customer.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel);
        }

        var administrator = await House.WelcomesAsync(Role.Administrator);
        await ApplyAsync(administrator, "within: 4h", within);
        return (story, administrator);
    }

    private static async Task ApplyAsync(Somebody administrator, string before, string after)
    {
        var policy = await administrator.Client.GetPolicyAsync(Cancel);
        await administrator.Client.ApplyPolicyAsync(
            policy.Text.Replace(before, after, StringComparison.Ordinal), cancel: Cancel);
    }

    private Task RunAsync() => House.Services.GetRequiredService<MovePromises>().RunAsync(Cancel);

    private async Task<int> CountAsync()
    {
        await using var database = House.Storage.Read();
        return await database.Set<MovedPromise>().CountAsync(Cancel);
    }

    private async Task<List<ClockLine>> LinesAsync(Guid incident)
    {
        await using var database = House.Storage.Read();
        return await database.Set<ClockLine>()
            .AsNoTracking()
            .Where(line => line.Incident == new Guichet.Incidents.IncidentId(incident))
            .OrderBy(line => line.Line)
            .ToListAsync(Cancel);
    }
}

public sealed class MovingPromisesOnPurposeOnSqlite : MovingPromisesOnPurpose
{
    private protected override House House { get; } = new SqliteHouse();
}

public sealed class MovingPromisesOnPurposeOnPostgres : MovingPromisesOnPurpose
{
    private protected override House House { get; } = new PostgresHouse();
}
