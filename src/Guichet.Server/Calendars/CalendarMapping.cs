using Guichet.Calendars;
using Guichet.Client.Calendars;
using Guichet.Server.Policies;
using Wire = Guichet.Client.Calendars;

namespace Guichet.Server.Calendars;

/// <summary>Calendars as the API and the desk show them, and back.</summary>
internal static class CalendarMapping
{
    private static readonly IsoDayOfWeek[] Days = [.. Enumerable.Range(1, 7).Select(day => (IsoDayOfWeek)day)];

    public static IReadOnlyList<CalendarView> Calendars(this PolicyInForce policy) =>
        [.. policy.Policy.Calendars.Select(calendar => calendar.View(policy.Version))];

    public static HolidayEntry View(this Holiday holiday) => new()
    {
        Date = holiday.Date.ToDateOnly(),
        NameEnglish = holiday.Name.English,
        NameFrench = holiday.Name.French.Length == 0 ? null : holiday.Name.French,
        Closed = holiday.Closed?.ToString(),
    };

    /// <summary>Refused: <c>calendar.time-unreadable</c> with the <c>day</c>.</summary>
    public static Result<Dictionary<IsoDayOfWeek, IReadOnlyList<Opening>>> ToRule(this WeeklyHours hours)
    {
        var weekly = new Dictionary<IsoDayOfWeek, IReadOnlyList<Opening>>();
        foreach (var day in Days)
        {
            if (!ReadOpenings(hours.Of(day)).Succeeded(out var openings, out var refusal))
            {
                return refusal.With("day", day.ToString().ToLowerInvariant());
            }

            if (openings.Count > 0)
            {
                weekly[day] = openings;
            }
        }

        return weekly;
    }

    /// <summary>Refused: <c>calendar.time-unreadable</c>.</summary>
    public static Result<Holiday> ToRule(this HolidayEntry entry)
    {
        var date = LocalDate.FromDateOnly(entry.Date!.Value);
        var name = new LocalizedText(entry.NameEnglish.Trim(), entry.NameFrench?.Trim() ?? "");
        if (string.IsNullOrWhiteSpace(entry.Closed))
        {
            return new Holiday(date, name);
        }

        return ReadOpening(entry.Closed).Succeeded(out var closed, out var refusal)
            ? new Holiday(date, name, closed)
            : refusal;
    }

    /// <summary>Refused: <c>calendar.time-unreadable</c>.</summary>
    public static Result<List<Opening>> ReadOpenings(IEnumerable<string> texts)
    {
        var openings = new List<Opening>();
        foreach (var text in texts)
        {
            if (!ReadOpening(text).Succeeded(out var opening, out var refusal))
            {
                return refusal;
            }

            openings.Add(opening);
        }

        return openings;
    }

    /// <summary>The parts of <c>09:00-12:00, 13:00-18:00</c>.</summary>
    public static IReadOnlyList<string> Split(string? written) =>
        (written ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static IReadOnlyList<string> Of(this WeeklyHours hours, IsoDayOfWeek day) => day switch
    {
        IsoDayOfWeek.Monday => hours.Monday,
        IsoDayOfWeek.Tuesday => hours.Tuesday,
        IsoDayOfWeek.Wednesday => hours.Wednesday,
        IsoDayOfWeek.Thursday => hours.Thursday,
        IsoDayOfWeek.Friday => hours.Friday,
        IsoDayOfWeek.Saturday => hours.Saturday,
        _ => hours.Sunday,
    };

    private static CalendarView View(this CalendarDefinition calendar, int version) => new(
        calendar.Key,
        calendar.ShownName.English,
        calendar.ShownName.In("fr"),
        calendar.TimeZone,
        View(calendar.Weekly),
        [.. calendar.Changes.OrderBy(change => change.ValidFrom)
            .Select(change => new HoursChangeView(change.ValidFrom.ToDateOnly(), View(change.Weekly)))],
        [.. calendar.Holidays.Select(View)],
        [.. calendar.ExtraOpenings.OrderBy(extra => extra.Key).Select(extra =>
            new Wire.ExtraOpenings { Date = extra.Key.ToDateOnly(), Openings = Texts(extra.Value) })],
        version);

    private static WeeklyHours View(IReadOnlyDictionary<IsoDayOfWeek, IReadOnlyList<Opening>> weekly)
    {
        return new()
        {
            Monday = On(IsoDayOfWeek.Monday),
            Tuesday = On(IsoDayOfWeek.Tuesday),
            Wednesday = On(IsoDayOfWeek.Wednesday),
            Thursday = On(IsoDayOfWeek.Thursday),
            Friday = On(IsoDayOfWeek.Friday),
            Saturday = On(IsoDayOfWeek.Saturday),
            Sunday = On(IsoDayOfWeek.Sunday),
        };

        IReadOnlyList<string> On(IsoDayOfWeek day) => Texts(weekly.GetValueOrDefault(day) ?? []);
    }

    private static IReadOnlyList<string> Texts(IReadOnlyList<Opening> openings) =>
        [.. openings.Select(opening => opening.ToString())];

    /// <summary>The policy writes whole seconds.</summary>
    private static Result<Opening> ReadOpening(string text) =>
        text.Replace('–', '-').Split('-', StringSplitOptions.TrimEntries) is
            [{ Length: <= 8 } open, { Length: <= 8 } close]
            ? Opening.TryParse(open, close)
            : new Refusal("calendar.time-unreadable", $"'{text}' is not an opening: write it as 09:00-12:30.")
                .With("text", text);
}
