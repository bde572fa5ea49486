using Guichet.Client.Incidents;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Incidents.Billing;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using ActBy = Guichet.Incidents.ActBy;
using MessageKind = Guichet.Incidents.MessageKind;

namespace Guichet.Server.Incidents;

/// <summary>The customer asks for the credit back, as the first response was missed (R25).</summary>
internal sealed class AskForCredit(IncidentWork work)
{
    /// <summary>Refused: <c>credit.not-offered</c>, <c>credit.response-not-missed</c>, <c>credit.already-asked</c>,
    /// <c>credit.nothing-to-give-back</c>; <c>billing.already-decided</c> where a person has decided on the charge
    /// before.</summary>
    public Task<Result<IncidentStateView>> RunAsync(
        SignedIn signedIn, Guid incident, NewAcceptance words, int? version, CancellationToken cancel) =>
        work.SayAsync(
            signedIn.Actor,
            ActBy.Customer,
            MessageKind.CreditAsked,
            new Saying(incident, words.Id!.Value, words.Body, null, version),
            (database, turn) => AskAsync(database, turn, cancel),
            cancel);

    private static async Task<Result<Message>> AskAsync(Database database, Turn turn, CancellationToken cancel)
    {
        var id = turn.Incident.Id;
        return await database.Set<BillingDecision>().AnyAsync(decision => decision.Incident == id, cancel)
            ? new Refusal("billing.already-decided", "It is already decided whether this is charged.")
            : turn.Incident.AskForCredit(turn.Said, turn.Policy.Policy.Closing);
    }
}
