using Guichet.Calendars;

namespace Guichet.ServiceLevels;

/// <summary>An alarm of one clock.</summary>
/// <param name="Alarm">What the policy says.</param>
/// <param name="At">When it goes off.</param>
/// <param name="Promise">What it is about.</param>
public sealed record PlannedAlarm(Alarm Alarm, Instant At, RunningPromise Promise)
{
    /// <summary>What tells it from the others of its incident.</summary>
    public AlarmKey Key => new(Promise.Kind, Promise.Mark, Alarm.At);
}

/// <summary>Tells an alarm from the others of its incident: it goes off once.</summary>
/// <param name="Kind">What is promised.</param>
/// <param name="Mark">Which promise, by its <see cref="RunningPromise.Mark"/>.</param>
/// <param name="At">Where on its way.</param>
public readonly record struct AlarmKey(PromiseKind Kind, Instant Mark, AlarmPoint At);

/// <summary>When the alarms of a policy go off on a clock. Shares are shares of the time that the target counts, so
/// that half of eight business hours is four business hours.</summary>
public static class AlarmSchedule
{
    /// <summary>The alarms of the promises in the order in which they go off; none of one that stands. An alarm whose
    /// instant lies beyond what the calendar can reckon is left out.</summary>
    /// <param name="promises">Those that run.</param>
    /// <param name="alarms">Those of the policy version that the promises were made under.</param>
    public static IReadOnlyList<PlannedAlarm> Of(IEnumerable<RunningPromise> promises, IReadOnlyList<Alarm> alarms)
    {
        var planned = new List<PlannedAlarm>(alarms.Count);
        foreach (var promise in promises)
        {
            foreach (var alarm in alarms)
            {
                if (alarm.Promise == promise.Kind
                    && alarm.Severities.Contains(promise.Severity)
                    && promise.InstantOf(alarm.At) is { } at)
                {
                    planned.Add(new PlannedAlarm(alarm, at, promise));
                }
            }
        }

        return [.. planned.OrderBy(one => one.At)];
    }

    /// <summary>The same for a first response alone; none once it was given.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="alarms">Those of the policy version that the clock was started under.</param>
    /// <param name="calendar">The clock's calendar of that version; not looked at where it runs day and night.</param>
    public static IReadOnlyList<PlannedAlarm> Of(
        ResponseClock clock, IReadOnlyList<Alarm> alarms, BusinessCalendar? calendar) =>
        Of(RunningPromise.Of(clock, calendar) is { } promise ? [promise] : [], alarms);

    /// <summary>When the first of the alarms that have not gone off yet does; null where none is left.</summary>
    /// <param name="planned">The alarms of an incident, in their order.</param>
    /// <param name="gone">Those that have gone off.</param>
    public static Instant? Next(IReadOnlyList<PlannedAlarm> planned, IReadOnlySet<AlarmKey> gone) =>
        planned.FirstOrDefault(alarm => !gone.Contains(alarm.Key))?.At;
}
