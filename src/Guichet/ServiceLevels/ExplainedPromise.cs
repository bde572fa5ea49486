using Guichet.Calendars;

namespace Guichet.ServiceLevels;

/// <summary>How the due instant of a first response came about (R6 to R8).</summary>
/// <param name="Clock">The promise.</param>
/// <param name="CountsFrom">From when its budget runs: the submission, or a change of severity that began it anew.
/// </param>
/// <param name="Segments">They cover the time from the submission to the due instant once, in order.</param>
public sealed record ExplainedPromise(ResponseClock Clock, Instant CountsFrom, IReadOnlyList<TimeSegment> Segments)
{
    /// <summary>Instants are stored to the microsecond.</summary>
    private static readonly Duration Precision = Duration.FromNanoseconds(1000);

    /// <summary>What the segments count.</summary>
    public Duration Counted => Segments.Aggregate(Duration.Zero, (sum, segment) => sum + segment.Counted);

    /// <summary>Whether that is the budget. It is, unless the calendar's time zone has changed since the promise was
    /// made: the promise stays then.</summary>
    public bool AddsUp => IsNear(Counted - Clock.Budget);

    /// <summary>Explains a promise that was made.</summary>
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
        var segments = DeadlineExplanation.Between(calendar, from, clock.DueAt, []);
        return new(clock, from, from == clock.StartedAt
            ? segments
            : [new TimeSegment(clock.StartedAt, from, SegmentKind.SeverityChanged), .. segments]);
    }

    private static bool IsNear(Duration difference) => difference < Precision && difference > -Precision;
}
