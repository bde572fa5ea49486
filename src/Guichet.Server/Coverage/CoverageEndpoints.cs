using Guichet.Client;
using Guichet.Client.Coverage;
using Guichet.Client.Packs;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;

namespace Guichet.Server.Coverage;

internal static class CoverageEndpoints
{
    private const int MostOnAPage = 200;

    public static void MapCoverageDecision(this RouteGroupBuilder api) =>
        api.MapPost("/coverage", DecideAsync)
            .Allows(Scopes.CoverageRead)
            .WithName("decideCoverage")
            .WithTags("Coverage")
            .WithSummary("Ask which plans support a problem")
            .WithDescription(
                "Every plan of the policy, usable, unavailable or not offered, with all reasons, the facts they looked "
                + "at and the nearest way out. Without a standing of its own the question is about the caller. With "
                + "the versions that an earlier decision names it is decided again as it was then.")
            .Produces<CoverageView>();

    public static void MapPackCoverage(this RouteGroupBuilder api) =>
        api.MapGet("/packs/{id:guid}/coverage", ListAsync)
            .Allows(Scopes.PacksRead)
            .WithName("listPackCoverage")
            .WithTags("Packs")
            .WithSummary("List what a pack can be used for")
            .WithDescription(
                "The releases that the pack can be used for today, each with the last day; by words, or all by name. "
                + "Nothing for a pack that has expired or has nothing left.")
            .Produces<Page<CoveredReleaseView>>();

    private static async Task<IResult> ListAsync(
        Guid id,
        string? query,
        string? cursor,
        int? limit,
        PackReach reach,
        HttpContext http,
        CancellationToken cancel) =>
        await reach.ListAsync(
            http.Actor(), id, query, cursor, Math.Clamp(limit ?? 50, 1, MostOnAPage), cancel) is { } page
            ? Results.Ok(page)
            : Problems.Of(new Refusal("pack.unknown", "There is no such pack."), http);

    private static async Task<IResult> DecideAsync(
        CoverageQuestion question, DecideCoverage decide, HttpContext http, CancellationToken cancel) =>
        (await decide.RunAsync(http.Actor(), question, cancel)).ToOk(http);
}
