using Guichet.Plans;
using Guichet.ServiceLevels;
using static Guichet.Tests.ServiceLevels.PromiseScenario;

namespace Guichet.Tests.ServiceLevels;

/// <summary>A clock moved on purpose to the target of another version of the policy.</summary>
[Trait("Rule", "R6")]
[Trait("Rule", "R8")]
public sealed class MovingAClock
{
    private static readonly ResponseTarget Six = B with { Budget = Duration.FromHours(6) };

    [Fact]
    public void It_is_due_by_the_other_target_from_the_submission()
    {
        var moved = Moved(Submitted(B, "2026-11-20 09:00"), "2026-11-20 12:00");

        Assert.Equal(Paris("2026-11-20 16:00"), moved.DueAt);
        Assert.Equal((Duration.FromHours(6), 7, "2026c"), (moved.Budget, moved.PolicyVersion, moved.TimeZoneData));
    }

    [Fact]
    public void After_a_new_full_budget_it_counts_from_where_that_began()
    {
        var restarted = Submitted(C, "2026-11-20 09:00").ChangedTo(B, "2026-11-20 15:00");
        Assert.Equal(Paris("2026-11-20 15:00"), restarted.RestartedAt);

        Assert.Equal(Paris("2026-11-23 12:00"), Moved(restarted, "2026-11-20 16:00").DueAt);
    }

    [Fact]
    public void One_that_was_responded_to_keeps_its_result()
    {
        var met = Submitted(B, "2026-11-20 09:00").Respond(Paris("2026-11-20 10:00"));

        Assert.Same(met, Moved(met, "2026-11-20 11:00"));
    }

    [Theory]
    [InlineData("2026-11-20 12:59", true)]
    [InlineData("2026-11-20 14:00", true)]
    [InlineData("2026-11-20 14:01", false)]
    public void One_that_is_missed_keeps_its_result_and_at_the_due_instant_none_is(string at, bool moves)
    {
        var clock = Submitted(B, "2026-11-20 09:00");
        Assert.Equal(Paris("2026-11-20 14:00"), clock.DueAt);

        Assert.Equal(moves, Moved(clock, at) != clock);
    }

    [Fact]
    public void A_target_on_a_calendar_that_is_not_there_is_refused()
    {
        var refusal = Submitted(B, "2026-11-20 09:00")
            .Move(Six with { Calendar = "elsewhere" }, Office, 7, "2026c", Paris("2026-11-20 10:00")).Refusal!;

        Assert.Equal("response.unknown-calendar", refusal.Code);
    }

    [Fact]
    public void Each_promise_tells_its_own_instants()
    {
        var clock = Submitted(B, "2026-11-20 09:00");
        var update = Update(Paris("2026-11-20 15:00"));
        var move = new ClockMove(
            clock, Moved(clock, "2026-11-20 10:00"), [update], [update with { DueAt = Paris("2026-11-20 13:00") }]);

        Assert.True(move.MovesAnything);
        Assert.Equal(
            (Paris("2026-11-20 14:00"), Paris("2026-11-20 16:00")), Instants(move, PromiseKind.FirstResponse));
        Assert.Equal((Paris("2026-11-20 15:00"), Paris("2026-11-20 13:00")), Instants(move, PromiseKind.NextUpdate));
        Assert.Null(move.DueOf(PromiseKind.Resolution));
        Assert.False(new ClockMove(clock, clock, [update], [update]).MovesAnything);
        Assert.True(new ClockMove(clock, clock with { Budget = Six.Budget }, [update], [update]).MovesAnything);
    }

    [Theory]
    [InlineData("2026-11-20 12:30", false)]
    [InlineData("2026-11-20 13:00", false)]
    [InlineData("2026-11-20 13:01", true)]
    [InlineData("2026-11-20 15:00", true)]
    [InlineData("2026-11-20 15:01", false)]
    public void A_move_breaks_what_was_not_broken_before_it(string now, bool breaks)
    {
        var clock = Submitted(B, "2026-11-20 09:00").Respond(Paris("2026-11-20 09:30"));
        var update = Update(Paris("2026-11-20 15:00"));
        var move = new ClockMove(clock, clock, [update], [update with { DueAt = Paris("2026-11-20 13:00") }]);

        Assert.Equal(breaks, move.BreaksAny(Paris(now)));
        Assert.False(new ClockMove(clock, clock, [update], []).BreaksAny(Paris(now)));
    }

    private static ResponseClock Moved(ResponseClock clock, string at) =>
        clock.Move(Six, Office, 7, "2026c", Paris(at)).Value;

    private static (Instant?, Instant?) Instants(ClockMove move, PromiseKind kind) => move.DueOf(kind)!.Value;

    private static RunningPromise Update(Instant due) => new(
        PromiseKind.NextUpdate,
        Severity.B,
        Paris("2026-11-20 11:00"),
        Duration.FromHours(3),
        Office,
        [],
        due,
        due);
}
