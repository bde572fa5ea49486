using Guichet.Client.Calendars;
using Guichet.Client.Policies;

namespace Guichet.Client;

public sealed partial class GuichetClient
{
    /// <summary>The business calendars of the policy in force.</summary>
    public Task<IReadOnlyList<CalendarView>> ListCalendarsAsync(CancellationToken cancel = default) =>
        GetAsync<IReadOnlyList<CalendarView>>("calendars", cancel);

    /// <summary>What would change if a calendar were changed. Nothing is changed, and no promise moves.</summary>
    public Task<PolicyChangesView> PreviewCalendarAsync(
        string calendar, CalendarToCompare change, CancellationToken cancel = default) =>
        PostAsync<PolicyChangesView>(Calendar(calendar, "changes"), change, cancel);

    /// <summary>Changes the weekly hours, at once or from a day on.</summary>
    public Task<PolicyVersionView> SetHoursAsync(string calendar, NewHours hours, CancellationToken cancel = default) =>
        PostAsync<PolicyVersionView>(Calendar(calendar, "hours"), hours, cancel);

    /// <summary>Removes the change of hours on a day.</summary>
    public Task<PolicyVersionView> RemoveHoursAsync(
        string calendar, DateOnly validFrom, CancellationToken cancel = default) =>
        PostAsync<PolicyVersionView>(Calendar(calendar, $"hours/{validFrom:O}/removal"), null, cancel);

    /// <summary>Adds holidays, which replace those of their days.</summary>
    public Task<PolicyVersionView> AddHolidaysAsync(
        string calendar, NewHolidays holidays, CancellationToken cancel = default) =>
        PostAsync<PolicyVersionView>(Calendar(calendar, "holidays"), holidays, cancel);

    /// <summary>Removes the holidays of a day.</summary>
    public Task<PolicyVersionView> RemoveHolidayAsync(
        string calendar, DateOnly date, CancellationToken cancel = default) =>
        PostAsync<PolicyVersionView>(Calendar(calendar, $"holidays/{date:O}/removal"), null, cancel);

    /// <summary>Says what an iCalendar file would add, and changes nothing.</summary>
    public Task<HolidayPreviewView> PreviewHolidaysAsync(
        string calendar, HolidayFileText file, CancellationToken cancel = default) =>
        PostAsync<HolidayPreviewView>(Calendar(calendar, "holiday-file"), file, cancel);

    /// <summary>Opens on a date, instead of its hours.</summary>
    public Task<PolicyVersionView> SetExtraOpeningsAsync(
        string calendar, ExtraOpenings openings, CancellationToken cancel = default) =>
        PostAsync<PolicyVersionView>(Calendar(calendar, "extra-openings"), openings, cancel);

    /// <summary>Removes the openings of a date: its hours hold again.</summary>
    public Task<PolicyVersionView> RemoveExtraOpeningsAsync(
        string calendar, DateOnly date, CancellationToken cancel = default) =>
        PostAsync<PolicyVersionView>(Calendar(calendar, $"extra-openings/{date:O}/removal"), null, cancel);

    private static string Calendar(string key, string path) => $"calendars/{Uri.EscapeDataString(key)}/{path}";
}
