using CsCheck;
using Guichet.Plans;
using Guichet.ServiceLevels;

namespace Guichet.Tests.ServiceLevels;

/// <summary>Four business hours to the next update, sixteen to the resolution; the Paris office is open from 9 to 12
/// and from 13 to 18.</summary>
[Trait("Rule", "R8")]
public class MeasuringWhatWasKept
{
    private static readonly ResponseTarget Target = PromiseScenario.B with
    {
        NextUpdate = Duration.FromHours(4),
        Resolution = Duration.FromHours(16),
    };

    private static readonly Instant Later = Paris("2026-12-24 12:00");

    [Fact]
    public void Each_message_promises_the_next_one() =>
        Assert.Equal(
            [
                new MeasuredPromise(
                    Severity.B, ResponseOutcome.Met, Duration.FromHours(2), Paris("2026-11-16 11:00")),
                new MeasuredPromise(
                    Severity.B, ResponseOutcome.Missed, Duration.FromHours(11), Paris("2026-11-16 16:00")),
                new MeasuredPromise(Severity.B, ResponseOutcome.Missed, null, Paris("2026-11-18 10:00")),
            ],
            KeptPromises.NextUpdates(
                Lines(
                    (ClockEventKind.Updated, "2026-11-16 09:00"),
                    (ClockEventKind.Updated, "2026-11-16 11:00"),
                    (ClockEventKind.Updated, "2026-11-17 15:00")),
                Later));

    [Fact]
    public void Waiting_on_the_customer_breaks_no_promise()
    {
        var lines = Lines(
            (ClockEventKind.Updated, "2026-11-16 09:00"),
            (ClockEventKind.Paused, "2026-11-16 10:00"),
            (ClockEventKind.Resumed, "2026-11-20 10:00"),
            (ClockEventKind.Updated, "2026-11-20 11:00"));

        var first = KeptPromises.NextUpdates(lines, Paris("2026-11-20 12:00"))[0];

        Assert.Equal(
            new MeasuredPromise(Severity.B, ResponseOutcome.Met, Duration.FromHours(2), Paris("2026-11-20 11:00")),
            first);
        Assert.Equal(
            [new MeasuredPromise(Severity.B, ResponseOutcome.Running, null, null)],
            KeptPromises.NextUpdates(lines[..3], Later));
    }

    [Fact]
    public void A_resolution_in_time_is_met_and_what_the_customer_took_back_is_neither()
    {
        var lines = Lines(
            (ClockEventKind.Updated, "2026-11-16 10:00"), (ClockEventKind.Stopped, "2026-11-16 17:00"));

        Assert.Equal(
            new MeasuredPromise(Severity.B, ResponseOutcome.Met, Duration.FromHours(7), Paris("2026-11-16 17:00")),
            KeptPromises.Resolution(lines, resolves: true, Later));
        Assert.Equal(
            new MeasuredPromise(Severity.B, ResponseOutcome.ClosedFirst, null, Paris("2026-11-16 17:00")),
            KeptPromises.Resolution(lines, resolves: false, Later));
    }

    [Fact]
    public void Once_missed_a_resolution_stays_missed_whatever_follows() =>
        Assert.Equal(
            ResponseOutcome.Missed,
            KeptPromises.Resolution(
                Lines(
                    (ClockEventKind.SeverityChanged, "2026-11-25 10:00"),
                    (ClockEventKind.Stopped, "2026-11-25 11:00")),
                resolves: true,
                Later)!.Outcome);

    [Fact]
    public void Nothing_is_measured_that_nobody_promised()
    {
        var lines = Lines((ClockEventKind.Updated, "2026-11-16 10:00"))
            .Select(line => line with { Target = PromiseScenario.B, Due = WorkClock.None })
            .ToList();

        Assert.Empty(KeptPromises.NextUpdates(lines, Later));
        Assert.Null(KeptPromises.Resolution(lines, resolves: true, Later));
    }

    /// <summary>What was written when it happened is what the history gives again.</summary>
    [Fact]
    public void Recomputed_from_history_the_figures_are_the_same() =>
        Gen.Select(Gen.Int[0, 3].Select(at => Kinds[at]), Gen.Int[1, 3000]).Array[1, 12].Sample(steps =>
        {
            var at = Paris("2026-11-16 09:00");
            var lines = Lines([.. steps.Select(step => (step.Item1, at += Duration.FromMinutes(step.Item2)))]);

            var again = lines.Select((line, index) => line with
            {
                Due = WorkClock.After(
                    [.. lines.Take(index + 1).Select(one => one.Event)], line.Target, PromiseScenario.Office),
            }).ToList();

            Assert.Equal(KeptPromises.NextUpdates(lines, Later), KeptPromises.NextUpdates(again, Later));
            Assert.Equal(
                KeptPromises.Resolution(lines, true, Later), KeptPromises.Resolution(again, true, Later));
        });

    private static ClockEventKind[] Kinds =>
    [
        ClockEventKind.Updated, ClockEventKind.Paused, ClockEventKind.Resumed, ClockEventKind.SeverityChanged,
    ];

    private static List<KeptLine> Lines(params (ClockEventKind Kind, string Wall)[] more) =>
        Lines([.. more.Select(one => (one.Kind, Paris(one.Wall)))]);

    private static List<KeptLine> Lines((ClockEventKind Kind, Instant At)[] more)
    {
        List<ClockEvent> history = [Event(ClockEventKind.Started, Paris("2026-11-16 09:00"))];
        var lines = new List<KeptLine> { Kept(history) };
        foreach (var (kind, at) in more)
        {
            history.Add(Event(kind, at));
            lines.Add(Kept(history));
        }

        return lines;
    }

    private static KeptLine Kept(List<ClockEvent> history) =>
        new(history[^1], WorkClock.After(history, Target, PromiseScenario.Office), Target, PromiseScenario.Office);

    private static ClockEvent Event(ClockEventKind kind, Instant at) =>
        new(kind, at, Severity.B, HoursOfCoverage.BusinessHours, 1);

    private static Instant Paris(string wall) => PromiseScenario.Paris(wall);
}
