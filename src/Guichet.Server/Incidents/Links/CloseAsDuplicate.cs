using Guichet.Client.Incidents;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using ActBy = Guichet.Incidents.ActBy;
using IncidentLinkKind = Guichet.Incidents.IncidentLinkKind;
using MessageKind = Guichet.Incidents.MessageKind;

namespace Guichet.Server.Incidents.Links;

/// <summary>An agent closes an incident as a duplicate of another of the same customer; its credit comes back.
/// </summary>
internal sealed class CloseAsDuplicate(IncidentWork work)
{
    /// <summary>Refused: <c>incident.unknown</c> for either, <c>link.other-customer</c>, <c>link.to-itself</c>,
    /// <c>link.circle</c>, and as every act on an incident.</summary>
    public Task<Result<IncidentStateView>> RunAsync(
        SignedIn signedIn, Guid incident, NewDuplicate duplicate, int version, CancellationToken cancel) =>
        work.SayAsync(
            signedIn.Actor,
            ActBy.Agent,
            MessageKind.Closed,
            new Saying(incident, duplicate.Id!.Value, duplicate.Body, null, version)
            {
                Facts = Fingerprint.Of(signedIn.Actor.Person.Value, new { duplicate.Number }),
            },
            async (database, turn) =>
            {
                if (await database.FindNumberAsync(signedIn.Actor, duplicate.Number!.Value, cancel) is not { } other)
                {
                    return new Refusal("incident.unknown", "There is no such incident.");
                }

                return (IncidentLinks.WhyNotDuplicate(turn.Incident, other)
                    ?? await database.LinkAsync(
                        turn.Incident.Id,
                        IncidentLinkKind.Duplicates,
                        other.Id,
                        signedIn.Actor.Person,
                        turn.Said.At,
                        cancel)) is { } refusal
                    ? refusal
                    : turn.Incident.CloseAsDuplicate(turn.Said);
            },
            cancel);
}
