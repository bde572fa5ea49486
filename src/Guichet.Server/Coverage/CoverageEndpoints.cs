using Guichet.Client.Coverage;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;

namespace Guichet.Server.Coverage;

internal static class CoverageEndpoints
{
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

    private static async Task<IResult> DecideAsync(
        CoverageQuestion question, DecideCoverage decide, HttpContext http, CancellationToken cancel) =>
        (await decide.RunAsync(http.Actor(), question, cancel)).ToOk(http);
}
