using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Server.Storage;

namespace Guichet.Server.Incidents.Mentions;

/// <summary>Somebody of the desk has seen to what a note called upon them for; doing it again changes nothing.
/// </summary>
internal sealed class DealWithMention(IncidentWork work)
{
    /// <summary>Refused: <c>incident.unknown</c>, <c>access.may-not-act</c>.</summary>
    public Task<Result<IncidentStateView>> RunAsync(Actor actor, Guid incident, CancellationToken cancel) =>
        work.ChangeAsync(
            actor,
            incident,
            async (database, found) =>
            {
                if (!actor.IsAgent)
                {
                    return new Refusal("access.may-not-act", "Your place does not let you do this.");
                }

                // The desks' counts follow.
                database.TellsDesks = await database.DealWithMentionAsync(actor.Person, found.Id, cancel);
                return found.AsState();
            },
            cancel);
}
