using Guichet.Calendars;

namespace Guichet.ServiceLevels;

/// <summary>An alarm of one clock.</summary>
/// <param name="Alarm">What the policy says.</param>
/// <param name="At">When it goes off.</param>
public sealed record PlannedAlarm(Alarm Alarm, Instant At);

/// <summary>When the alarms of a policy go off on a clock. Shares are shares of the time that the target counts, so
/// that half of eight business hours is four business hours.</summary>
public static class AlarmSchedule
{
    /// <summary>The alarms of a running clock in the order in which they go off; none of one that was responded to. An
    /// alarm whose instant lies beyond what the calendar can reckon is left out.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="alarms">Those of the policy version that the clock was started under.</param>
    /// <param name="calendar">The clock's calendar of that version; not looked at where it runs on the clock.</param>
    public static IReadOnlyList<PlannedAlarm> Of(
        ResponseClock clock, IReadOnlyList<Alarm> alarms, BusinessCalendar? calendar)
    {
        if (clock.RespondedAt is not null)
        {
            return [];
        }

        var planned = new List<PlannedAlarm>(alarms.Count);
        foreach (var alarm in alarms)
        {
            if (alarm.Severities.Contains(clock.Severity) && InstantOf(alarm.At, clock, calendar) is { } at)
            {
                planned.Add(new PlannedAlarm(alarm, at));
            }
        }

        return [.. planned.OrderBy(one => one.At)];
    }

    /// <summary>When the first of the alarms that have not gone off yet does; null where none is left.</summary>
    /// <param name="planned">The alarms of a clock, in their order.</param>
    /// <param name="gone">The points at which alarms of this promise have gone off.</param>
    public static Instant? Next(IReadOnlyList<PlannedAlarm> planned, IReadOnlySet<AlarmPoint> gone)
    {
        foreach (var alarm in planned)
        {
            if (!gone.Contains(alarm.Alarm.At))
            {
                return alarm.At;
            }
        }

        return null;
    }

    private static Instant? InstantOf(AlarmPoint point, ResponseClock clock, BusinessCalendar? calendar)
    {
        if (point == AlarmPoint.Due)
        {
            return clock.DueAt;
        }

        var (start, spent) = (clock.RestartedAt ?? clock.StartedAt, point.Of(clock.Budget));
        if (clock.Calendar is null)
        {
            return start + spent;
        }

        return calendar?.Key == clock.Calendar && calendar.Due(start, spent).Succeeded(out var at, out _) ? at : null;
    }
}
