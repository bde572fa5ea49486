using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;

namespace Guichet.Files.Syntax;

/// <summary>An event of an iCalendar text on one of the times it takes place.</summary>
/// <param name="Name">Its summary.</param>
/// <param name="From">Wall time; midnight where it is all day.</param>
/// <param name="Until">Wall time, excluded.</param>
/// <param name="Zone">The zone of the wall times; null: whichever the reader is in.</param>
internal readonly record struct Happening(string Name, LocalDateTime From, LocalDateTime Until, DateTimeZone? Zone);

/// <summary>Reads iCalendar (RFC 5545): each event by itself, so that a mistake has its line and costs no
/// other event.</summary>
internal static class CalendarText
{
    /// <summary>What one event may come to in the years asked for.</summary>
    private const int MostTimes = 4000;

    /// <summary>How many times in a row a rule may find no day; one that finds none in that many never will.</summary>
    private const int MostMisses = 20_000;

    private static readonly Ical.Net.FrequencyType[] TooFrequent =
        [Ical.Net.FrequencyType.Secondly, Ical.Net.FrequencyType.Minutely, Ical.Net.FrequencyType.Hourly];

    /// <summary>An event as it stands in the text.</summary>
    internal sealed record Block(int Line, string Text);

    /// <summary>The events, each with the line on which it begins.</summary>
    public static List<Block> Events(string text, MistakeLog mistakes)
    {
        var lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        var events = new List<Block>();
        if (!Is(lines[0], "BEGIN:VCALENDAR"))
        {
            mistakes.Add(new Mistake(1, 1, "holidays.not-icalendar", "An iCalendar file begins with BEGIN:VCALENDAR."));
            return events;
        }

        var begin = -1;
        for (var i = 0; i < lines.Length; i++)
        {
            if (Is(lines[i], "BEGIN:VEVENT"))
            {
                Unclosed(begin, mistakes);
                begin = i;
            }
            else if (begin >= 0 && Is(lines[i], "END:VEVENT"))
            {
                events.Add(new(begin + 1, string.Join("\r\n", lines[begin..(i + 1)])));
                begin = -1;
            }
        }

        Unclosed(begin, mistakes);
        return events;
    }

    /// <summary>Its component; null where it cannot be read, which is then in the log.</summary>
    public static CalendarEvent? Parse(Block block, MistakeLog mistakes) => Guarded(block, mistakes, () =>
        Ical.Net.Calendar.Load($"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{block.Text}\r\nEND:VCALENDAR\r\n")?.Events[0]);

    /// <summary>All the times at which it takes place and ends after <paramref name="from"/>, up to
    /// <paramref name="until"/>; those that another event of the text replaces are
    /// <paramref name="replaced"/>.</summary>
    public static List<Happening> Times(
        CalendarEvent one, Block block, MistakeLog mistakes, LocalDate from, LocalDate until,
        IReadOnlySet<CalDateTime> replaced)
    {
        if (one.Start is null)
        {
            mistakes.Add(new Mistake(block.Line, 1, "holidays.event-unreadable", "The event has no DTSTART."));
            return [];
        }

        if (one.RecurrenceRule is { } rule && TooFrequent.Contains(rule.Frequency))
        {
            mistakes.Add(new Mistake(block.Line, 1, "holidays.too-frequent",
                "A holiday comes back every day at the most, not every hour or more often."));
            return [];
        }

        return Guarded(block, mistakes, () =>
        {
            var options = new EvaluationOptions { MaxUnmatchedIncrementsLimit = MostMisses };
            var last = until.PlusDays(1).AtMidnight().ToDateTimeUnspecified();
            var times = one.GetOccurrences(null, options)
                .TakeWhile(time => time.Period.StartTime.Value < last)
                .Where(time => time.Period.EffectiveEndTime is { } end
                    && end.Value >= from.PlusDays(-1).ToDateTimeUnspecified())
                .Where(time => !replaced.Contains(time.Period.StartTime))
                .Take(MostTimes + 1)
                .Select(time => Of(one.Summary ?? "", time.Period))
                .ToList();
            if (times.Count <= MostTimes)
            {
                return times;
            }

            mistakes.Add(new Mistake(block.Line, 1, "holidays.too-frequent",
                $"The event takes place more than {MostTimes} times in the years asked for."));
            return [];
        }) ?? [];
    }

    private static Happening Of(string name, Ical.Net.DataTypes.Period time)
    {
        var start = time.StartTime;
        return new(
            name.Trim(),
            LocalDateTime.FromDateTime(start.Value),
            LocalDateTime.FromDateTime(time.EffectiveEndTime!.Value),
            start.HasTime && start.TzId is { } zone ? ZoneOf(zone) : null);
    }

    private static DateTimeZone ZoneOf(string name) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(name)
        ?? (NodaTime.TimeZones.TzdbDateTimeZoneSource.Default.WindowsToTzdbIds.TryGetValue(name, out var id)
            ? DateTimeZoneProviders.Tzdb[id]
            : throw new ArgumentException($"There is no time zone '{name}'."));

    private static bool Is(string line, string what) => line.Trim().Equals(what, StringComparison.OrdinalIgnoreCase);

    private static void Unclosed(int begin, MistakeLog mistakes)
    {
        if (begin >= 0)
        {
            mistakes.Add(new Mistake(begin + 1, 1, "holidays.event-unreadable", "The event has no END:VEVENT."));
        }
    }

    /// <summary>The library says by many kinds of exceptions that it cannot follow a text from outside.</summary>
    private static T? Guarded<T>(Block block, MistakeLog mistakes, Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (EvaluationException)
        {
            mistakes.Add(new Mistake(block.Line, 1, "holidays.rule-unmet",
                "The rule of the event finds no day, or leaves the years that can be told."));
        }
        catch (Exception unreadable) when (unreadable is not OutOfMemoryException)
        {
            mistakes.Add(new Mistake(block.Line, 1, "holidays.event-unreadable",
                $"The event cannot be read: {unreadable.Message.ReplaceLineEndings(" ")}"));
        }

        return null;
    }
}
