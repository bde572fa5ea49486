using Guichet.Catalog;
using Guichet.Coverage;
using Guichet.Packs;
using Guichet.Server.Accounts;
using Guichet.Server.Coverage;
using Guichet.Server.Packs;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Drafts;

/// <summary>A request that is being written, with what the rules say of it now.</summary>
/// <param name="Draft">Its id.</param>
/// <param name="Document">What is written so far.</param>
/// <param name="Terms">The policy and the catalogue in force.</param>
/// <param name="Packs">The packs its writer may use, earliest expiry first.</param>
/// <param name="Decision">Every plan for the release chosen; null while none is.</param>
/// <param name="IsSubmitted">Whether its incident is open already: only the draft's removal was lost.</param>
/// <param name="At">When all this was looked at.</param>
internal sealed record RequestInProgress(
    Guid Draft,
    RequestDocument Document,
    Terms Terms,
    IReadOnlyList<HeldPack> Packs,
    CoverageDecision? Decision,
    bool IsSubmitted,
    Instant At)
{
    public Client.Incidents.NewIncident Incident => Document.Incident;

    /// <summary>Null where none is chosen, and where the catalogue does not know it.</summary>
    public ProductRelease? Release =>
        Incident.Release is { } reference ? Terms.Catalog.Products.FindRelease(reference) : null;

    /// <summary>Whether a release is chosen that can be asked about: the way to step 2.</summary>
    public bool HasProduct => Decision is { Refusals.Count: 0 };

    /// <summary>The plan chosen, where it can be used now; null otherwise: the way to step 3.</summary>
    public ChosenPlan? Chosen =>
        Decision is not null && Incident.Plan is { } plan
            && ChosenPlan.In(Decision, plan).Succeeded(out var chosen, out _)
            ? chosen
            : null;

    /// <summary>Whether step 3 is complete: the way to step 4.</summary>
    public bool HasProblem =>
        Incident is { Title: not null, Description: not null, Severity: not null, Hours: not null };

    /// <summary>The pack that a credit of the chosen plan would come from; null where the plan is not
    /// counted.</summary>
    public IncidentPack? PackToUse =>
        Chosen?.Pack is { } pack ? Packs.Select(held => held.Pack).FirstOrDefault(held => held.Id == pack) : null;

    /// <summary>The person's own draft; null where there is none.</summary>
    public static async Task<RequestInProgress?> FindAsync(
        Database database, InForce inForce, SignedIn signedIn, Guid draft, Instant now, CancellationToken cancel)
    {
        var row = await database.DraftsOf(signedIn.Actor.Person).AsNoTracking()
            .SingleOrDefaultAsync(one => one.Id == draft, cancel);
        return row is null
            ? null
            : await OfAsync(database, inForce, signedIn, draft, RequestDocument.Read(row.Document), now, cancel);
    }

    /// <summary>What the rules say of a document.</summary>
    public static async Task<RequestInProgress> OfAsync(
        Database database,
        InForce inForce,
        SignedIn signedIn,
        Guid draft,
        RequestDocument document,
        Instant now,
        CancellationToken cancel)
    {
        var incident = document.Incident;
        var facts = await SubmissionFacts.ReadAsync(database, incident.Id!.Value, signedIn.Actor, cancel);
        var terms = await inForce.ReadAsync(database, facts.PolicyVersion, facts.CatalogVersion, cancel);
        var packs = HeldPack.UsableUnder(terms.Policy, facts.Packs);
        var decision = incident.Release is null
            ? null
            : CoverageRules.Decide(
                CoverageQuestions.Of(
                    signedIn.Actor, terms.Policy.DayOf(now), incident.Release, incident.Wants!, packs),
                terms.Coverage);
        return new(draft, document, terms, packs, decision, facts.Existing is not null, now);
    }
}
