using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Handling;

/// <summary>Somebody of the desk watches an incident that is another's, or does so no more. Doing either again changes
/// nothing.</summary>
internal sealed class WatchIncident(IncidentWork work, IClock clock)
{
    /// <summary>Refused: <c>incident.unknown</c>, <c>access.may-not-act</c>, <c>agent.unknown</c>.</summary>
    public Task<Result<IncidentStateView>> RunAsync(
        SignedIn signedIn, Guid incident, Guid person, bool watches, CancellationToken cancel)
    {
        var (who, now) = (new PersonId(person), clock.GetCurrentInstant());
        return work.ChangeAsync(
            signedIn.Actor,
            incident,
            async (database, found) =>
            {
                if (!signedIn.Actor.IsAgent)
                {
                    return new Refusal("access.may-not-act", "Your place does not let you do this.");
                }

                if (!await database.Set<Person>().AnyAsync(
                    one => one.Id == who && (one.Role == Role.Agent || one.Role == Role.SupportManager), cancel))
                {
                    return new Refusal("agent.unknown", "There is no such agent.");
                }

                var row = await database.Set<IncidentWatcher>().FindAsync([found.Id, who], cancel);
                if (watches && row is null)
                {
                    database.Add(new IncidentWatcher { Incident = found.Id, Person = who, AddedAt = now });
                }
                else if (!watches && row is not null)
                {
                    database.Remove(row);
                }

                return found.AsState();
            },
            cancel);
    }
}
