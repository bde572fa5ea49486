using Guichet.Client.Calendars;
using Guichet.Files.Calendars;
using Guichet.Server.Policies;

namespace Guichet.Server.Calendars;

/// <summary>What an iCalendar file would bring to a calendar, without bringing it.</summary>
internal static class HolidayPreview
{
    /// <summary>Refused: <c>calendar.unknown</c>, <c>calendar.years-backwards</c>.</summary>
    public static Result<HolidayPreviewView> PreviewHolidays(
        this PolicyInForce policy, string key, HolidayFileText file)
    {
        if (policy.FindCalendar(key) is not { } calendar)
        {
            return new Refusal("calendar.unknown", $"There is no calendar '{key}'.").With("calendar", key);
        }

        var years = (First: file.FirstYear!.Value, Last: file.LastYear!.Value);
        if (years.Last < years.First)
        {
            return new Refusal("calendar.years-backwards", "The last year is before the first.")
                .With("first", years.First)
                .With("last", years.Last);
        }

        var reading = HolidayFile.Read(file.Text!, years, calendar.Zone);
        var there = calendar.Definition.Holidays.Select(holiday => holiday.Date).ToHashSet();
        var found = reading.Value ?? [];
        var added = found.Where(holiday => !there.Contains(holiday.Date)).ToList();
        return new HolidayPreviewView(
            [.. added.Select(CalendarMapping.View)], found.Count - added.Count, reading.Mistakes.Views());
    }
}
