using Guichet.Calendars;

namespace Guichet.Tests.Calendars;

/// <summary>The rule word for word, one step of time after another: slow, and too simple to be wrong. A step is as
/// long as the openings, instants and clock changes it is given are even.</summary>
internal sealed class SlowCalendar(CalendarDefinition definition, DateTimeZone zone, Duration step, int steps)
{
    /// <summary>The end of what it looks at.</summary>
    public Instant EndFrom(Instant start) => start + step * steps;

    /// <summary>Null where the budget, in steps, is not used up before <see cref="EndFrom"/>.</summary>
    public Instant? Due(Instant start, int budget, IReadOnlyList<Pause> pauses)
    {
        for (var i = 0; i < steps; i++)
        {
            var instant = start + step * i;
            if (!IsOpen(instant) || pauses.Any(pause => instant >= pause.PausedAt && instant < pause.ResumedAt))
            {
                continue;
            }

            if (budget == 0)
            {
                return instant;
            }

            if (--budget == 0)
            {
                return instant + step;
            }
        }

        return null;
    }

    public Duration Elapsed(Instant start, Instant end)
    {
        var count = 0;
        for (var instant = start; instant < end; instant += step)
        {
            count += IsOpen(instant) ? 1 : 0;
        }

        return step * count;
    }

    public bool IsOpen(Instant instant)
    {
        var wall = instant.InZone(zone).LocalDateTime;
        var time = wall.TimeOfDay.NanosecondOfDay;
        if (definition.ExtraOpenings.TryGetValue(wall.Date, out var extra))
        {
            return extra.Any(Contains);
        }

        return !definition.Holidays.Any(holiday =>
                holiday.Date == wall.Date && (holiday.Closed is not { } closed || Contains(closed)))
            && WeekOf(wall.Date).TryGetValue(wall.DayOfWeek, out var weekly)
            && weekly.Any(Contains);

        bool Contains(Opening opening) => time >= opening.Open && time < opening.Close;
    }

    private IReadOnlyDictionary<IsoDayOfWeek, IReadOnlyList<Opening>> WeekOf(LocalDate date) =>
        definition.Changes.Where(change => change.ValidFrom <= date).MaxBy(change => change.ValidFrom)?.Weekly
        ?? definition.Weekly;
}
