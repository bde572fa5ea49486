using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Storage;

namespace Guichet.Server.Incidents.Disputes;

/// <summary>Disputing a charge by the API (R25).</summary>
internal static class DisputeEndpoints
{
    public static void MapDisputes(this RouteGroupBuilder api)
    {
        api.MapGet("/disputes", ListAsync)
            .Allows(Scopes.IncidentsRead, Role.SupportManager)
            .WithName("listDisputes")
            .WithTags("Disputes")
            .WithSummary("List disputes")
            .WithDescription("Those that wait for an answer, due first on top; with answered those that have one.")
            .Produces<Page<DisputeView>>();
        api.MapGet("/incidents/{id:guid}/dispute", FindAsync)
            .Allows(Scopes.IncidentsRead, Role.Customer, Role.Agent, Role.SupportManager)
            .WithName("getDispute")
            .WithTags("Disputes")
            .WithSummary("Read the dispute of a charge")
            .WithDescription("The customer's words, when the answer is due, and the answer.")
            .Produces<DisputeView>();
        IncidentActEndpoints.Describe(
            api.MapPost("/incidents/{id:guid}/dispute", (
                Guid id, NewMessage words, DisputeCharge act, HttpContext http, CancellationToken cancel) =>
                IncidentActEndpoints.AnswerAsync(
                    http, act.RunAsync(http.SignedIn(), id, words, http.ExpectedVersion(), cancel))),
            "disputeCharge", "Dispute the charge",
            "Once, within the policy's days after the charge. The answer is promised for an instant.",
            Role.Customer);
        api.MapPost("/incidents/{id:guid}/dispute/answer", (
                Guid id, NewDisputeAnswer answer, AnswerDispute act, HttpContext http, CancellationToken cancel) =>
                IncidentActEndpoints.AnswerAsync(
                    http, act.RunAsync(http.SignedIn(), id, answer, http.ExpectedVersion(), cancel)))
            .Allows(Scopes.BillingWrite, Role.SupportManager)
            .WithName("answerDispute")
            .WithTags("Disputes")
            .WithSummary("Answer a dispute")
            .WithDescription("Upheld, the credit comes back; rejected, the charge stands. Never by whoever decided.")
            .Produces<IncidentStateView>();
    }

    private static async Task<IResult> ListAsync(
        bool? answered, string? cursor, IStorage storage, HttpContext http, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return Results.Ok(answered == true
            ? await database.ListAnsweredDisputesAsync(http.Actor(), cursor, cancel)
            : await database.ListDisputesAsync(http.Actor(), cursor, cancel));
    }

    private static async Task<IResult> FindAsync(
        Guid id, IStorage storage, HttpContext http, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return await database.FindDisputeAsync(http.Actor(), id, cancel) is { } found
            ? Results.Ok(found)
            : Problems.Of(new Refusal("dispute.unknown", "There is no dispute of this charge."), http);
    }
}
