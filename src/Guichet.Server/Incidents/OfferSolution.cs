using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using ActBy = Guichet.Incidents.ActBy;
using MessageKind = Guichet.Incidents.MessageKind;

namespace Guichet.Server.Incidents;

/// <summary>An agent offers a solution (R24); it waits for the policy's days.</summary>
internal sealed class OfferSolution(IncidentWork work)
{
    public Task<Result<IncidentStateView>> RunAsync(
        SignedIn signedIn, Guid incident, NewMessage solution, int? version, CancellationToken cancel) =>
        work.SayAsync(
            signedIn.Actor,
            ActBy.Agent,
            MessageKind.SolutionOffered,
            new Saying(incident, solution.Id!.Value, solution.Body, solution.Minutes, version)
            {
                Draft = solution.Draft,
            },
            turn => turn.Incident.OfferSolution(turn.Said, turn.Policy.Policy.Closing),
            cancel);
}
