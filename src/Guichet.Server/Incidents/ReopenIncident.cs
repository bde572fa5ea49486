using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using ActBy = Guichet.Incidents.ActBy;
using MessageKind = Guichet.Incidents.MessageKind;

namespace Guichet.Server.Incidents;

/// <summary>The customer says that the same problem is back (R25): no new charge.</summary>
internal sealed class ReopenIncident(IncidentWork work)
{
    public Task<Result<IncidentStateView>> RunAsync(
        SignedIn signedIn, Guid incident, NewMessage words, int? version, CancellationToken cancel) =>
        work.SayAsync(
            signedIn.Actor,
            ActBy.Customer,
            MessageKind.Reopened,
            new Saying(incident, words.Id!.Value, words.Body, words.Minutes, version),
            turn => turn.Incident.Reopen(turn.Said, turn.Policy.Policy.Closing),
            cancel);
}
