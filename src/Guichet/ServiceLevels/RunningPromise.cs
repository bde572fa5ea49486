using Guichet.Calendars;
using Guichet.Plans;

namespace Guichet.ServiceLevels;

/// <summary>A promise whose time runs: which, from when, for how long, and what of that does not count.</summary>
/// <param name="Kind">What is promised.</param>
/// <param name="Severity">The severity that it is promised for.</param>
/// <param name="CountsFrom">From when its budget runs.</param>
/// <param name="Budget">The time promised.</param>
/// <param name="Calendar">What its time is counted on; null where its calendar is not known any more.</param>
/// <param name="Pauses">When it stood; the last one may last.</param>
/// <param name="Mark">Tells it from every other promise of its kind on the incident: when it would be due, had it never
/// stood.</param>
/// <param name="DueAt">When it is due; null while it stands.</param>
public sealed record RunningPromise(
    PromiseKind Kind,
    Severity Severity,
    Instant CountsFrom,
    Duration Budget,
    BusinessCalendar? Calendar,
    IReadOnlyList<Pause> Pauses,
    Instant Mark,
    Instant? DueAt)
{
    /// <summary>The first response of a clock; null once it was given.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="calendar">Its calendar; not looked at where it runs day and night.</param>
    public static RunningPromise? Of(ResponseClock clock, BusinessCalendar? calendar) => clock.RespondedAt is not null
        ? null
        : new RunningPromise(
            PromiseKind.FirstResponse,
            clock.Severity,
            clock.RestartedAt ?? clock.StartedAt,
            clock.Budget,
            clock.Calendar is null ? BusinessCalendar.AroundTheClock
                : calendar?.Key == clock.Calendar ? calendar
                : null,
            [],
            clock.DueAt,
            clock.DueAt);

    /// <summary>When so much of its time has passed; null while it stands, and beyond what the calendar can reckon.
    /// </summary>
    public Instant? InstantOf(AlarmPoint point) =>
        DueAt is null || point == AlarmPoint.Due ? DueAt
        : Calendar is not null && Calendar.Due(CountsFrom, point.Of(Budget), Pauses).Succeeded(out var at, out _) ? at
        : null;
}
