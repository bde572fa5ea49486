using Guichet.Calendars;
using NodaTime.Text;

namespace Guichet.Tests.Calendars;

/// <summary>The calendars and the short way to write times that the scenarios share.</summary>
internal static class CalendarScenario
{
    private static readonly InstantPattern Utc = InstantPattern.ExtendedIso;
    private static readonly LocalDateTimePattern Wall =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    public static IDateTimeZoneProvider Zones => DateTimeZoneProviders.Tzdb;

    /// <summary>Monday to Friday, 09:00 to 18:00 with a break at noon; Christmas 2026 off.</summary>
    public static CalendarDefinition ParisOffice { get; } = Weekdays("Europe/Paris", "09:00-12:00", "13:00-18:00") with
    {
        Holidays = [new(new(2026, 12, 25), new("Christmas", "Noël"))],
    };

    public static CalendarDefinition Weekdays(string zone, params string[] openings) =>
        On(zone, [1, 2, 3, 4, 5], openings);

    public static CalendarDefinition EveryDay(string zone, params string[] openings) =>
        On(zone, [1, 2, 3, 4, 5, 6, 7], openings);

    public static CalendarDefinition On(string zone, int[] days, params string[] openings) => new(
        "office",
        zone,
        days.ToDictionary(day => (IsoDayOfWeek)day, _ => Openings(openings)),
        [],
        new Dictionary<LocalDate, IReadOnlyList<Opening>>());

    public static IReadOnlyList<Opening> Openings(params string[] openings) => [.. openings.Select(Opening)];

    public static Opening Opening(string text)
    {
        var ends = text.Split('-');
        return Guichet.Calendars.Opening.TryParse(ends[0], ends[1]).Value;
    }

    public static CalendarDefinition Extra(
        this CalendarDefinition definition, LocalDate date, params string[] openings) =>
        definition with
        {
            ExtraOpenings = new Dictionary<LocalDate, IReadOnlyList<Opening>>(definition.ExtraOpenings)
            {
                [date] = Openings(openings),
            },
        };

    public static CalendarDefinition Holiday(
        this CalendarDefinition definition, LocalDate date, string? closed = null) =>
        definition with
        {
            Holidays = [.. definition.Holidays, new(date, new(""), closed is null ? null : Opening(closed))],
        };

    /// <summary>Other openings, Monday to Friday, from a date on.</summary>
    public static CalendarDefinition From(
        this CalendarDefinition definition, LocalDate date, params string[] openings) =>
        definition with
        {
            Changes = [.. definition.Changes, new(date, Weekdays("UTC", openings).Weekly)],
        };

    public static BusinessCalendar Checked(this CalendarDefinition definition) =>
        BusinessCalendar.Create(definition, Zones).Value;

    public static Instant At(string utc) => Utc.Parse(utc).Value;

    /// <summary>An unambiguous wall time of the calendar's zone.</summary>
    public static Instant On(this BusinessCalendar calendar, string wall) =>
        calendar.Zone.AtStrictly(Wall.Parse(wall).Value).ToInstant();

    public static string WallDue(this BusinessCalendar calendar, string start, double hours, params Pause[] pauses) =>
        Wall.Format(calendar.Due(calendar.On(start), Duration.FromHours(hours), pauses).Value
            .InZone(calendar.Zone).LocalDateTime);

    public static double Hours(this BusinessCalendar calendar, string start, string end) =>
        calendar.Elapsed(calendar.On(start), calendar.On(end)).Value.TotalHours;
}
