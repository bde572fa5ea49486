using Guichet.Plans;
using Guichet.ServiceLevels;

namespace Guichet.Tests.ServiceLevels;

/// <summary>Four business hours to the next update, sixteen to the resolution; the Paris office is open from 9 to 12
/// and from 13 to 18.</summary>
[Trait("Rule", "R8")]
public class RunningTheOtherClocks
{
    private static readonly ResponseTarget Target = PromiseScenario.B with
    {
        NextUpdate = Duration.FromHours(4),
        Resolution = Duration.FromHours(16),
    };

    private static readonly ClockEvent Started = At(ClockEventKind.Started, "2026-11-16 09:00");

    [Fact]
    public void The_next_update_counts_from_the_last_one() =>
        Assert.Equal(
            (Paris("2026-11-17 14:00"), Paris("2026-11-17 18:00")),
            After(
                At(ClockEventKind.Updated, "2026-11-16 10:00"),
                At(ClockEventKind.Updated, "2026-11-17 09:00")));

    [Fact]
    public void Before_the_first_response_no_update_is_due() =>
        Assert.Equal((null, Paris("2026-11-17 18:00")), After());

    [Fact]
    public void Both_stand_while_it_waits_on_the_customer_and_go_on_after()
    {
        var updated = At(ClockEventKind.Updated, "2026-11-16 10:00");
        var paused = At(ClockEventKind.Paused, "2026-11-16 10:00");

        Assert.Equal((null, null), After(updated, paused));
        Assert.Equal(
            (Paris("2026-11-17 14:00"), Paris("2026-11-18 17:00")),
            After(updated, paused, At(ClockEventKind.Resumed, "2026-11-17 09:00")));
    }

    [Fact]
    public void Each_stands_in_the_states_that_its_target_names()
    {
        var updated = At(ClockEventKind.Updated, "2026-11-16 10:00");
        var offered = At(ClockEventKind.Paused, "2026-11-16 11:00") with { Waiting = WaitingState.SolutionOffered };
        var target = Target with
        {
            NextUpdatePauses = new HashSet<WaitingState>(),
            ResolutionPauses = new HashSet<WaitingState> { WaitingState.SolutionOffered },
        };

        Assert.Equal((Paris("2026-11-16 15:00"), null), After(target, updated, offered));
        Assert.Equal(
            (Paris("2026-11-16 15:00"), Paris("2026-11-17 18:00")),
            After(target, updated, offered with { Waiting = WaitingState.WaitingOnCustomer }));
    }

    [Fact]
    public void From_one_state_into_another_a_clock_goes_on_that_stood_in_the_first_alone()
    {
        var asked = At(ClockEventKind.Paused, "2026-11-16 10:00") with { Waiting = WaitingState.WaitingOnCustomer };
        var offered = At(ClockEventKind.Paused, "2026-11-16 11:00") with { Waiting = WaitingState.SolutionOffered };
        var target = Target with
        {
            ResolutionPauses = new HashSet<WaitingState> { WaitingState.WaitingOnCustomer },
        };

        Assert.Equal((null, Paris("2026-11-18 10:00")), After(target, asked, offered));
    }

    [Fact]
    public void Moved_on_purpose_it_counts_from_its_start_by_the_other_target() =>
        Assert.Equal(
            Paris("2026-11-16 18:00"),
            After(
                Target with { Resolution = Duration.FromHours(8) }, At(ClockEventKind.Moved, "2026-11-19 09:00"))
                .Resolution);

    [Fact]
    public void Moved_after_a_change_of_severity_no_new_budget_begins() =>
        Assert.Equal(
            Paris("2026-11-16 18:00"),
            After(
                Target with { Resolution = Duration.FromHours(8) },
                At(ClockEventKind.SeverityChanged, "2026-11-17 09:00"),
                At(ClockEventKind.Moved, "2026-11-19 09:00")).Resolution);

    [Fact]
    public void Closing_ends_the_updates_and_keeps_when_it_was_to_be_resolved() =>
        Assert.Equal(
            (null, Paris("2026-11-17 18:00")),
            After(
                At(ClockEventKind.Updated, "2026-11-16 10:00"), At(ClockEventKind.Stopped, "2026-11-16 11:00")));

    [Fact]
    public void What_lies_between_closing_and_reopening_does_not_count() =>
        Assert.Equal(
            Paris("2026-11-19 17:00"),
            After(
                At(ClockEventKind.Updated, "2026-11-16 10:00"),
                At(ClockEventKind.Stopped, "2026-11-16 10:00"),
                At(ClockEventKind.Reopened, "2026-11-18 09:00")).Resolution);

    [Fact]
    public void A_target_that_is_past_at_a_change_of_severity_begins_anew_there() =>
        Assert.Equal(
            Paris("2026-11-20 18:00"),
            After(At(ClockEventKind.SeverityChanged, "2026-11-19 09:00")).Resolution);

    [Fact]
    public void Nothing_is_due_that_nobody_promised() =>
        Assert.Equal(WorkClock.None, WorkClock.After([Started], PromiseScenario.B, PromiseScenario.Office));

    private static (Instant? Update, Instant? Resolution) After(params ClockEvent[] more) => After(Target, more);

    private static (Instant? Update, Instant? Resolution) After(ResponseTarget target, params ClockEvent[] more)
    {
        var clock = WorkClock.After([Started, .. more], target, PromiseScenario.Office);
        return (clock.NextUpdateDueAt, clock.ResolutionDueAt);
    }

    private static ClockEvent At(ClockEventKind kind, string wall) =>
        new(kind, Paris(wall), Severity.B, HoursOfCoverage.BusinessHours, 1);

    private static Instant Paris(string wall) => PromiseScenario.Paris(wall);
}
