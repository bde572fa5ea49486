using CsCheck;
using Guichet.Calendars;
using Guichet.Plans;
using Guichet.ServiceLevels;
using Guichet.Tests.Calendars;

namespace Guichet.Tests.ServiceLevels;

/// <summary>Four business hours to the next update, sixteen to the resolution; the Paris office is open from 9 to 12
/// and from 13 to 18.</summary>
[Trait("Rule", "R8")]
public class ExplainingTheOtherPromises
{
    private static readonly ResponseTarget Target = PromiseScenario.B with
    {
        NextUpdate = Duration.FromHours(4),
        Resolution = Duration.FromHours(16),
    };

    [Fact]
    public void The_next_update_is_told_from_the_last_one_with_its_pauses_and_why()
    {
        var explained = Explain(
            "2026-11-17 16:00",
            At(ClockEventKind.Updated, "2026-11-16 16:00"),
            At(ClockEventKind.Paused, "2026-11-16 17:00"),
            At(ClockEventKind.Paused, "2026-11-17 08:00") with { Waiting = WaitingState.SolutionOffered },
            At(ClockEventKind.Resumed, "2026-11-17 10:00"))[0];

        Assert.Equal(
            [
                "Open 2026-11-16 16:00",
                "WaitingOnCustomer 2026-11-16 17:00",
                "SolutionOffered 2026-11-17 08:00",
                "Open 2026-11-17 10:00",
                "Break 2026-11-17 12:00",
                "Open 2026-11-17 13:00",
            ],
            Said(explained));
        Assert.Equal(
            (PromiseKind.NextUpdate, Paris("2026-11-17 14:00"), Duration.FromHours(4), true),
            (explained.Kind, explained.DueAt, explained.Counted, explained.AddsUp));
        Assert.Null(explained.Standing);
    }

    [Fact]
    public void While_it_stands_nothing_is_due_and_it_is_told_up_to_now()
    {
        var explained = Explain(
            "2026-11-17 16:00", At(ClockEventKind.Paused, "2026-11-16 11:00"))[0];

        Assert.Equal(["Open 2026-11-16 09:00", "WaitingOnCustomer 2026-11-16 11:00"], Said(explained));
        Assert.Equal(
            (null, Paris("2026-11-17 16:00"), Duration.FromHours(2), true),
            (explained.DueAt, explained.Segments[^1].Until, explained.Counted, explained.AddsUp));
        Assert.Equal(
            (Paris("2026-11-16 11:00"), PauseReason.WaitingOnCustomer),
            (explained.Standing!.Time.PausedAt, explained.Standing.Reason));
    }

    [Fact]
    public void What_lies_between_closing_and_reopening_is_a_pause()
    {
        var explained = Explain(
            "2026-11-18 10:00",
            At(ClockEventKind.Stopped, "2026-11-16 10:00"),
            At(ClockEventKind.Reopened, "2026-11-18 09:00"))[0];

        Assert.Equal("Closed 2026-11-16 10:00", Said(explained)[1]);
        Assert.Equal((Paris("2026-11-19 17:00"), true), (explained.DueAt, explained.AddsUp));
    }

    [Fact]
    public void Closing_itself_is_none() =>
        Assert.DoesNotContain(
            Explain("2026-11-18 10:00", At(ClockEventKind.Stopped, "2026-11-16 10:00"))[0].Segments,
            segment => segment.Kind == SegmentKind.Paused);

    [Fact]
    public void A_change_of_severity_that_began_it_anew_has_a_segment_of_its_own() =>
        Assert.Equal(
            ["SeverityChanged 2026-11-16 09:00", "Open 2026-11-19 09:00"],
            Said(Explain("2026-11-19 10:00", At(ClockEventKind.SeverityChanged, "2026-11-19 09:00"))[0])[..2]);

    [Fact]
    public void A_promise_stays_as_it_was_written_and_says_that_it_no_longer_adds_up()
    {
        var explained = Assert.Single(ExplainedPromise.After(
            [Started],
            new WorkClock(null, Paris("2026-11-17 17:00")),
            Target,
            PromiseScenario.Office,
            Paris("2026-11-16 10:00")));

        Assert.Equal((Paris("2026-11-17 17:00"), false), (explained.Segments[^1].Until, explained.AddsUp));
    }

    [Fact]
    public void The_segments_of_any_history_add_up_to_the_target_and_end_where_it_is_due() =>
        (from made in RandomCalendars.Definitions(NodaConstants.NanosecondsPerMinute * 5, weekly: true)
         from offset in Gen.Long[-6 * NodaConstants.NanosecondsPerDay, 6 * NodaConstants.NanosecondsPerDay]
         let start = made.Day.AtMidnight().InUtc().ToInstant() + Duration.FromNanoseconds(offset)
         from target in Targets
         from history in Histories(start)
         from after in Gen.Int[0, 3000]
         select (made.Definition, target, history, now: history[^1].At + Duration.FromMinutes(after)))
        .Sample(made => IsWhole(made.Definition.Checked(), made.target, made.history, made.now), iter: 1000);

    private static Gen<ResponseTarget> Targets =>
        from onCalendar in Gen.Bool
        from update in Gen.Int[0, 2000]
        from resolution in Gen.Int[0, 4000]
        from updatePauses in Gen.Int[0, 3].Select(state => States[state])
        from resolutionPauses in Gen.Int[0, 3].Select(state => States[state])
        select Target with
        {
            Calendar = onCalendar ? "random" : null,
            NextUpdate = Duration.FromMinutes(update),
            Resolution = Duration.FromMinutes(resolution),
            NextUpdatePauses = updatePauses,
            ResolutionPauses = resolutionPauses,
        };

    private static HashSet<WaitingState>[] States { get; } =
    [
        [], [WaitingState.WaitingOnCustomer], [WaitingState.SolutionOffered],
        [WaitingState.WaitingOnCustomer, WaitingState.SolutionOffered],
    ];

    private static ClockEvent Started { get; } = At(ClockEventKind.Started, "2026-11-16 09:00");

    /// <summary>What can happen to an incident, in an order in which it can.</summary>
    private static Gen<List<ClockEvent>> Histories(Instant start) =>
        Gen.Select(Gen.Int[0, 6], Gen.Int[1, 1500]).Array[0, 12].Select(steps =>
        {
            List<ClockEvent> history = [Started with { At = start }];
            var at = start;
            foreach (var (what, minutes) in steps)
            {
                at += Duration.FromMinutes(minutes);
                history.AddRange(Act(history[0], StateIn(history, at), what).Select(line => line with { At = at }));
            }

            return history;
        });

    private static IEnumerable<ClockEvent> Act(ClockEvent any, PauseReason? state, int what) => (what, state) switch
    {
        (_, PauseReason.Closed) => [any with { Kind = ClockEventKind.Reopened }],
        (0, _) => [any with { Kind = ClockEventKind.Updated }],
        (1, _) => [any with { Kind = ClockEventKind.Updated }, Pauses(WaitingState.WaitingOnCustomer)],
        (2, _) => [any with { Kind = ClockEventKind.Updated }, Pauses(WaitingState.SolutionOffered)],
        (3, not null) => [any with { Kind = ClockEventKind.Resumed }],
        (3 or 4, _) => [any with { Kind = ClockEventKind.SeverityChanged }],
        (5, _) => [any with { Kind = ClockEventKind.Moved }],
        _ => [any with { Kind = ClockEventKind.Stopped }],
    };

    private static ClockEvent Pauses(WaitingState state) =>
        Started with { Kind = ClockEventKind.Paused, Waiting = state };

    /// <summary>What it waits for at an instant, read from the lines one by one.</summary>
    private static PauseReason? StateIn(IEnumerable<ClockEvent> history, Instant at)
    {
        PauseReason? state = null;
        foreach (var line in history.TakeWhile(line => line.At <= at))
        {
            state = line.Kind switch
            {
                ClockEventKind.Paused when line.Waiting == WaitingState.SolutionOffered => PauseReason.SolutionOffered,
                ClockEventKind.Paused => PauseReason.WaitingOnCustomer,
                ClockEventKind.Stopped => PauseReason.Closed,
                ClockEventKind.Resumed or ClockEventKind.Reopened => null,
                _ => state,
            };
        }

        return state;
    }

    private static bool IsWhole(
        BusinessCalendar calendar, ResponseTarget target, List<ClockEvent> history, Instant now)
    {
        var promises = WorkClock.PromisesAfter(history, target, calendar);
        var explained = ExplainedPromise.After(history, null, target, calendar, now);
        return promises.Select(promise => (promise.Kind, promise.DueAt, promise.Budget))
                .SequenceEqual(explained.Select(one => (one.Kind, one.DueAt, one.Budget)))
            && explained.All(one => AddsUp(one, now) && Covers(one, now) && HasReasons(one, target, history));
    }

    private static bool AddsUp(ExplainedPromise explained, Instant now) => explained.AddsUp
        && (explained.DueAt is null
            ? explained.Standing?.Time.PausedAt <= now && explained.Counted <= explained.Budget
            : explained.Standing is null && explained.Counted == explained.Budget);

    private static bool Covers(ExplainedPromise explained, Instant now)
    {
        var at = explained.StartedAt;
        foreach (var segment in explained.Segments)
        {
            if (segment.From != at || segment.Until <= segment.From)
            {
                return false;
            }

            at = segment.Until;
        }

        return at == (explained.DueAt ?? now);
    }

    private static bool HasReasons(ExplainedPromise explained, ResponseTarget target, List<ClockEvent> history)
    {
        var pausing = explained.Kind == PromiseKind.NextUpdate ? target.NextUpdatePauses : target.ResolutionPauses;

        // The closing keeps what was due: from there on nothing pauses.
        var lines = history[^1].Kind == ClockEventKind.Stopped
            ? history.SkipLast(1).Append(history[^1] with { Kind = ClockEventKind.Resumed })
            : history;
        return explained.Segments.All(segment => segment.Kind == SegmentKind.SeverityChanged
            ? segment.Until == explained.CountsFrom
            : explained.ReasonOf(segment) == Stands(StateIn(lines, segment.From)));

        PauseReason? Stands(PauseReason? state) => state switch
        {
            PauseReason.WaitingOnCustomer when !pausing.Contains(WaitingState.WaitingOnCustomer) => null,
            PauseReason.SolutionOffered when !pausing.Contains(WaitingState.SolutionOffered) => null,
            _ => state,
        };
    }

    private static IReadOnlyList<ExplainedPromise> Explain(string now, params ClockEvent[] more) =>
        ExplainedPromise.After([Started, .. more], null, Target, PromiseScenario.Office, Paris(now));

    private static string[] Said(ExplainedPromise explained) =>
    [
        .. explained.Segments.Select(segment =>
            $"{explained.ReasonOf(segment)?.ToString() ?? segment.Kind.ToString()} "
            + $"{segment.From.InZone(PromiseScenario.Office.Zone):uuuu-MM-dd HH:mm}"),
    ];

    private static ClockEvent At(ClockEventKind kind, string wall) =>
        new(kind, Paris(wall), Severity.B, HoursOfCoverage.BusinessHours, 1);

    private static Instant Paris(string wall) => PromiseScenario.Paris(wall);
}
