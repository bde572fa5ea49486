using NodaTime.Text;

namespace Guichet.Calendars;

/// <summary>What a vendor may write in a <see cref="CalendarDefinition"/>, and the hours it amounts to.</summary>
internal static class CalendarChecks
{
    private static readonly LocalDate Epoch = new(1970, 1, 1);

    /// <summary>The first mistake in the definition; null where there is none. Whether it ever opens is not looked
    /// at.</summary>
    public static Refusal? MistakeIn(CalendarDefinition definition)
    {
        var mistake = definition.Weekly
            .OrderBy(day => day.Key)
            .Select(day => MistakeIn(day.Value, day.Key.ToString().ToLowerInvariant()))
            .Concat(definition.ExtraOpenings
                .OrderBy(date => date.Key)
                .Select(date => MistakeOn(date.Key) ?? MistakeIn(date.Value, Text(date.Key))))
            .Concat(definition.Holidays
                .Select(holiday => MistakeOn(holiday.Date)
                    ?? (holiday.Closed is { } closed ? MistakeIn([closed], Text(holiday.Date)) : null)))
            .FirstOrDefault(refusal => refusal is not null);
        return mistake?.With("calendar", definition.Key);
    }

    /// <summary>The hours of a definition without mistakes.</summary>
    public static WorkingHours HoursOf(CalendarDefinition definition)
    {
        var week = new DayHours[7];
        for (var day = 0; day < 7; day++)
        {
            var written = definition.Weekly.TryGetValue((IsoDayOfWeek)(day + 1), out var openings) ? openings : [];
            week[day] = DayHours.Of(written);
        }

        var special = new SortedDictionary<int, DayHours>();
        foreach (var holiday in definition.Holidays)
        {
            var day = Period.DaysBetween(Epoch, holiday.Date);
            var hours = special.TryGetValue(day, out var left) ? left : week[(int)holiday.Date.DayOfWeek - 1];
            special[day] = holiday.Closed is { } closed ? hours.Without(closed) : DayHours.Closed;
        }

        foreach (var (date, openings) in definition.ExtraOpenings)
        {
            special[Period.DaysBetween(Epoch, date)] = DayHours.Of(openings);
        }

        return new(week, special);
    }

    private static Refusal? MistakeOn(LocalDate date) =>
        date >= BusinessCalendar.FirstDate && date <= BusinessCalendar.LastDate
            ? null
            : new Refusal("calendar.out-of-range", $"A calendar knows 1900 to 2149; {Text(date)} is not in it.")
                .With("date", date);

    private static Refusal? MistakeIn(IReadOnlyList<Opening> openings, string day)
    {
        foreach (var opening in openings)
        {
            if (MistakeIn(opening) is { } mistake)
            {
                return mistake.With("day", day).With("open", opening.OpenText).With("close", opening.CloseText);
            }
        }

        var sorted = openings.OrderBy(opening => opening.Open).ToArray();
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i].Open < sorted[i - 1].Close)
            {
                return new Refusal(
                        "calendar.openings-overlap",
                        $"On {day}, {sorted[i]} begins before {sorted[i - 1]} has ended; touching is allowed.")
                    .With("day", day)
                    .With("first", sorted[i - 1].ToString())
                    .With("second", sorted[i].ToString());
            }
        }

        return null;
    }

    private static Refusal? MistakeIn(Opening opening) => opening switch
    {
        _ when opening.Open == opening.Close =>
            new("calendar.opening-empty", $"The opening {opening} has no length; leave it out."),
        _ when opening.Close < opening.Open => new(
            "calendar.opening-backwards",
            $"The opening {opening} ends before it begins. Hours through midnight are two openings: "
            + "22:00 to 06:00 is 22:00-24:00 on one day and 00:00-06:00 on the next."),
        _ when opening.Open < 0 || opening.Close > NodaConstants.NanosecondsPerDay =>
            new("calendar.opening-outside-day", $"The opening {opening} is not between 00:00 and 24:00."),
        _ => null,
    };

    private static string Text(LocalDate date) => LocalDatePattern.Iso.Format(date);
}
