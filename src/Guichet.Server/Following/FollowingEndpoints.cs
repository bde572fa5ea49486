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
        api.MapPut("/following/{product}/{release?}", FollowAsync)
            .Allows(Scopes.FollowingWrite)
            .WithName("follow").WithTags("Following")
            .WithSummary("Follow a product or a release")
            .WithDescription(
                "One is told by mail 12, 6 and 3 months before a phase ends, and when a date is moved. A product is "
                + "followed with all its releases, those to come too. Doing it again changes nothing.")
            .Produces<FollowedView>();
        api.MapDelete("/following/{product}/{release?}", UnfollowAsync)
            .Allows(Scopes.FollowingWrite)
            .WithName("unfollow").WithTags("Following")
            .WithSummary("Stop following a product or a release")
            .WithDescription("What is not followed stays so.")
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

    private static async Task<IResult> FollowAsync(
        string product, string? release, FollowProducts follow, HttpContext http, CancellationToken cancel) =>
        (await follow.FollowAsync(http.Actor(), product, release, cancel)).ToOk(http);

    private static async Task<IResult> UnfollowAsync(
        string product, string? release, FollowProducts follow, HttpContext http, CancellationToken cancel)
    {
        var reference = release is null ? product : $"{product}/{release}";
        return (await follow.UnfollowAsync(http.Actor(), reference, cancel)).ToNoContent(http);
    }

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
