using Guichet.Client.Incidents;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using ActBy = Guichet.Incidents.ActBy;
using MessageKind = Guichet.Incidents.MessageKind;

namespace Guichet.Server.Incidents.Disputes;

/// <summary>The customer disputes a charge (R25), within the policy's days and once. The answer is promised for an
/// instant that a later change of the policy does not move.</summary>
internal sealed class DisputeCharge(IncidentWork work, SweepBell<TellOverdueDisputes> bell)
{
    /// <summary>Refused: <c>dispute.not-offered</c>, <c>dispute.nothing-charged</c>, <c>dispute.already-disputed</c>,
    /// <c>dispute.too-late</c>, <c>dispute.words-missing</c>, and as every act on an incident.</summary>
    public async Task<Result<IncidentStateView>> RunAsync(
        SignedIn signedIn, Guid incident, NewMessage words, int? version, CancellationToken cancel)
    {
        Instant? due = null;
        var result = await work.SayAsync(
            signedIn.Actor,
            ActBy.Customer,
            MessageKind.ChargeDisputed,
            new Saying(incident, words.Id!.Value, words.Body, null, version),
            (database, turn) =>
            {
                var disputed = Dispute(database, turn);
                due = disputed.Refusal is null ? turn.Incident.DisputeDueAt : null;
                return Task.FromResult(disputed);
            },
            cancel);
        if (result.Refusal is null && due is { } at)
        {
            bell.RingAt(at);
        }

        return result;
    }

    private static Result<Message> Dispute(Database database, Turn turn)
    {
        var (billing, said) = (turn.Policy.Policy.Closing.Billing, turn.Said);
        var due = said.At;
        if (billing.Disputes is { } terms
            && !turn.Policy.DueAfter(terms, said.At).Succeeded(out due, out var unreachable))
        {
            return unreachable;
        }

        if (!turn.Incident.DisputeCharge(said, billing, due).Succeeded(out var message, out var refusal))
        {
            return refusal;
        }

        database.Add(new ChargeDispute
        {
            Incident = turn.Incident.Id,
            Words = said.Id,
            DisputedBy = said.Author!.Value,
            DisputedAt = said.At,
            Budget = billing.Disputes!.Budget,
            Calendar = billing.Disputes.Calendar,
            PolicyVersion = turn.Policy.Version,
            TimeZoneData = PolicyInForce.TimeZoneData,
            DueAt = due,
            AlarmAt = due,
        });
        return message;
    }
}
