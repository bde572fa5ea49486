using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Incidents.Writing;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Billing;

/// <summary>The support manager decides whether a closed incident is charged (R25): with a reason, and never twice.
/// Where the credit is worth more than the policy leaves to one person, it is a proposal that another one confirms.
/// </summary>
internal sealed class DecideBilling(IncidentWork work, InForce inForce, IClock clock)
{
    /// <summary>Decides, or proposes to. Refused: <c>incident.unknown</c>, <c>access.may-not-decide</c>,
    /// <c>billing.nothing-to-decide</c>, <c>billing.already-decided</c>, <c>billing.already-proposed</c>,
    /// <c>version.changed</c>.</summary>
    public Task<Result<IncidentStateView>> RunAsync(
        SignedIn signedIn, Guid incident, NewBillingDecision decision, int version, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var (by, charge, reason) = (signedIn.Actor.Person, decision.Charge!.Value, decision.Reason!.Trim());
        return ChangeAsync(
            signedIn.Actor,
            incident,
            version,
            async (database, found, waiting) =>
            {
                if (waiting is not null && waiting.IsAbout(found))
                {
                    return new Refusal("billing.already-proposed", "A decision waits for a second person already.");
                }

                if (waiting is not null)
                {
                    await database.OutdateAsync(waiting, by, now, cancel);
                }

                var policy = (await inForce.ReadAsync(database, cancel)).Policy;
                if (!policy.Policy.Closing.Billing.NeedsSecondPerson(
                    await database.ReadCreditWorthAsync(found, policy, cancel)))
                {
                    return await DecideAsync(database, found, new(charge, reason, by, null, now), policy, cancel);
                }

                database.Add(new BillingProposal
                {
                    Id = Guid.CreateVersion7(),
                    Incident = found.Id,
                    Charge = charge,
                    Reason = reason,
                    ProposedBy = by,
                    ProposedAt = now,
                });
                database.Add(OutboxMessage.Of("incident.decision-proposed", new { incident }, now));
                return found.ProposeDecision(now);
            },
            cancel);
    }

    /// <summary>The second person agrees, and it is decided. Refused: as deciding is, and
    /// <c>billing.nothing-proposed</c>, <c>billing.own-proposal</c>.</summary>
    public Task<Result<IncidentStateView>> ConfirmAsync(
        SignedIn signedIn, Guid incident, int version, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var by = signedIn.Actor.Person;
        return ChangeAsync(
            signedIn.Actor,
            incident,
            version,
            async (database, found, waiting) =>
            {
                if (WhyNotConfirmed(waiting, found, by) is { } refusal)
                {
                    return refusal;
                }

                waiting!.End(ProposalOutcome.Confirmed, by, now);
                return await DecideAsync(
                    database,
                    found,
                    new(waiting.Charge, waiting.Reason, waiting.ProposedBy, by, now),
                    (await inForce.ReadAsync(database, cancel)).Policy,
                    cancel);
            },
            cancel);
    }

    /// <summary>Whoever proposed takes it back; another one with the right sends it back. Either way it can be decided
    /// on anew. Refused: as deciding is, and <c>billing.nothing-proposed</c>.</summary>
    public Task<Result<IncidentStateView>> EndProposalAsync(
        SignedIn signedIn, Guid incident, int version, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var by = signedIn.Actor.Person;
        return ChangeAsync(
            signedIn.Actor,
            incident,
            version,
            (_, found, waiting) =>
            {
                if (waiting is null)
                {
                    return Task.FromResult<Result<Incident>>(NothingProposed);
                }

                waiting.End(
                    waiting.ProposedBy == by ? ProposalOutcome.Withdrawn : ProposalOutcome.SentBack, by, now);
                found.EndProposal(now);
                return Task.FromResult<Result<Incident>>(found);
            },
            cancel);
    }

    private static Refusal NothingProposed { get; } =
        new("billing.nothing-proposed", "No decision waits for a second person.");

    private static Refusal? WhyNotConfirmed(BillingProposal? waiting, Incident incident, PersonId by) =>
        waiting is null || !waiting.IsAbout(incident) ? NothingProposed
        : waiting.ProposedBy == by ? new Refusal("billing.own-proposal", "Another person confirms what you proposed.")
        : null;

    private Task<Result<IncidentStateView>> ChangeAsync(
        Actor actor,
        Guid id,
        int version,
        Func<Database, Incident, BillingProposal?, Task<Result<Incident>>> act,
        CancellationToken cancel) =>
        work.ChangeAsync(
            actor,
            id,
            async (database, found) =>
            {
                if (actor.Role != Role.SupportManager)
                {
                    return new Refusal("access.may-not-decide", "Only a support manager decides what is charged.");
                }

                // That it is decided or proposed already says more than that it has changed.
                var waiting = await database.Set<BillingProposal>()
                    .SingleOrDefaultAsync(one => one.Incident == found.Id && one.Outcome == null, cancel);
                var changed = await database.WhyNotAtAsync(actor, version, found, cancel);
                if (found.WhyUndecidable() is { } refusal)
                {
                    return refusal;
                }

                var result = await act(database, found, waiting);
                return (result.Refusal ?? changed) is { } why ? why : result.Value.AsState();
            },
            cancel);

    private static async Task<Result<Incident>> DecideAsync(
        Database database, Incident found, Decided decided, PolicyInForce policy, CancellationToken cancel)
    {
        var before = found.Charge;
        if (found.Decide(decided.Charge, decided.At).Refusal is { } refusal)
        {
            return refusal;
        }

        database.Add(new BillingDecision
        {
            Incident = found.Id,
            Charge = decided.Charge,
            Reason = decided.Reason,
            DecidedBy = decided.By,
            DecidedAt = decided.At,
            ConfirmedBy = decided.ConfirmedBy,
        });
        await IncidentWork.SettleAsync(
            database,
            before,
            found,
            decided.ConfirmedBy ?? decided.By,
            decided.Reason,
            policy,
            decided.At,
            cancel);
        database.Add(OutboxMessage.Of("incident.decided", new { incident = found.Id.Value }, decided.At));
        return found;
    }

    private sealed record Decided(bool Charge, string Reason, PersonId By, PersonId? ConfirmedBy, Instant At);
}
