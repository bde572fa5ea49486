using Guichet.Calendars;
using Guichet.Files.Policies;
using Guichet.Files.Syntax;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;

namespace Guichet.Files.Calendars;

/// <summary>Holidays from iCalendar, as calendar services offer them.</summary>
public static class HolidayFile
{
    private const string CalendarZone = "X-WR-TIMEZONE:";

    /// <summary>The holidays of the years asked for, by date, beside the mistakes of events that could not be taken. An
    /// all-day event closes each of its days; one with times closes that part of the days it touches. Cancelled events
    /// and what an EXDATE or another event replaces are left out.</summary>
    /// <param name="text">The file.</param>
    /// <param name="years">Both included.</param>
    /// <param name="zone">The zone of the calendar that the holidays are for; null: the one that the file names for
    /// itself, else each event's own.</param>
    public static Reading<IReadOnlyList<Holiday>> Read(
        string text, (int First, int Last) years, DateTimeZone? zone = null)
    {
        var mistakes = new MistakeLog();
        var (from, until) = (new LocalDate(years.First, 1, 1), new LocalDate(years.Last, 12, 31));
        var events = CalendarText.Events(text, mistakes)
            .Select(block => (Block: block, Event: CalendarText.Parse(block, mistakes)!))
            .Where(one => one.Event is not null)
            .ToList();
        var replaced = events
            .Where(one => one.Event.RecurrenceIdentifier is not null)
            .ToLookup(one => one.Event.Uid, one => one.Event.RecurrenceIdentifier!.StartTime);
        zone ??= ZoneIn(text);
        var holidays = new List<Holiday>();
        foreach (var (block, one) in events.Where(one => !IsCancelled(one.Event)))
        {
            IReadOnlySet<CalDateTime> others = one.RecurrenceIdentifier is null
                ? replaced[one.Uid].ToHashSet()
                : new HashSet<CalDateTime>();
            foreach (var time in CalendarText.Times(one, block, mistakes, from, until, others))
            {
                if (zone is null && IsUtc(time.Zone))
                {
                    mistakes.Add(new Mistake(block.Line, 1, "holidays.zone-missing",
                        "The event has times in UTC: name the time zone of the calendar."));
                    break;
                }

                holidays.AddRange(HolidaysOf(time, zone).Where(day => day.Date >= from && day.Date <= until));
            }
        }

        return new([.. holidays.Distinct().OrderBy(day => day.Date)], mistakes.InOrder());
    }

    /// <summary>The key <c>holidays</c> of a calendar in the policy file.</summary>
    public static string Write(IReadOnlyList<Holiday> holidays) => YamlText.Of(PolicyNodes.Of(holidays));

    private static bool IsCancelled(CalendarEvent one) =>
        string.Equals(one.Status, "CANCELLED", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<Holiday> HolidaysOf(Happening time, DateTimeZone? zone)
    {
        var (start, end) = (On(time.From, time.Zone, zone), On(time.Until, time.Zone, zone));
        for (var date = start.Date; date.AtMidnight() < end; date = date.PlusDays(1))
        {
            var open = date == start.Date ? start.TimeOfDay.NanosecondOfDay : 0;
            var close = date == end.Date ? end.TimeOfDay.NanosecondOfDay : NodaConstants.NanosecondsPerDay;
            Opening? closed = new Opening(open, close) is var part && part == Opening.AllDay ? null : part;
            yield return new Holiday(date, new LocalizedText(time.Name), closed);
        }
    }

    private static LocalDateTime On(LocalDateTime wall, DateTimeZone? of, DateTimeZone? zone) =>
        of is null || zone is null ? wall : wall.InZoneLeniently(of).WithZone(zone).LocalDateTime;

    /// <summary>Services write UTC there when they mean nowhere in particular.</summary>
    private static DateTimeZone? ZoneIn(string text) => text.ReplaceLineEndings("\n").Split('\n')
        .Where(line => line.StartsWith(CalendarZone, StringComparison.OrdinalIgnoreCase))
        .Select(line => DateTimeZoneProviders.Tzdb.GetZoneOrNull(line[CalendarZone.Length..].Trim()))
        .FirstOrDefault(zone => zone is not null && !IsUtc(zone));

    private static bool IsUtc(DateTimeZone? zone) =>
        zone is not null && zone.MinOffset == Offset.Zero && zone.MaxOffset == Offset.Zero;
}
