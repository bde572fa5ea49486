using System.Text;
using Guichet.Calendars;
using Guichet.Files.Syntax;
using NodaTime.Text;

namespace Guichet.Files.Calendars;

/// <summary>Reads the calendars of a case file; one that is met again is not made again. What is not of the form is a
/// mistake of the line, what a calendar cannot be is a refusal, which a case may expect.</summary>
internal sealed class CaseCalendars
{
    private static readonly (string Short, string Long, IsoDayOfWeek Day)[] Days =
    [
        .. Enumerable.Range(1, 7).Select(day => (IsoDayOfWeek)day).Select(day =>
        {
            var name = day.ToString().ToLowerInvariant();
            return (name[..3], name, day);
        }),
    ];

    private readonly Dictionary<string, Result<BusinessCalendar>> made = [];

    /// <summary>The calendar of a case.</summary>
    public Result<BusinessCalendar> Read(Section one)
    {
        if (one.Require("calendar") is not { } node)
        {
            return BusinessCalendar.AroundTheClock;
        }

        var text = new StringBuilder();
        Write(node, text);
        var key = text.ToString();
        if (!made.TryGetValue(key, out var calendar))
        {
            calendar = Read(node, one.Mistakes);
            if (one.Mistakes.Count == 0)
            {
                made[key] = calendar;
            }
        }

        return calendar;
    }

    private static Result<BusinessCalendar> Read(Node node, MistakeLog mistakes)
    {
        var section = new Section(node, mistakes);
        var refusals = new List<Refusal>();
        var definition = new CalendarDefinition(
            section.OptionalText("key") ?? "case",
            section.OptionalText("timeZone") ?? "",
            ReadWeekly(section, refusals),
            [.. section.Items("holidays").Select(item => ReadHoliday(section, item, refusals)).OfType<Holiday>()],
            ReadExtra(section, refusals))
        {
            Changes =
            [
                .. section.Items("changes").Select(item => ReadChange(item, mistakes, refusals)).OfType<HoursChange>(),
            ],
        };
        return refusals.Count > 0 ? refusals[0]
            : mistakes.Count > 0 ? BusinessCalendar.AroundTheClock
            : BusinessCalendar.Create(definition, DateTimeZoneProviders.Tzdb);
    }

    private static Dictionary<IsoDayOfWeek, IReadOnlyList<Opening>> ReadWeekly(
        Section calendar, List<Refusal> refusals)
    {
        var weekly = new Dictionary<IsoDayOfWeek, IReadOnlyList<Opening>>();
        if (calendar.Find("weekly") is { } node)
        {
            var section = new Section(node, calendar.Mistakes);
            foreach (var (shortName, longName, day) in Days)
            {
                weekly[day] =
                [
                    .. section.Items(shortName).Concat(section.Items(longName))
                        .Select(item => ReadOpening(section, item, refusals)).OfType<Opening>(),
                ];
            }
        }

        return weekly;
    }

    private static HoursChange? ReadChange(Node node, MistakeLog mistakes, List<Refusal> refusals)
    {
        var section = new Section(node, mistakes);
        var weekly = ReadWeekly(section, refusals);
        return ReadDate(section.Text("validFrom"), refusals) is { } date ? new HoursChange(date, weekly) : null;
    }

    private static Holiday? ReadHoliday(Section calendar, Node node, List<Refusal> refusals)
    {
        if (node is not Mapping)
        {
            return calendar.TextOf(node) is { } text && ReadDate(text, refusals) is { } day
                ? new Holiday(day, new LocalizedText(""))
                : null;
        }

        var section = new Section(node, calendar.Mistakes);
        Opening? closed = section.Find("closed") is { } part ? ReadOpening(section, part, refusals) : null;
        return ReadDate(section.Text("date"), refusals) is { } date
            ? new Holiday(date, new LocalizedText(section.Find("name") is Scalar name ? name.Text : ""), closed)
            : null;
    }

    private static Dictionary<LocalDate, IReadOnlyList<Opening>> ReadExtra(Section calendar, List<Refusal> refusals)
    {
        var extra = new Dictionary<LocalDate, IReadOnlyList<Opening>>();
        if (calendar.Find("extraOpen") is { } node)
        {
            var section = new Section(node, calendar.Mistakes);
            foreach (var key in ((node as Mapping)?.Entries ?? []).Select(entry => entry.Key.Text))
            {
                if (ReadDate(key, refusals) is { } date)
                {
                    extra[date] =
                    [
                        .. section.Items(key).Select(item => ReadOpening(section, item, refusals)).OfType<Opening>(),
                    ];
                }
            }
        }

        return extra;
    }

    private static Opening? ReadOpening(Section section, Node node, List<Refusal> refusals)
    {
        if (node is not Sequence { Items: [Scalar open, Scalar close] })
        {
            section.Mistakes.Add(node, "file.type-wrong",
                "An opening is a list of two times, as in [\"09:00\",\"12:00\"].");
            return null;
        }

        if (Opening.TryParse(open.Text, close.Text).Succeeded(out var opening, out var refusal))
        {
            return opening;
        }

        refusals.Add(refusal);
        return null;
    }

    private static LocalDate? ReadDate(string text, List<Refusal> refusals)
    {
        var read = LocalDatePattern.Iso.Parse(text);
        if (read.Success)
        {
            return read.Value;
        }

        refusals.Add(new Refusal("calendar.date-unreadable", $"'{text}' is not a day: write it as 2026-12-25.")
            .With("text", text));
        return null;
    }

    /// <summary>The node in one way, whatever its blanks were: what tells one calendar from another.</summary>
    private static void Write(Node node, StringBuilder text)
    {
        switch (node)
        {
            case Scalar scalar:
                text.Append(scalar.Quoted ? '"' : ' ').Append(scalar.Text).Append('\u0001');
                break;
            case Sequence list:
                text.Append('[');
                foreach (var item in list.Items)
                {
                    Write(item, text);
                }

                text.Append(']');
                break;
            case Mapping mapping:
                text.Append('{');
                foreach (var (key, value) in mapping.Entries)
                {
                    Write(key, text);
                    Write(value, text);
                }

                text.Append('}');
                break;
        }
    }
}
