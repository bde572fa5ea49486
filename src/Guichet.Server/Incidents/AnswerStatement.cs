using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using ActBy = Guichet.Incidents.ActBy;
using MessageKind = Guichet.Incidents.MessageKind;

namespace Guichet.Server.Incidents;

/// <summary>The customer answers the problem statement that waits (R4).</summary>
internal sealed class AnswerStatement(IncidentWork work)
{
    /// <summary>Agreed: work is judged against it.</summary>
    public Task<Result<IncidentStateView>> AcceptAsync(
        SignedIn signedIn, Guid incident, NewAcceptance acceptance, int? version, CancellationToken cancel) =>
        work.SayAsync(
            signedIn.Actor,
            ActBy.Customer,
            MessageKind.StatementAccepted,
            new Saying(incident, acceptance.Id!.Value, acceptance.Body, null, version),
            turn => turn.Incident.AcceptStatement(turn.Said),
            cancel);

    /// <summary>Another statement instead; the agent takes it up or proposes again.</summary>
    public Task<Result<IncidentStateView>> CounterAsync(
        SignedIn signedIn, Guid incident, NewCounterStatement statement, int? version, CancellationToken cancel) =>
        work.SayAsync(
            signedIn.Actor,
            ActBy.Customer,
            MessageKind.StatementCountered,
            new Saying(incident, statement.Id!.Value, statement.Body, null, version)
            {
                Facts = Fingerprint.Of(signedIn.Actor.Person.Value, new { statement.SolutionCriterion }),
            },
            turn => turn.Incident.CounterStatement(turn.Said, statement.SolutionCriterion?.Trim() ?? ""),
            cancel);
}
