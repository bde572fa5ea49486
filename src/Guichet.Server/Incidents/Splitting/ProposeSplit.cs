using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Coverage;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using ActBy = Guichet.Incidents.ActBy;
using MessageKind = Guichet.Incidents.MessageKind;

namespace Guichet.Server.Incidents.Splitting;

/// <summary>An agent proposes to divide a problem (R1). Nothing is charged by it; coverage is asked as a submission of
/// the customer's would be, and asked again when they accept.</summary>
internal sealed class ProposeSplit(IncidentWork work)
{
    /// <summary>Refused: <c>split.part-missing</c>, <c>split.id-reused</c>, as coverage, packs and severity refuse, and
    /// as every act on an incident.</summary>
    public Task<Result<IncidentStateView>> RunAsync(
        SignedIn signedIn, Guid incident, NewSplit split, int? version, CancellationToken cancel) =>
        work.SayAsync(
            signedIn.Actor,
            ActBy.Agent,
            MessageKind.PartsProposed,
            new Saying(incident, split.Id!.Value, split.Body, split.Minutes, version)
            {
                Facts = Fingerprint.Of(signedIn.Actor.Person.Value, new { split.Parts }),
            },
            async (database, turn) =>
                (await DraftAsync(database, turn, split.Parts!, cancel)).Succeeded(out var drafts, out var refusal)
                    ? Propose(database, turn, drafts)
                    : refusal,
            cancel);

    private static Result<Message> Propose(Database database, Turn turn, IReadOnlyList<PartDraft> drafts)
    {
        if (!turn.Incident.ProposeParts(turn.Said, drafts).Succeeded(out var proposed, out var refusal))
        {
            return refusal;
        }

        database.AddRange(proposed.Parts);
        return proposed.Message;
    }

    /// <summary>Each part on the plan that the agent chose, by what the customer holds today.</summary>
    private static async Task<Result<IReadOnlyList<PartDraft>>> DraftAsync(
        Database database, Turn turn, IReadOnlyList<NewPart> parts, CancellationToken cancel)
    {
        IncidentId[] ids = [.. parts.Select(part => new IncidentId(part.Id!.Value))];
        if (await database.Set<ProposedPart>().AnyAsync(part => ids.Contains(part.Id), cancel)
            || await database.Set<Incident>().AnyAsync(incident => ids.Contains(incident.Id), cancel))
        {
            return new Refusal("split.id-reused", "Each part needs an id of its own.");
        }

        var customer = await database.FindActorAsync(turn.Incident.Customer, cancel);
        var held = await database.ReadHeldPacksAsync(customer, cancel);
        var drafts = new List<PartDraft>(parts.Count);
        foreach (var part in parts)
        {
            var severity = part.Severity!.Value.As<Guichet.Plans.Severity>();
            var asked = turn.Incident.AsksFor(part.Plan!, severity);
            if (!SubmissionGrounds.Find(customer, asked, held, turn.Terms, turn.Said.At)
                .Succeeded(out var grounds, out var refusal))
            {
                return refusal;
            }

            drafts.Add(new PartDraft(
                new IncidentId(part.Id!.Value),
                part.Title!.Trim(),
                part.Description?.Trim() ?? "",
                severity,
                part.Plan!,
                grounds.Counted));
        }

        return drafts;
    }
}
