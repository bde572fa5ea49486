using System.Security.Cryptography;
using System.Text;
using Guichet.Client.Following;
using Guichet.Server.Accounts;
using Guichet.Server.Catalog;
using Guichet.Server.Hosting;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Guichet.Server.Following;

internal static class FollowingEndpoints
{
    /// <summary>Where a program that reads calendars finds one's own.</summary>
    public static string CalendarPath(string secret) => $"/calendars/{secret}.ics";

    public static void MapFollowedProducts(this RouteGroupBuilder api)
    {
        api.MapGet("/following", ListAsync)
            .Allows(Scopes.FollowingRead)
            .WithName("listFollowed").WithTags("Following")
            .WithSummary("List what one follows")
            .WithDescription("Products and releases by name, each with the phase that is the next to end.")
            .Produces<IReadOnlyList<FollowedView>>();
        api.MapPut("/following/{product}", FollowProductAsync)
            .Allows(Scopes.FollowingWrite)
            .WithName("followProduct").WithTags("Following")
            .WithSummary("Follow a product")
            .WithDescription(
                "One is told by mail 12, 6 and 3 months before a phase of any of its releases ends, those to come too, "
                + "and when a date is moved. Doing it again changes nothing.")
            .Produces<FollowedView>();
        api.MapPut("/following/{product}/{release}", FollowReleaseAsync)
            .Allows(Scopes.FollowingWrite)
            .WithName("followRelease").WithTags("Following")
            .WithSummary("Follow a release")
            .WithDescription("The same for one release alone.")
            .Produces<FollowedView>();
        api.MapDelete("/following/{product}", UnfollowProductAsync)
            .Allows(Scopes.FollowingWrite)
            .WithName("unfollowProduct").WithTags("Following")
            .WithSummary("Stop following a product")
            .WithDescription("Releases that are followed by themselves stay so. What is not followed stays so.")
            .Produces(StatusCodes.Status204NoContent);
        api.MapDelete("/following/{product}/{release}", UnfollowReleaseAsync)
            .Allows(Scopes.FollowingWrite)
            .WithName("unfollowRelease").WithTags("Following")
            .WithSummary("Stop following a release")
            .WithDescription("A product that is followed with all its releases stays so.")
            .Produces(StatusCodes.Status204NoContent);
    }

    public static void MapCalendar(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/calendars/{secret}.ics", GetCalendarAsync).AllowAnonymous().ExcludeFromDescription();

    /// <summary>For the button that programs for mail show (RFC 8058): they post without a form.</summary>
    public static void MapStoppingMail(this IEndpointRouteBuilder routes) =>
        routes.MapPost(
                "/following/stop/{key:guid}/at-once",
                async (Guid key, ChangeFollowing change, HttpContext http, CancellationToken cancel) =>
                    (await change.StopMailAsync(key, cancel)).ToNoContent(http))
            .AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();

    private static async Task<IResult> ListAsync(
        IStorage storage, InForce inForce, IClock clock, HttpContext http, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var terms = await inForce.ReadAsync(database, cancel);
        var today = terms.Policy.DayOf(clock.GetCurrentInstant());
        return Results.Ok(await database.ListFollowedAsync(http.Actor(), terms, today, cancel));
    }

    private static async Task<IResult> FollowProductAsync(
        string product, FollowProducts follow, HttpContext http, CancellationToken cancel) =>
        (await follow.FollowAsync(http.Actor(), product, null, cancel)).ToOk(http);

    private static async Task<IResult> FollowReleaseAsync(
        string product, string release, FollowProducts follow, HttpContext http, CancellationToken cancel) =>
        (await follow.FollowAsync(http.Actor(), product, release, cancel)).ToOk(http);

    private static async Task<IResult> UnfollowProductAsync(
        string product, FollowProducts follow, HttpContext http, CancellationToken cancel) =>
        (await follow.UnfollowAsync(http.Actor(), product, cancel)).ToNoContent(http);

    private static async Task<IResult> UnfollowReleaseAsync(
        string product, string release, FollowProducts follow, HttpContext http, CancellationToken cancel) =>
        (await follow.UnfollowAsync(http.Actor(), $"{product}/{release}", cancel)).ToNoContent(http);

    private static async Task<IResult> GetCalendarAsync(
        string secret,
        IStorage storage,
        InForce inForce,
        FollowedCalendar calendar,
        HttpContext http,
        CancellationToken cancel)
    {
        await using var database = storage.Read();
        if (await database.FindCalendarAsync(secret, cancel) is not { } found)
        {
            return Results.NotFound();
        }

        var terms = await inForce.ReadAsync(database, cancel);
        var writtenAt = await database.Set<CatalogVersion>()
            .Where(version => version.Version == terms.Catalog.Version)
            .Select(version => version.AppliedAt)
            .SingleAsync(cancel);
        var house = $"{http.Request.Scheme}://{http.Request.Host}";
        var text = Encoding.UTF8.GetBytes(
            Shell.Speaking.In(found.Language, () => calendar.Write(found.Subjects, terms, writtenAt, house)));
        http.Response.Headers.CacheControl = "private, no-cache";
        return Results.File(
            text,
            "text/calendar; charset=utf-8",
            entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(text))}\""));
    }
}
