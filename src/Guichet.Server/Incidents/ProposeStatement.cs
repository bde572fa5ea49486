using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using ActBy = Guichet.Incidents.ActBy;
using MessageKind = Guichet.Incidents.MessageKind;

namespace Guichet.Server.Incidents;

/// <summary>An agent proposes the problem statement with what counts as a solution (R4); a response (R8).</summary>
internal sealed class ProposeStatement(IncidentWork work)
{
    public Task<Result<IncidentStateView>> RunAsync(
        SignedIn signedIn, Guid incident, NewStatement statement, int? version, CancellationToken cancel) =>
        work.SayAsync(
            signedIn.Actor,
            ActBy.Agent,
            MessageKind.StatementProposed,
            new Saying(incident, statement.Id!.Value, statement.Body, statement.Minutes, version)
            {
                Draft = statement.Draft,
                Facts = Fingerprint.Of(signedIn.Actor.Person.Value, new { statement.SolutionCriterion }),
            },
            turn => turn.Incident.ProposeStatement(turn.Said, statement.SolutionCriterion!.Trim()),
            cancel);
}
