using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using ActBy = Guichet.Incidents.ActBy;
using MessageKind = Guichet.Incidents.MessageKind;

namespace Guichet.Server.Incidents;

/// <summary>The customer answers the solution that waits (R24).</summary>
internal sealed class AnswerSolution(IncidentWork work)
{
    /// <summary>It solves the problem: the incident is closed and charged.</summary>
    public Task<Result<IncidentStateView>> AcceptAsync(
        SignedIn signedIn, Guid incident, NewAcceptance acceptance, int? version, CancellationToken cancel) =>
        work.SayAsync(
            signedIn.Actor,
            ActBy.Customer,
            MessageKind.SolutionAccepted,
            new Saying(incident, acceptance.Id!.Value, acceptance.Body, null, version),
            turn => turn.Incident.AcceptSolution(turn.Said),
            cancel);

    /// <summary>It does not, and why: the work goes on.</summary>
    public Task<Result<IncidentStateView>> RefuseAsync(
        SignedIn signedIn, Guid incident, NewMessage words, int? version, CancellationToken cancel) =>
        work.SayAsync(
            signedIn.Actor,
            ActBy.Customer,
            MessageKind.SolutionRefused,
            new Saying(incident, words.Id!.Value, words.Body, words.Minutes, version),
            turn => turn.Incident.RefuseSolution(turn.Said),
            cancel);
}
