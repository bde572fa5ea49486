using Guichet.Accounts;
using Guichet.Client.Calendars;
using Guichet.Client.Policies;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Policies;

namespace Guichet.Server.Calendars;

internal static class CalendarEndpoints
{
    public static void MapCalendarChanges(this RouteGroupBuilder api)
    {
        api.MapGet("/calendars", ListAsync)
            .Allows(Scopes.PolicyRead, Role.Agent, Role.SupportManager, Role.BillingClerk, Role.Administrator)
            .WithName("listCalendars").WithTags("Calendars")
            .WithSummary("List the business calendars")
            .WithDescription("Those of the policy in force, with hours, holidays and openings on a date.")
            .Produces<IReadOnlyList<CalendarView>>();
        api.MapPost("/calendars/{key}/hours", SetHoursAsync)
            .Changes("setCalendarHours", "Change the weekly hours", "At once, or from a day on.");
        api.MapPost("/calendars/{key}/hours/{date}/removal", RemoveHoursAsync)
            .Changes("removeCalendarHours", "Remove a change of hours", "The hours before it go on to hold.");
        api.MapPost("/calendars/{key}/holidays", AddHolidaysAsync)
            .Changes("addHolidays", "Add holidays", "They replace those of their days.");
        api.MapPost("/calendars/{key}/holidays/{date}/removal", RemoveHolidayAsync)
            .Changes("removeHoliday", "Remove the holidays of a day", "Its weekly hours hold again.");
        api.MapPost("/calendars/{key}/extra-openings", SetExtraAsync)
            .Changes("setExtraOpenings", "Open on a date", "Instead of its hours, and on a holiday too; none: closed.");
        api.MapPost("/calendars/{key}/extra-openings/{date}/removal", RemoveExtraAsync)
            .Changes("removeExtraOpenings", "Remove the openings of a date", "Its weekly hours hold again.");
        api.MapPost("/calendars/{key}/holiday-file", PreviewAsync)
            .Allows(Scopes.PolicyRead, Role.Administrator)
            .WithName("previewHolidays").WithTags("Calendars")
            .WithSummary("Read holidays from iCalendar")
            .WithDescription("Says what the file would add and which events cannot be taken; changes nothing.")
            .Produces<HolidayPreviewView>();
    }

    private static void Changes(this RouteHandlerBuilder route, string name, string summary, string description) =>
        route.Allows(Scopes.PolicyWrite, Role.Administrator)
            .WithName(name).WithTags("Calendars")
            .WithSummary(summary)
            .WithDescription($"{description} Makes a version of the policy, which holds at once for new promises.")
            .Produces<PolicyVersionView>();

    private static async Task<IResult> ListAsync(InForce inForce, CancellationToken cancel) =>
        Results.Ok((await inForce.ReadAsync(cancel)).Policy.Calendars());

    private static async Task<IResult> SetHoursAsync(
        string key, NewHours hours, ChangeCalendar change, HttpContext http, CancellationToken cancel) =>
        (await change.RunAsync(http.Actor(), CalendarRevision.SetHours(key, hours), cancel)).ToOk(http);

    private static async Task<IResult> RemoveHoursAsync(
        string key, DateOnly date, ChangeCalendar change, HttpContext http, CancellationToken cancel) =>
        (await change.RunAsync(http.Actor(), CalendarRevision.RemoveHours(key, date), cancel)).ToOk(http);

    private static async Task<IResult> AddHolidaysAsync(
        string key, NewHolidays holidays, ChangeCalendar change, HttpContext http, CancellationToken cancel) =>
        (await change.RunAsync(http.Actor(), CalendarRevision.AddHolidays(key, holidays), cancel)).ToOk(http);

    private static async Task<IResult> RemoveHolidayAsync(
        string key, DateOnly date, ChangeCalendar change, HttpContext http, CancellationToken cancel) =>
        (await change.RunAsync(http.Actor(), CalendarRevision.RemoveHoliday(key, date), cancel)).ToOk(http);

    private static async Task<IResult> SetExtraAsync(
        string key, ExtraOpenings openings, ChangeCalendar change, HttpContext http, CancellationToken cancel) =>
        (await change.RunAsync(http.Actor(), CalendarRevision.SetExtraOpenings(key, openings), cancel)).ToOk(http);

    private static async Task<IResult> RemoveExtraAsync(
        string key, DateOnly date, ChangeCalendar change, HttpContext http, CancellationToken cancel) =>
        (await change.RunAsync(http.Actor(), CalendarRevision.RemoveExtraOpenings(key, date), cancel)).ToOk(http);

    private static async Task<IResult> PreviewAsync(
        string key, HolidayFileText file, InForce inForce, HttpContext http, CancellationToken cancel) =>
        (await inForce.ReadAsync(cancel)).Policy.PreviewHolidays(key, file).ToOk(http);
}
