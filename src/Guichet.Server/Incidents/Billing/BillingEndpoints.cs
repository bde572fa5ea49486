using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Policies;
using Guichet.Server.Storage;

namespace Guichet.Server.Incidents.Billing;

/// <summary>Decisions on charges by the API (R25).</summary>
internal static class BillingEndpoints
{
    public static void MapBilling(this RouteGroupBuilder api)
    {
        MapQueue(api);
        MapDecision(api);
    }

    private static void MapQueue(RouteGroupBuilder api)
    {
        api.MapGet("/billing-decisions", ListAsync)
            .Allows(Scopes.IncidentsRead, Role.SupportManager)
            .WithName("listBillingDecisions")
            .WithTags("Billing decisions")
            .WithSummary("List what waits for a billing decision")
            .WithDescription(
                "Closed incidents whose charge a support manager decides, longest waiting first; narrowed to a reason "
                + "of closing, a plan, or those that wait for a second person.")
            .Produces<Page<BillingDecisionView>>();
        api.MapGet("/billing-decisions/{id:guid}", FindAsync)
            .Allows(Scopes.IncidentsRead, Role.SupportManager)
            .WithName("getBillingDecision")
            .WithTags("Billing decisions")
            .WithSummary("Read what a billing decision is made by")
            .WithDescription("What was promised and what was done, while the charge waits for a decision.")
            .Produces<BillingDecisionView>();
    }

    private static void MapDecision(RouteGroupBuilder api)
    {
        Describe(
            api.MapPost("/incidents/{id:guid}/billing-decision", (
                Guid id, NewBillingDecision decision, DecideBilling act, HttpContext http, CancellationToken cancel) =>
                IncidentActEndpoints.AtVersionAsync(
                    http, version => act.RunAsync(http.SignedIn(), id, decision, version, cancel))),
            "decideBilling", "Decide whether a closed incident is charged",
            "Once, with a reason that the pack's statement shows. Where the credit is worth more than the policy "
                + "leaves to one person it is proposed, and another person confirms it. If-Match is required.");
        Describe(
            api.MapPost("/incidents/{id:guid}/billing-decision/confirmation", (
                Guid id, DecideBilling act, HttpContext http, CancellationToken cancel) =>
                IncidentActEndpoints.AtVersionAsync(
                    http, version => act.ConfirmAsync(http.SignedIn(), id, version, cancel))),
            "confirmBilling", "Confirm a proposed decision",
            "Never by whoever proposed it. If-Match is required.");
        Describe(
            api.MapPost("/incidents/{id:guid}/billing-decision/withdrawal", (
                Guid id, DecideBilling act, HttpContext http, CancellationToken cancel) =>
                IncidentActEndpoints.AtVersionAsync(
                    http, version => act.EndProposalAsync(http.SignedIn(), id, version, cancel))),
            "withdrawBilling", "Take a proposed decision back",
            "One's own, or another person's that one does not agree with. If-Match is required.");
    }

    private static void Describe(RouteHandlerBuilder endpoint, string name, string summary, string description) =>
        endpoint.Allows(Scopes.BillingWrite, Role.SupportManager)
            .WithName(name)
            .WithTags("Billing decisions")
            .WithSummary(summary)
            .WithDescription(description)
            .Produces<IncidentStateView>();

    private static async Task<IResult> ListAsync(
        string? reason,
        string? plan,
        bool? proposed,
        string? cursor,
        IStorage storage,
        InForce inForce,
        HttpContext http,
        CancellationToken cancel)
    {
        var mistakes = new List<FieldMistake>();
        var filter = new BillingFilter
        {
            Reason = IncidentEndpoints.Word<ClosingReason>(reason, nameof(reason), mistakes),
            Plan = plan,
            Proposed = proposed == true,
        };
        mistakes.AddRange(FieldCheck.Of(filter));
        if (mistakes.Count > 0)
        {
            return Problems.Of(mistakes, http);
        }

        await using var database = storage.Read();
        var policy = (await inForce.ReadAsync(database, cancel)).Policy;
        return Results.Ok(
            await database.ListBillingDecisionsAsync(http.Actor(), filter, policy, cursor, cancel));
    }

    private static async Task<IResult> FindAsync(
        Guid id, IStorage storage, InForce inForce, HttpContext http, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var policy = (await inForce.ReadAsync(database, cancel)).Policy;
        var found = await database.FindBillingDecisionAsync(http.Actor(), id, policy, cancel);
        if (found is not null)
        {
            http.SetVersion(found.Line.Version);
        }

        return IncidentEndpoints.FoundOr404(found, http);
    }
}
