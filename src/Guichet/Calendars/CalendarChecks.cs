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
        var mistake = MistakesIn(definition.Weekly)
            .Concat(MistakesIn(definition.Changes))
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
    public static DatedHours HoursOf(CalendarDefinition definition)
    {
        var special = new SortedDictionary<int, DayHours>();
        foreach (var holiday in definition.Holidays)
        {
            var day = Day(holiday.Date);
            var hours = special.TryGetValue(day, out var left) ? left : DayHours.Of(definition.WeeklyOn(holiday.Date));
            special[day] = holiday.Closed is { } closed ? hours.Without(closed) : DayHours.Closed;
        }

        foreach (var (date, openings) in definition.ExtraOpenings)
        {
            special[Day(date)] = DayHours.Of(openings);
        }

        var changes = definition.Changes.OrderBy(change => change.ValidFrom).ToArray();
        var weeks = changes.Select(change => change.Weekly).Prepend(definition.Weekly).Select(WeekOf);
        return new([.. weeks], [.. changes.Select(change => Day(change.ValidFrom))], special);
    }

    private static int Day(LocalDate date) => Period.DaysBetween(Epoch, date);

    private static DayHours[] WeekOf(IReadOnlyDictionary<IsoDayOfWeek, IReadOnlyList<Opening>> weekly) =>
    [
        .. Enumerable.Range(1, 7).Select(day =>
            DayHours.Of(weekly.TryGetValue((IsoDayOfWeek)day, out var openings) ? openings : [])),
    ];

    private static IEnumerable<Refusal?> MistakesIn(
        IReadOnlyDictionary<IsoDayOfWeek, IReadOnlyList<Opening>> weekly) => weekly
        .OrderBy(day => day.Key)
        .Select(day => MistakeIn(day.Value, day.Key.ToString().ToLowerInvariant()));

    private static IEnumerable<Refusal?> MistakesIn(IReadOnlyList<HoursChange> changes)
    {
        var seen = new HashSet<LocalDate>();
        foreach (var change in changes)
        {
            yield return MistakeOn(change.ValidFrom);
            yield return seen.Add(change.ValidFrom)
                ? null
                : new Refusal(
                        "calendar.change-duplicate",
                        $"Two changes of hours are valid from {Text(change.ValidFrom)}; keep one.")
                    .With("date", change.ValidFrom);
            foreach (var mistake in MistakesIn(change.Weekly))
            {
                yield return mistake?.With("validFrom", change.ValidFrom);
            }
        }
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
