using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Promised = Guichet.ServiceLevels.PromiseKind;

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
                + "made under. With promise the same of the next-update or of the resolution, 404 where that is not "
                + "promised now.")
            .Produces<DeadlineExplanationView>();

    private static async Task<IResult> ExplainAsync(
        Guid id,
        string? promise,
        IStorage storage,
        InForce inForce,
        IClock clock,
        Texts texts,
        HttpContext http,
        CancellationToken cancel)
    {
        var mistakes = new List<FieldMistake>();
        var kind = IncidentEndpoints.Word<Promised>(promise, nameof(promise), mistakes) ?? Promised.FirstResponse;
        if (mistakes.Count > 0)
        {
            return Problems.Of(mistakes, http);
        }

        var reader = http.SignedIn();
        await using var database = storage.Read();
        var deadlines = await database.ListDeadlinesAsync(
            reader.Actor, id, (inForce, clock.GetCurrentInstant()), cancel);
        return deadlines.Find(kind).ToOk(http, explained => explained.View(texts, reader.Zone));
    }
}
