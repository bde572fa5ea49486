namespace Guichet.Calendars;

/// <summary>A date of a calendar, as a person looks at it.</summary>
/// <param name="Date">In the calendar's time zone.</param>
/// <param name="Openings">When it is open in the end, by the wall clock; empty: closed.</param>
/// <param name="Holidays">Those of the date.</param>
/// <param name="IsExtra">Whether the date has openings of its own, which win.</param>
/// <param name="ChangesHours">Whether other weekly hours hold from this date on.</param>
/// <param name="ClockChange">By how much the clocks go forward on it, below zero back; zero: not at all.</param>
public sealed record CalendarDay(
    LocalDate Date,
    IReadOnlyList<Opening> Openings,
    IReadOnlyList<Holiday> Holidays,
    bool IsExtra,
    bool ChangesHours,
    Duration ClockChange)
{
    /// <summary>The date in that calendar.</summary>
    public static CalendarDay Of(BusinessCalendar calendar, LocalDate date)
    {
        var (definition, zone) = (calendar.Definition, calendar.Zone);
        var (start, end) = (zone.AtStartOfDay(date).ToInstant(), zone.AtStartOfDay(date.PlusDays(1)).ToInstant());
        return new(
            date,
            [
                .. DeadlineExplanation.Between(calendar, start, end, [])
                    .Where(segment => segment.Kind == SegmentKind.Open)
                    .Select(segment => new Opening(
                        TimeOf(segment.From), segment.Until == end ? Opening.AllDay.Close : TimeOf(segment.Until))),
            ],
            [.. definition.Holidays.Where(holiday => holiday.Date == date)],
            definition.ExtraOpenings.ContainsKey(date),
            definition.Changes.Any(change => change.ValidFrom == date),
            Duration.FromSeconds(zone.GetUtcOffset(end).Seconds - zone.GetUtcOffset(start).Seconds));

        long TimeOf(Instant instant) => instant.InZone(zone).TimeOfDay.NanosecondOfDay;
    }
}
