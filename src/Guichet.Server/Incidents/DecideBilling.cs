using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Policies;
using Guichet.Server.Storage;

namespace Guichet.Server.Incidents;

/// <summary>The support manager decides whether a closed incident is charged (R25): with a reason, and never twice.
/// </summary>
internal sealed class DecideBilling(IncidentWork work, InForce inForce, IClock clock)
{
    /// <summary>Refused: <c>incident.unknown</c>, <c>access.may-not-decide</c>, <c>billing.nothing-to-decide</c>,
    /// <c>billing.already-decided</c>, <c>version.changed</c>.</summary>
    public Task<Result<IncidentStateView>> RunAsync(
        SignedIn signedIn, Guid incident, NewBillingDecision decision, int version, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var actor = signedIn.Actor;
        return work.ChangeAsync(
            actor,
            incident,
            async (database, found) =>
            {
                if (actor.Role != Role.SupportManager)
                {
                    return new Refusal("access.may-not-decide", "Only a support manager decides what is charged.");
                }

                var changed = IncidentWork.WhyNotAt(version, found);
                var before = found.Charge;

                // That it is decided already says more than that it has changed.
                if ((found.Decide(decision.Charge!.Value, now).Refusal ?? changed) is { } refusal)
                {
                    return refusal;
                }

                var (reason, policy) = (decision.Reason!.Trim(), (await inForce.ReadAsync(database, cancel)).Policy);
                database.Add(new BillingDecision
                {
                    Incident = found.Id,
                    Charge = decision.Charge!.Value,
                    Reason = reason,
                    DecidedBy = actor.Person,
                    DecidedAt = now,
                });
                await IncidentWork.SettleAsync(
                    database, before, found, actor.Person, reason, policy, now, cancel);
                database.Add(OutboxMessage.Of("incident.decided", new { incident }, now));
                return found.AsState();
            },
            cancel);
    }
}
