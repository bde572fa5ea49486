using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Policies;
using Guichet.Server.Storage;

namespace Guichet.Server.Incidents.Splitting;

/// <summary>Dividing a problem by the API (R1).</summary>
internal static class SplitEndpoints
{
    public static void MapSplitting(this RouteGroupBuilder api)
    {
        api.MapGet("/incidents/{id:guid}/parts", ListAsync)
            .Allows(Scopes.IncidentsRead, Role.Customer, Role.Agent, Role.SupportManager)
            .WithName("listParts")
            .WithTags("Incidents")
            .WithSummary("Read the parts of an incident")
            .WithDescription("As they were proposed, each with where it stands and what accepting it costs.")
            .Produces<IReadOnlyList<PartView>>();
        IncidentActEndpoints.Describe(
            api.MapPost("/incidents/{id:guid}/parts", (
                Guid id, NewSplit split, ProposeSplit act, HttpContext http, CancellationToken cancel) =>
                IncidentActEndpoints.AnswerAsync(
                    http, act.RunAsync(http.SignedIn(), id, split, http.ExpectedVersion(), cancel))),
            "proposeParts", "Propose to divide the problem", "The customer answers part by part.",
            Role.Agent, Role.SupportManager);
        IncidentActEndpoints.Describe(
            api.MapPost("/incidents/{id:guid}/parts/{part:guid}/acceptance", (
                Guid id, Guid part, NewAcceptance words, AnswerSplit act, HttpContext http, CancellationToken cancel) =>
                IncidentActEndpoints.AnswerAsync(
                    http, act.AcceptAsync(http.SignedIn(), id, part, words, cancel))),
            "acceptPart", "Accept a part",
            "Opens an incident with the part's id and puts one credit on hold. As with every incident, a resolution is "
                + "not guaranteed; accepting says so.",
            Role.Customer);
        IncidentActEndpoints.Describe(
            api.MapPost("/incidents/{id:guid}/parts/{part:guid}/refusal", (
                Guid id, Guid part, NewAcceptance words, AnswerSplit act, HttpContext http, CancellationToken cancel) =>
                IncidentActEndpoints.AnswerAsync(
                    http, act.DeclineAsync(http.SignedIn(), id, part, words, cancel))),
            "declinePart", "Decline a part", "It is not opened, and nothing is charged.", Role.Customer);
        IncidentActEndpoints.Describe(
            api.MapPost("/incidents/{id:guid}/parts/{part:guid}/withdrawal", (
                Guid id, Guid part, NewAcceptance words, AnswerSplit act, HttpContext http, CancellationToken cancel) =>
                IncidentActEndpoints.AnswerAsync(
                    http, act.WithdrawAsync(http.SignedIn(), id, part, words, cancel))),
            "withdrawPart", "Take a part back", "Before the customer has answered it.",
            Role.Agent, Role.SupportManager);
    }

    private static async Task<IResult> ListAsync(
        Guid id, IStorage storage, InForce inForce, IClock clock, HttpContext http, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var terms = await inForce.ReadAsync(database, cancel);
        return IncidentEndpoints.FoundOr404(
            await database.ListPartsAsync(http.Actor(), id, terms, clock.GetCurrentInstant(), cancel), http);
    }
}
