using Guichet.Calendars;

namespace Guichet.ServiceLevels;

/// <summary>How the due instant of a promise came about (R6 to R8).</summary>
/// <param name="Kind">What is promised.</param>
/// <param name="StartedAt">The submission; of a next update the message of the vendor's that it counts from.</param>
/// <param name="CountsFrom">From when its budget runs: its start, or a change of severity that began it anew.</param>
/// <param name="Budget">The time promised.</param>
/// <param name="DueAt">When it is due, as it was promised; null while it stands.</param>
/// <param name="Segments">They cover the time from the start to the due instant once, in order; of a promise that
/// stands, to the instant at which it is explained.</param>
public sealed record ExplainedPromise(
    PromiseKind Kind,
    Instant StartedAt,
    Instant CountsFrom,
    Duration Budget,
    Instant? DueAt,
    IReadOnlyList<TimeSegment> Segments)
{
    /// <summary>Instants are stored to the microsecond.</summary>
    private static readonly Duration Precision = Duration.FromNanoseconds(1000);

    /// <summary>When it stood, and why; the last one may last.</summary>
    public IReadOnlyList<ClockPause> Pauses { get; init; } = [];

    /// <summary>What the segments count.</summary>
    public Duration Counted => Segments.Aggregate(Duration.Zero, (sum, segment) => sum + segment.Counted);

    /// <summary>Whether that is the budget, or within it while nothing is due. It is, unless the calendar's time zone
    /// has changed since the promise was made: the promise stays then.</summary>
    public bool AddsUp => DueAt is null ? Counted < Budget + Precision : IsNear(Counted - Budget);

    /// <summary>The pause that lasts; null where it runs, or has run out.</summary>
    public ClockPause? Standing => DueAt is null && Pauses is [.., { Time.ResumedAt: null } last] ? last : null;

    /// <summary>Why it stood in that segment; null where it did not.</summary>
    public PauseReason? ReasonOf(TimeSegment segment) => segment.Kind == SegmentKind.Paused
        ? Pauses.LastOrDefault(pause => pause.Time.PausedAt <= segment.From)?.Reason
        : null;

    /// <summary>Explains the promise of a first response that was made.</summary>
    /// <param name="clock">The promise.</param>
    /// <param name="calendar">The calendar that it was made with; for one that runs day and night
    /// <see cref="BusinessCalendar.AroundTheClock"/>.</param>
    /// <param name="severityChanges">When the severity changed, in any order.</param>
    public static ExplainedPromise Of(
        ResponseClock clock, BusinessCalendar calendar, IReadOnlyList<Instant> severityChanges)
    {
        var from = severityChanges
            .Where(at => at > clock.StartedAt && at <= clock.DueAt)
            .OrderDescending()
            .Prepend(clock.StartedAt)
            .Where(at => calendar.Due(at, clock.Budget).Succeeded(out var due, out _) && IsNear(due - clock.DueAt))
            .FirstOrDefault(clock.StartedAt);
        return new(
            PromiseKind.FirstResponse,
            clock.StartedAt,
            from,
            clock.Budget,
            clock.DueAt,
            [.. BeforeAnew(clock.StartedAt, from), .. DeadlineExplanation.Between(calendar, from, clock.DueAt, [])]);
    }

    /// <summary>Explains what else is promised after the last line of a history: the next update and the resolution,
    /// as far as <see cref="WorkClock.PromisesAfter"/> knows them.</summary>
    /// <param name="history">In its order, from <see cref="ClockEventKind.Started"/> on.</param>
    /// <param name="written">What was due after its last line, as it was written then; null: what is due now.</param>
    /// <param name="target">The target that holds after the last line; null: nothing is promised.</param>
    /// <param name="calendar">That target's calendar; not looked at where it runs on the clock.</param>
    /// <param name="now">Up to which a promise that stands is told; not before the last line.</param>
    public static IReadOnlyList<ExplainedPromise> After(
        IReadOnlyList<ClockEvent> history,
        WorkClock? written,
        ResponseTarget? target,
        BusinessCalendar? calendar,
        Instant now) =>
        [.. WorkClock.PromisesAfter(history, target, calendar).Select(promise => Of(
            promise, history, target!, written is null ? promise.DueAt : written.DueOf(promise.Kind), now))];

    private static ExplainedPromise Of(
        RunningPromise promise, IReadOnlyList<ClockEvent> history, ResponseTarget target, Instant? dueAt, Instant now)
    {
        var (start, pausing) = promise.Kind == PromiseKind.NextUpdate
            ? (history.Last(line => line.Kind == ClockEventKind.Updated).At, target.NextUpdatePauses)
            : (history[0].At, target.ResolutionPauses);

        // The closing is no pause of the resolution, which keeps its due instant.
        List<ClockPause> pauses = [.. ClockPause.In(history, pausing).Take(promise.Pauses.Count)];
        return new(
            promise.Kind,
            start,
            promise.CountsFrom,
            promise.Budget,
            dueAt,
            [
                .. BeforeAnew(start, promise.CountsFrom),
                .. Between(promise.Calendar!, promise.CountsFrom, dueAt ?? now, pauses),
            ])
        {
            Pauses = pauses,
        };
    }

    private static IEnumerable<TimeSegment> BeforeAnew(Instant start, Instant from) =>
        from == start ? [] : [new TimeSegment(start, from, SegmentKind.SeverityChanged)];

    /// <summary>The segments of <c>[from, end)</c>, pauses for other reasons apart.</summary>
    private static IEnumerable<TimeSegment> Between(
        BusinessCalendar calendar, Instant from, Instant end, IReadOnlyList<ClockPause> pauses)
    {
        var at = from;
        foreach (var pause in pauses)
        {
            var paused = Instant.Max(pause.Time.PausedAt, at);
            var resumed = Instant.Min(pause.Time.ResumedAt ?? end, end);
            if (paused >= resumed)
            {
                continue;
            }

            foreach (var segment in DeadlineExplanation.Between(calendar, at, paused, []))
            {
                yield return segment;
            }

            yield return new(paused, resumed, SegmentKind.Paused);
            at = resumed;
        }

        foreach (var segment in DeadlineExplanation.Between(calendar, at, end, []))
        {
            yield return segment;
        }
    }

    private static bool IsNear(Duration difference) => difference < Precision && difference > -Precision;
}
