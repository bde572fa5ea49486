using Guichet.Client.Incidents;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using ActBy = Guichet.Incidents.ActBy;
using MessageKind = Guichet.Incidents.MessageKind;

namespace Guichet.Server.Incidents;

/// <summary>The customer answers the solution that waits (R24).</summary>
internal sealed class AnswerSolution(IncidentWork work)
{
    /// <summary>It solves the problem: the incident is closed and charged.</summary>
    public Task<Result<IncidentStateView>> AcceptAsync(
        SignedIn signedIn, Guid incident, NewAcceptance acceptance, int? version, CancellationToken cancel) =>
        AcceptAsync(signedIn, incident, acceptance, version, null, cancel);

    /// <inheritdoc cref="AcceptAsync(SignedIn, Guid, NewAcceptance, int?, CancellationToken)"/>
    /// <param name="signedIn">Who answers.</param>
    /// <param name="incident">Which incident.</param>
    /// <param name="acceptance">The words, if any.</param>
    /// <param name="version">The one they have read.</param>
    /// <param name="byLinkFrom">From which address, where it comes by the link of a mail: the audit log keeps that.
    /// </param>
    /// <param name="cancel">Gives up.</param>
    public Task<Result<IncidentStateView>> AcceptAsync(
        SignedIn signedIn,
        Guid incident,
        NewAcceptance acceptance,
        int? version,
        string? byLinkFrom,
        CancellationToken cancel) =>
        work.SayAsync(
            signedIn.Actor,
            ActBy.Customer,
            MessageKind.SolutionAccepted,
            new Saying(incident, acceptance.Id!.Value, acceptance.Body, null, version),
            (database, turn) => Answer(database, turn, byLinkFrom, turn.Incident.AcceptSolution(turn.Said)),
            cancel);

    /// <summary>It does not, and why: the work goes on.</summary>
    public Task<Result<IncidentStateView>> RefuseAsync(
        SignedIn signedIn, Guid incident, NewMessage words, int? version, CancellationToken cancel) =>
        RefuseAsync(signedIn, incident, words, version, null, cancel);

    /// <inheritdoc cref="RefuseAsync(SignedIn, Guid, NewMessage, int?, CancellationToken)"/>
    /// <param name="signedIn">Who answers.</param>
    /// <param name="incident">Which incident.</param>
    /// <param name="words">Why not.</param>
    /// <param name="version">The one they have read.</param>
    /// <param name="byLinkFrom">From which address, where it comes by the link of a mail: the audit log keeps that.
    /// </param>
    /// <param name="cancel">Gives up.</param>
    public Task<Result<IncidentStateView>> RefuseAsync(
        SignedIn signedIn,
        Guid incident,
        NewMessage words,
        int? version,
        string? byLinkFrom,
        CancellationToken cancel) =>
        work.SayAsync(
            signedIn.Actor,
            ActBy.Customer,
            MessageKind.SolutionRefused,
            new Saying(incident, words.Id!.Value, words.Body, words.Minutes, version),
            (database, turn) => Answer(database, turn, byLinkFrom, turn.Incident.RefuseSolution(turn.Said)),
            cancel);

    /// <summary>In the transaction of the answer: whoever says that it was not them can be told.</summary>
    private static Task<Result<Message>> Answer(
        Database database, Turn turn, string? byLinkFrom, Result<Message> answer)
    {
        if (byLinkFrom is not null)
        {
            database.Audit(
                turn.Said.At, turn.Said.Author, "incident.answered-by-link", turn.Incident.Id.Value, byLinkFrom);
        }

        return Task.FromResult(answer);
    }
}
