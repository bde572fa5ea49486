using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Incidents.Billing;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using ActBy = Guichet.Incidents.ActBy;
using MessageKind = Guichet.Incidents.MessageKind;

namespace Guichet.Server.Incidents.Disputes;

/// <summary>A support manager answers a dispute (R25), once, and never one who had a hand in the decision: upheld, the
/// credit comes back; rejected, the charge stands.</summary>
internal sealed class AnswerDispute(IncidentWork work)
{
    /// <summary>Refused: <c>access.may-not-decide</c>, <c>dispute.own-decision</c>, <c>dispute.none</c>,
    /// <c>dispute.already-answered</c>, and as every act on an incident.</summary>
    public Task<Result<IncidentStateView>> RunAsync(
        SignedIn signedIn, Guid incident, NewDisputeAnswer answer, int? version, CancellationToken cancel)
    {
        var upheld = answer.Upheld!.Value;
        return work.SayAsync(
            signedIn.Actor,
            ActBy.Agent,
            upheld ? MessageKind.DisputeUpheld : MessageKind.DisputeRejected,
            new Saying(incident, answer.Id!.Value, answer.Reason, null, version),
            (database, turn) => AnswerAsync(database, turn, signedIn.Actor, upheld, cancel),
            cancel);
    }

    private static async Task<Result<Message>> AnswerAsync(
        Database database, Turn turn, Actor actor, bool upheld, CancellationToken cancel)
    {
        if (actor.Role != Role.SupportManager)
        {
            return new Refusal("access.may-not-decide", "Only a support manager answers a dispute.");
        }

        var id = turn.Incident.Id;
        var decision = await database.Set<BillingDecision>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.Incident == id, cancel);
        if (decision?.IsOf(actor.Person) == true)
        {
            return new Refusal("dispute.own-decision", "Another person answers than the one who decided.");
        }

        if (!turn.Incident.AnswerDispute(upheld, turn.Said).Succeeded(out var message, out var refusal))
        {
            return refusal;
        }

        var dispute = await database.Set<ChargeDispute>().SingleAsync(one => one.Incident == id, cancel);
        dispute.Close(upheld, message.Id, actor.Person, turn.Said.At);
        return message;
    }
}
