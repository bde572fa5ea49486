using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using ActBy = Guichet.Incidents.ActBy;
using MessageKind = Guichet.Incidents.MessageKind;
using Reason = Guichet.Incidents.ClosingReason;

namespace Guichet.Server.Incidents;

/// <summary>Ends an incident without a solution (R24): an agent as out of scope, unresolved or a product defect; the
/// customer at their wish.</summary>
internal sealed class CloseIncident(IncidentWork work)
{
    public Task<Result<IncidentStateView>> RunAsync(
        SignedIn signedIn, Guid incident, NewClosure closure, int version, CancellationToken cancel)
    {
        var reason = closure.Reason!.Value.As<Reason>();
        return work.SayAsync(
            signedIn.Actor,
            reason == Reason.CustomersWish ? ActBy.Customer : ActBy.Agent,
            MessageKind.Closed,
            new Saying(incident, closure.Id!.Value, closure.Body, closure.Minutes, version)
            {
                Draft = closure.Draft,
                Facts = Fingerprint.Of(signedIn.Actor.Person.Value, new { closure.Reason }),
            },
            turn => turn.Incident.Close(reason, turn.Said),
            cancel);
    }
}
