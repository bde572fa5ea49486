using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using ActBy = Guichet.Incidents.ActBy;
using MessageKind = Guichet.Incidents.MessageKind;

namespace Guichet.Server.Incidents;

/// <summary>Either side writes a message; an agent may say that the incident waits for the customer.</summary>
internal sealed class ReplyToIncident(IncidentWork work)
{
    public Task<Result<IncidentStateView>> RunAsync(
        SignedIn signedIn, Guid incident, NewReply reply, int? version, CancellationToken cancel)
    {
        var side = signedIn.Actor.IsAgent ? ActBy.Agent : ActBy.Customer;
        return work.SayAsync(
            signedIn.Actor,
            side,
            MessageKind.Reply,
            new Saying(incident, reply.Id!.Value, reply.Body, reply.Minutes, version)
            {
                Draft = reply.Draft,
                Facts = Fingerprint.Of(signedIn.Actor.Person.Value, new { reply.WaitsForCustomer }),
            },
            turn => side == ActBy.Agent
                ? turn.Incident.ReplyAsAgent(turn.Said, reply.WaitsForCustomer)
                : turn.Incident.ReplyAsCustomer(turn.Said),
            cancel);
    }
}
