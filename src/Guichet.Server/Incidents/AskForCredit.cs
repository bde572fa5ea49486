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
internal sealed class AskForCredit(IStorage storage, IncidentWork work)
{
    /// <summary>Refused: <c>credit.not-offered</c>, <c>credit.response-not-missed</c>, <c>credit.already-asked</c>,
    /// <c>credit.nothing-to-give-back</c>; <c>billing.already-decided</c> where a person has decided on the charge
    /// before.</summary>
    public async Task<Result<IncidentStateView>> RunAsync(
        SignedIn signedIn, Guid incident, NewAcceptance words, int? version, CancellationToken cancel) =>
        await IsDecidedAsync(signedIn, incident, cancel)
            ? new Refusal("billing.already-decided", "It is already decided whether this is charged.")
            : await work.SayAsync(
                signedIn.Actor,
                ActBy.Customer,
                MessageKind.CreditAsked,
                new Saying(incident, words.Id!.Value, words.Body, null, version),
                turn => turn.Incident.AskForCredit(turn.Said, turn.Policy.Policy.Closing),
                cancel);

    private async Task<bool> IsDecidedAsync(SignedIn signedIn, Guid id, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return await database.FindIncidentAsync(signedIn.Actor, id, cancel) is { } incident
            && await database.Set<BillingDecision>().AnyAsync(decision => decision.Incident == incident.Id, cancel);
    }
}
