using CsCheck;
using Guichet.Plans;
using Guichet.ServiceLevels;

namespace Guichet.Tests.ServiceLevels;

public class PlanningAlarms
{
    private static readonly Alarm Half = At(50);
    private static readonly Alarm ThreeQuarters = At(75);
    private static readonly Alarm Due = At(100);
    private static readonly Alarm OneHourLate = new(new(100, Duration.FromHours(1)), All, Raises);
    private static readonly Alarm[] Four = [OneHourLate, Due, ThreeQuarters, Half];

    private static HashSet<Severity> All => [Severity.A, Severity.B, Severity.C];

    private static HashSet<AlarmAction> Raises => [AlarmAction.Raise];

    [Fact, Trait("Rule", "R6")]
    public void Day_and_night_a_share_is_a_share_of_the_clock() =>
        Assert.Equal(
            Times("2026-11-21 23:00", "2026-11-21 23:30", "2026-11-22 00:00", "2026-11-22 01:00"),
            Plan(PromiseScenario.Submitted(PromiseScenario.A, "2026-11-21 22:00")));

    [Fact, Trait("Rule", "R6")]
    public void On_a_calendar_a_share_is_a_share_of_business_time()
    {
        // Friday 16:00: two hours until closing, two on Monday morning; an hour late is Monday afternoon, after lunch.
        var clock = PromiseScenario.Submitted(PromiseScenario.B, "2026-11-20 16:00");

        Assert.Equal(
            Times("2026-11-20 18:00", "2026-11-23 10:00", "2026-11-23 11:00", "2026-11-23 12:00"), Plan(clock));
        Assert.Equal(PromiseScenario.Paris("2026-11-23 11:00"), clock.DueAt);
    }

    [Fact]
    public void Only_those_of_the_severity_are_planned()
    {
        Alarm[] alarms = [Half with { Severities = new HashSet<Severity> { Severity.A } }, Due];

        var planned = AlarmSchedule.Of(
            PromiseScenario.Submitted(PromiseScenario.B, "2026-11-20 16:00"), alarms, PromiseScenario.Office);

        Assert.Equal(Due, Assert.Single(planned).Alarm);
    }

    [Fact, Trait("Rule", "R8")]
    public void After_the_first_response_there_are_none() =>
        Assert.Empty(Plan(PromiseScenario.Submitted(PromiseScenario.B, "2026-11-20 16:00")
            .Respond(PromiseScenario.Paris("2026-11-23 12:30"))));

    [Fact, Trait("Rule", "R8")]
    public void A_budget_that_began_anew_is_shared_from_there()
    {
        var clock = PromiseScenario.Submitted(PromiseScenario.C, "2026-11-20 10:00")
            .ChangedTo(PromiseScenario.A, "2026-11-20 16:00");

        Assert.Equal(PromiseScenario.Paris("2026-11-20 18:00"), clock.DueAt);
        Assert.Equal(
            Times("2026-11-20 17:00", "2026-11-20 17:30", "2026-11-20 18:00", "2026-11-20 19:00"), Plan(clock));
    }

    [Fact]
    public void The_next_one_is_the_first_that_has_not_gone_off()
    {
        var planned = Schedule(PromiseScenario.Submitted(PromiseScenario.A, "2026-11-21 22:00"));

        Assert.Equal(planned[0].At, AlarmSchedule.Next(planned, new HashSet<AlarmKey>()));
        Assert.Equal(planned[2].At, AlarmSchedule.Next(planned, planned.Take(2).Select(one => one.Key).ToHashSet()));
        Assert.Null(AlarmSchedule.Next(planned, planned.Select(one => one.Key).ToHashSet()));
    }

    [Fact, Trait("Rule", "R8")]
    public void On_a_clock_that_stood_a_share_leaves_the_pause_out_and_is_the_same_alarm()
    {
        ClockEvent[] started = [Line(ClockEventKind.Started, "2026-11-16 09:00")];
        ClockEvent[] resumed =
        [
            .. started,
            Line(ClockEventKind.Paused, "2026-11-16 10:00"),
            Line(ClockEventKind.Resumed, "2026-11-17 10:00"),
        ];
        var alarm = Half with { Promise = PromiseKind.Resolution };

        var before = Assert.Single(Resolution(started, alarm));
        var after = Assert.Single(Resolution(resumed, alarm));

        Assert.Equal(
            Times("2026-11-16 14:00", "2026-11-17 14:00"), new[] { before, after }.Select(planned => planned.At));
        Assert.Equal(before.Key, after.Key);
        Assert.Empty(Resolution(resumed[..2], alarm));
        Assert.Empty(Resolution(started, Half));
    }

    [Fact]
    public void They_never_go_off_before_the_start_and_the_full_share_is_the_promise() =>
        Gen.Select(Gen.Int[0, 400_000], Gen.Int[1, 1000]).Sample((minutes, percent) =>
        {
            var start = Instant.FromUtc(2026, 1, 1, 0, 0) + Duration.FromMinutes(minutes);
            var clock = ResponseClock.Start(
                PromiseScenario.B, PromiseScenario.Office, Severity.B, HoursOfCoverage.BusinessHours, 1, "x", start)
                .Value;

            var planned = AlarmSchedule.Of(clock, [At(percent), Due], PromiseScenario.Office);

            Assert.All(planned, alarm => Assert.True(alarm.At >= start));
            Assert.Equal(clock.DueAt, planned.First(alarm => alarm.Alarm == Due).At);
            Assert.Equal(percent >= 100, planned.First(one => one.Alarm.At.Percent == percent).At >= clock.DueAt);
        });

    /// <summary>Eight hours to the resolution, on the Paris office's calendar.</summary>
    private static IReadOnlyList<PlannedAlarm> Resolution(ClockEvent[] history, Alarm alarm) => AlarmSchedule.Of(
        WorkClock.PromisesAfter(
            history, PromiseScenario.B with { Resolution = Duration.FromHours(8) }, PromiseScenario.Office),
        [alarm]);

    private static ClockEvent Line(ClockEventKind kind, string wall) =>
        new(kind, PromiseScenario.Paris(wall), Severity.B, HoursOfCoverage.BusinessHours, 1);

    private static Alarm At(int percent) => new(new(percent, Duration.Zero), All, Raises);

    private static IReadOnlyList<PlannedAlarm> Schedule(ResponseClock clock) =>
        AlarmSchedule.Of(clock, Four, PromiseScenario.Office);

    private static IEnumerable<Instant> Plan(ResponseClock clock) => Schedule(clock).Select(alarm => alarm.At);

    private static IEnumerable<Instant> Times(params string[] walls) => walls.Select(PromiseScenario.Paris);
}
