using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using Guichet.Server.Storage;

namespace Guichet.Server.Incidents.Deadlines;

internal static class DeadlineEndpoints
{
    public static void MapDeadlines(this RouteGroupBuilder api) =>
        api.MapGet("/incidents/{id:guid}/response-clock/explanation", ExplainAsync)
            .Allows(Scopes.IncidentsRead, Role.Customer, Role.Agent, Role.SupportManager)
            .WithName("explainDeadline")
            .WithTags("Incidents")
            .WithSummary("Explain when the first response is due")
            .WithDescription(
                "Every stretch of time from the submission to the due instant, and why it counts or does not; what "
                + "counts adds up to the time promised. It is told by the calendar of the policy that the promise was "
                + "made under.")
            .Produces<DeadlineExplanationView>();

    private static async Task<IResult> ExplainAsync(
        Guid id, IStorage storage, InForce inForce, Texts texts, HttpContext http, CancellationToken cancel)
    {
        var reader = http.SignedIn();
        await using var database = storage.Read();
        var explained = await database.ExplainDeadlineAsync(reader.Actor, id, inForce, cancel);
        return IncidentEndpoints.FoundOr404(explained?.View(texts, reader.Zone), http);
    }
}
