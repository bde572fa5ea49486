using Guichet.Accounts;
using Guichet.Client.Calendars;
using Guichet.Client.Policies;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using Guichet.Server.Storage;

namespace Guichet.Server.Upkeep.Holidays;

internal static class HolidaySourceEndpoints
{
    public static void MapHolidaySources(this RouteGroupBuilder api)
    {
        api.MapGet("/calendars/{key}/holiday-source", GetAsync)
            .Allows(Scopes.PolicyRead, Role.Administrator)
            .WithName("getHolidaySource").WithTags("Calendars")
            .WithSummary("Read the address of a calendar's holidays")
            .WithDescription("With what came of reading it last, and what waits for approval.")
            .Produces<HolidaySourceView>();
        api.MapPut("/calendars/{key}/holiday-source", SetAsync)
            .Allows(Scopes.PolicyWrite, Role.Administrator)
            .WithName("setHolidaySource").WithTags("Calendars")
            .WithSummary("Name the address of a calendar's holidays")
            .WithDescription(
                "A public https address of an iCalendar file, read within a minute and then at its interval. New "
                + "holidays are taken over by themselves or wait, as is chosen; one that moves or disappears always "
                + "waits.")
            .Produces(StatusCodes.Status204NoContent);
        api.MapDelete("/calendars/{key}/holiday-source", RemoveAsync)
            .Allows(Scopes.PolicyWrite, Role.Administrator)
            .WithName("removeHolidaySource").WithTags("Calendars")
            .WithSummary("Forget the address of a calendar's holidays")
            .WithDescription("What came from it stays in the calendar.")
            .Produces(StatusCodes.Status204NoContent);
        api.MapPost("/calendars/{key}/holiday-source/reading", ReadAsync)
            .Allows(Scopes.PolicyWrite, Role.Administrator)
            .WithName("readHolidaySource").WithTags("Calendars")
            .WithSummary("Read the address of a calendar's holidays now")
            .WithDescription("One that cannot be read is no error: its outcome says why.")
            .Produces(StatusCodes.Status204NoContent);
        api.MapPost("/calendars/{key}/holiday-source/pending/approval", ApproveAsync)
            .Allows(Scopes.PolicyWrite, Role.Administrator)
            .WithName("approvePendingHolidays").WithTags("Calendars")
            .WithSummary("Approve the holidays that wait")
            .WithDescription("Makes a version of the policy; refused where address or policy have changed since.")
            .Produces<PolicyVersionView>();
        api.MapDelete("/calendars/{key}/holiday-source/pending", DiscardAsync)
            .Allows(Scopes.PolicyWrite, Role.Administrator)
            .WithName("discardPendingHolidays").WithTags("Calendars")
            .WithSummary("Leave the holidays that wait aside")
            .WithDescription("The address brings them again only where it changes.")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> GetAsync(
        string key,
        IStorage storage,
        InForce inForce,
        Texts texts,
        IClock clock,
        HttpContext http,
        CancellationToken cancel)
    {
        await using var database = storage.Read();
        var policy = (await inForce.ReadAsync(database, cancel)).Policy;
        return (await database.ReadHolidaySourceAsync(key, (policy, texts, clock.GetCurrentInstant()), cancel))
            .ToOk(http);
    }

    private static async Task<IResult> SetAsync(
        string key, NewHolidaySource source, HolidaySources sources, HttpContext http, CancellationToken cancel) =>
        (await sources.SetAsync(http.Actor(), key, source, cancel)).ToNoContent(http);

    private static async Task<IResult> RemoveAsync(
        string key, HolidaySources sources, HttpContext http, CancellationToken cancel) =>
        (await sources.RemoveAsync(http.Actor(), key, cancel)).ToNoContent(http);

    private static async Task<IResult> ReadAsync(
        string key, HolidaySources sources, HttpContext http, CancellationToken cancel) =>
        (await sources.ReadNowAsync(http.Actor(), key, cancel)).ToNoContent(http);

    private static async Task<IResult> ApproveAsync(
        string key, HolidayApproval seen, HolidaySources sources, HttpContext http, CancellationToken cancel) =>
        (await sources.ApproveAsync(http.Actor(), key, seen, cancel)).ToOk(http);

    private static async Task<IResult> DiscardAsync(
        string key, HolidaySources sources, HttpContext http, CancellationToken cancel) =>
        (await sources.DiscardAsync(http.Actor(), key, cancel)).ToNoContent(http);
}
