using NodaTime.Text;

namespace Guichet.Calendars;

/// <summary>What an administrator changes of a calendar, one thing at a time. Whether the outcome makes sense is for
/// <see cref="BusinessCalendar.Create"/> to say.</summary>
public static class CalendarChanges
{
    /// <summary>Other weekly hours.</summary>
    /// <param name="calendar">The calendar.</param>
    /// <param name="validFrom">The first day on which they hold, until the next change; null: those that hold before
    /// the first change.</param>
    /// <param name="weekly">All of them; a day that is missing is closed.</param>
    public static CalendarDefinition WithHours(
        this CalendarDefinition calendar,
        LocalDate? validFrom,
        IReadOnlyDictionary<IsoDayOfWeek, IReadOnlyList<Opening>> weekly) => validFrom is { } date
        ? calendar with
        {
            Changes =
            [
                .. calendar.Changes.Where(change => change.ValidFrom != date)
                    .Append(new HoursChange(date, weekly))
                    .OrderBy(change => change.ValidFrom),
            ],
        }
        : calendar with { Weekly = weekly };

    /// <summary>Without the change of hours on a day. Refused: <c>calendar.nothing-there</c>.</summary>
    public static Result<CalendarDefinition> WithoutHoursFrom(this CalendarDefinition calendar, LocalDate date) =>
        calendar.Changes.Any(change => change.ValidFrom == date)
            ? calendar with { Changes = [.. calendar.Changes.Where(change => change.ValidFrom != date)] }
            : NothingOn(date);

    /// <summary>With holidays, which replace those of their days.</summary>
    public static CalendarDefinition WithHolidays(
        this CalendarDefinition calendar, IReadOnlyCollection<Holiday> holidays)
    {
        var days = holidays.Select(holiday => holiday.Date).ToHashSet();
        var all = calendar.Holidays.Where(holiday => !days.Contains(holiday.Date)).ToList();
        foreach (var holiday in holidays.OrderBy(holiday => holiday.Date))
        {
            var next = all.FindIndex(other => other.Date > holiday.Date);
            all.Insert(next < 0 ? all.Count : next, holiday);
        }

        return calendar with { Holidays = all };
    }

    /// <summary>Without the holidays of a day. Refused: <c>calendar.nothing-there</c>.</summary>
    public static Result<CalendarDefinition> WithoutHolidaysOn(this CalendarDefinition calendar, LocalDate date) =>
        calendar.Holidays.Any(holiday => holiday.Date == date)
            ? calendar with { Holidays = [.. calendar.Holidays.Where(holiday => holiday.Date != date)] }
            : NothingOn(date);

    /// <summary>With openings on a date, instead of its hours; none: it stays closed.</summary>
    public static CalendarDefinition WithExtraOpenings(
        this CalendarDefinition calendar, LocalDate date, IReadOnlyList<Opening> openings) => calendar with
        {
            ExtraOpenings = new Dictionary<LocalDate, IReadOnlyList<Opening>>(calendar.ExtraOpenings)
            {
                [date] = openings,
            },
        };

    /// <summary>Without the openings of a date. Refused: <c>calendar.nothing-there</c>.</summary>
    public static Result<CalendarDefinition> WithoutExtraOpeningsOn(
        this CalendarDefinition calendar, LocalDate date) => calendar.ExtraOpenings.ContainsKey(date)
        ? calendar with
        {
            ExtraOpenings = calendar.ExtraOpenings.Where(extra => extra.Key != date)
                .ToDictionary(extra => extra.Key, extra => extra.Value),
        }
        : NothingOn(date);

    private static Refusal NothingOn(LocalDate date) =>
        new Refusal("calendar.nothing-there", $"There is nothing to remove on {LocalDatePattern.Iso.Format(date)}.")
            .With("date", date);
}
