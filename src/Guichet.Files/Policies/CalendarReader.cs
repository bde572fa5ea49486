using Guichet.Calendars;
using Guichet.Files.Syntax;

namespace Guichet.Files.Policies;

/// <summary>Reads the business calendars of a policy.</summary>
internal sealed class CalendarReader(MistakeLog mistakes, PolicyKeys keys, Instant? appliedAt)
{
    private const int FirstYear = 1900;
    private const int LastYear = 2149;

    public CalendarDefinition Read(Node node)
    {
        var section = new Section(node, mistakes, PolicySchema.Calendar.Keys);
        var before = mistakes.Count;
        var calendar = new CalendarDefinition(
            keys.Declared(section),
            ReadZone(section, mistakes),
            ReadWeekly(section),
            ReadHolidays(section),
            ReadExtraOpenings(section))
        {
            Name = Texts.Optional(section, "name"),
            Changes = ReadChanges(section),
        };
        if (mistakes.Count == before && RefusalOf(calendar) is { } refusal)
        {
            mistakes.Add(node, refusal.Code, refusal.Message);
        }

        return calendar;
    }

    private Refusal? RefusalOf(CalendarDefinition definition) =>
        BusinessCalendar.Create(definition, DateTimeZoneProviders.Tzdb).Succeeded(out var calendar, out var refusal)
        && appliedAt is { } start
            ? calendar.Due(start, Duration.Zero).Refusal
            : refusal;

    /// <summary>A time zone that has to be there, by its IANA name.</summary>
    public static string ReadZone(Section section, MistakeLog mistakes)
    {
        var name = section.Text("timeZone");
        if (name.Length > 0 && DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is null)
        {
            mistakes.Add(section.Place("timeZone"), "calendar.unknown-zone",
                $"There is no time zone '{name}'.{NearestWord.Suggest(name, DateTimeZoneProviders.Tzdb.Ids)}");
        }

        return name;
    }

    private Dictionary<IsoDayOfWeek, IReadOnlyList<Opening>> ReadWeekly(Section calendar)
    {
        var weekly = new Dictionary<IsoDayOfWeek, IReadOnlyList<Opening>>();
        if (calendar.Require("weekly") is not { } node)
        {
            return weekly;
        }

        var section = new Section(node, mistakes, [.. PolicyWords.Days.All]);
        foreach (var word in PolicyWords.Days.All)
        {
            var openings = ReadOpenings(section, word);
            if (openings.Count > 0)
            {
                weekly[PolicyWords.Days.Find(word)!.Value] = openings;
            }
        }

        return weekly;
    }

    private List<HoursChange> ReadChanges(Section calendar)
    {
        var changes = new List<HoursChange>();
        foreach (var item in calendar.Items("changes"))
        {
            var section = new Section(item, mistakes, "validFrom", "weekly");
            var date = section.Date("validFrom");
            CheckRange(section.Place("validFrom"), date);
            if (changes.Exists(change => change.ValidFrom == date))
            {
                mistakes.Add(section.Place("validFrom"), "calendar.change-duplicate",
                    "Another change of hours is valid from that day; keep one.");
            }

            changes.Add(new HoursChange(date, ReadWeekly(section)));
        }

        return changes;
    }

    private List<Holiday> ReadHolidays(Section calendar)
    {
        var holidays = new List<Holiday>();
        foreach (var item in calendar.Items("holidays"))
        {
            var section = new Section(item, mistakes, "date", "name", "closed");
            var closed = section.Find("closed") is { } part && section.TextOf(part) is { } text
                ? ReadOpening(part, text)
                : null;
            var date = section.Date("date");
            CheckRange(section.Place("date"), date);
            holidays.Add(new Holiday(date, Texts.Optional(section, "name"), closed));
        }

        return holidays;
    }

    private Dictionary<LocalDate, IReadOnlyList<Opening>> ReadExtraOpenings(Section calendar)
    {
        var extra = new Dictionary<LocalDate, IReadOnlyList<Opening>>();
        if (calendar.Find("extraOpenings") is not { } node)
        {
            return extra;
        }

        var section = new Section(node, mistakes);
        foreach (var (key, _) in (node as Mapping)?.Entries ?? [])
        {
            if (section.DateOf(key, key.Text) is { } date)
            {
                CheckRange(key, date);
                extra[date] = ReadOpenings(section, key.Text);
            }
        }

        return extra;
    }

    private List<Opening> ReadOpenings(Section section, string key)
    {
        var openings = new List<Opening>();
        foreach (var item in section.TextItems(key))
        {
            if (ReadOpening(item, item.Text) is not { } opening)
            {
                continue;
            }

            if (openings.Exists(other => opening.Open < other.Close && other.Open < opening.Close))
            {
                mistakes.Add(item, "calendar.openings-overlap",
                    $"The opening '{item.Text}' overlaps another of its day.");
            }

            openings.Add(opening);
        }

        return openings;
    }

    private Opening? ReadOpening(Node at, string text)
    {
        if (WrittenForms.ReadOpening(text) is not { } opening)
        {
            mistakes.Add(at, "policy.opening-malformed",
                $"'{text}' is not an opening: write it as '09:00-12:30', up to 24:00.");
            return null;
        }

        if (opening.Open >= opening.Close)
        {
            mistakes.Add(at, opening.Open == opening.Close ? "calendar.opening-empty" : "calendar.opening-backwards",
                $"'{text}' does not end after it begins; one that goes past midnight is written as two.");
            return null;
        }

        return opening;
    }

    private void CheckRange(Node at, LocalDate date)
    {
        if (date != default && (date.Year is < FirstYear or > LastYear))
        {
            mistakes.Add(at, "calendar.out-of-range",
                $"The days of a calendar lie between {FirstYear} and {LastYear}.");
        }
    }
}
