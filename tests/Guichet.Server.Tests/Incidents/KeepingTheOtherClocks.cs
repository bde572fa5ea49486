using Guichet.Server.Incidents.Clocks;
using Guichet.ServiceLevels;
using Microsoft.EntityFrameworkCore;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Incidents;

/// <summary>In a house of its own, whose policy promises more than the first response: eight business hours to the next
/// update, forty to the resolution.</summary>
public abstract class KeepingTheOtherClocks : IAsyncLifetime
{
    private protected abstract House House { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => House.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact, Trait("Rule", "R8")]
    public async Task Says_what_is_due_and_nothing_while_it_waits_on_the_customer()
    {
        var story = await BeginUnderMoreAsync();
        House.Clock.Reset(Instant.FromUtc(2026, 11, 20, 15, 0));
        await story.Agent.Client.ReplyAsync(story.Incident, Replies("We are looking."), null, Cancel);

        // From 15:00 UTC on Friday to 23:00; forty hours from 14:00 are four days of twelve, less eight hours.
        var view = await story.Customer.Client.GetIncidentAsync(story.Incident, Cancel);
        Assert.Equal(
            (new DateTimeOffset(2026, 11, 20, 23, 0, 0, TimeSpan.Zero),
                new DateTimeOffset(2026, 11, 25, 18, 0, 0, TimeSpan.Zero)),
            (view.NextUpdateDueAt!.Value, view.ResolutionDueAt!.Value));
        await story.Agent.Client.ReplyAsync(story.Incident, Replies("Which build?", waits: true), null, Cancel);
        view = await story.Customer.Client.GetIncidentAsync(story.Incident, Cancel);
        Assert.Equal((null, null), (view.NextUpdateDueAt, view.ResolutionDueAt));
        House.Clock.Reset(Instant.FromUtc(2026, 11, 20, 17, 0));
        await story.Customer.Client.ReplyAsync(story.Incident, Replies("17763.6189"), null, Cancel);

        view = await story.Customer.Client.GetIncidentAsync(story.Incident, Cancel);
        Assert.Equal(new DateTimeOffset(2026, 11, 25, 20, 0, 0, TimeSpan.Zero), view.ResolutionDueAt!.Value);
    }

    [Fact, Trait("Rule", "R8")]
    public async Task Keeps_each_line_of_their_history()
    {
        var story = await BeginUnderMoreAsync();
        await story.Agent.Client.ReplyAsync(story.Incident, Replies("Which build?", waits: true), null, Cancel);
        await story.Customer.Client.ReplyAsync(story.Incident, Replies("17763.6189"), null, Cancel);
        await story.CloseAsync(story.Agent, Client.Incidents.ClosingReason.Unresolved);
        await story.Customer.Client.ReopenIncidentAsync(story.Incident, Says("It is back."), null, Cancel);

        await using var database = House.Storage.Read();
        var id = new Guichet.Incidents.IncidentId(story.Incident);
        var lines = await database.Set<ClockLine>()
            .Where(line => line.Incident == id)
            .OrderBy(line => line.Line)
            .ToListAsync(Cancel);
        Assert.Equal(
            [
                ClockEventKind.Started, ClockEventKind.Updated, ClockEventKind.Paused, ClockEventKind.Resumed,
                ClockEventKind.Updated, ClockEventKind.Stopped, ClockEventKind.Reopened,
            ],
            lines.Select(line => line.Kind));
        await Assert.ThrowsAnyAsync<Exception>(() => House.Work.RunAsync<int>(
            async writing => await writing.Set<ClockLine>()
                .Where(line => line.Incident == id)
                .ExecuteDeleteAsync(Cancel),
            Cancel));
    }

    [Fact, Trait("Rule", "R8")]
    public async Task Says_which_state_it_waited_in()
    {
        var story = await BeginUnderMoreAsync();
        await story.Agent.Client.ReplyAsync(story.Incident, Replies("Which build?", waits: true), null, Cancel);
        await story.Agent.Client.OfferSolutionAsync(story.Incident, Says("Try this."), cancel: Cancel);

        await using var database = House.Storage.Read();
        var id = new Guichet.Incidents.IncidentId(story.Incident);
        var waiting = await database.Set<ClockLine>()
            .Where(line => line.Incident == id && line.Kind == ClockEventKind.Paused)
            .OrderBy(line => line.Line)
            .Select(line => line.Waiting)
            .ToListAsync(Cancel);
        Assert.Equal([WaitingState.WaitingOnCustomer, WaitingState.SolutionOffered], waiting);
    }

    private Task<Story> BeginUnderMoreAsync() => BeginUnderMoreAsync(House);

    /// <summary>Eight business hours to the next update, forty to the resolution, and what else the policy is to say.
    /// </summary>
    internal static async Task<Story> BeginUnderMoreAsync(House house, Func<string, string>? more = null)
    {
        var administrator = await house.WelcomesAsync(Guichet.Accounts.Role.Administrator);
        var inForce = await administrator.Client.GetPolicyAsync(Cancel);
        var text = inForce.Text.Replace(
            "severity: B, within: 4h,",
            "severity: B, within: 4h, nextUpdate: 8h, resolution: 40h,",
            StringComparison.Ordinal);
        await administrator.Client.ApplyPolicyAsync(more?.Invoke(text) ?? text, "More is promised.", cancel: Cancel);
        return await BeginAsync(house);
    }
}

public sealed class KeepingTheOtherClocksOnSqlite : KeepingTheOtherClocks
{
    private protected override House House { get; } = new SqliteHouse();
}

public sealed class KeepingTheOtherClocksOnPostgres : KeepingTheOtherClocks
{
    private protected override House House { get; } = new PostgresHouse();
}
