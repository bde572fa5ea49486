using Guichet.Accounts;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using Guichet.ServiceLevels;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Alarms;

/// <summary>Whom the alarms of some incidents write to.</summary>
/// <param name="managers">Every support manager.</param>
internal sealed class AlarmAudience(IReadOnlyList<PersonId> managers)
{
    /// <summary>Reads it once for a batch of incidents.</summary>
    public static async Task<AlarmAudience> ReadAsync(Database database, CancellationToken cancel) =>
        new(await database.Set<Person>()
            .Where(person => person.Role == Role.SupportManager)
            .OrderBy(person => person.NormalizedEmail)
            .Select(person => person.Id)
            .ToListAsync(cancel));

    /// <summary>Each who is told, once; null stands for the team's address.</summary>
    public IReadOnlyList<PersonId?> Of(Incident incident, IReadOnlySet<AlarmAction> actions)
    {
        var people = new HashSet<PersonId>(actions.Contains(AlarmAction.NotifyManagers) ? managers : []);
        var team = actions.Contains(AlarmAction.NotifyTeam);
        if (actions.Contains(AlarmAction.NotifyOwner))
        {
            if (incident.Agent is { } owner)
            {
                people.Add(owner);
            }
            else
            {
                team = true;
            }
        }

        return [.. people.Select(person => (PersonId?)person), .. team ? [null] : Array.Empty<PersonId?>()];
    }
}
