using Guichet.Accounts;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using Guichet.Server.Teams;
using Guichet.ServiceLevels;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Alarms;

/// <summary>Whom the alarms of some incidents write to.</summary>
/// <param name="managers">Every support manager.</param>
/// <param name="members">The members of the incidents' teams, by the team's key.</param>
internal sealed class AlarmAudience(IReadOnlyList<PersonId> managers, ILookup<string, PersonId> members)
{
    /// <summary>Reads it once for a batch of incidents.</summary>
    public static async Task<AlarmAudience> ReadAsync(
        Database database, IReadOnlyList<Incident> incidents, CancellationToken cancel) =>
        new(
            await database.Set<Person>()
                .Where(person => person.Role == Role.SupportManager)
                .OrderBy(person => person.NormalizedEmail)
                .Select(person => person.Id)
                .ToListAsync(cancel),
            await database.ListMembersAsync(incidents.Select(incident => incident.Team), cancel));

    /// <summary>Each who is told, once. Null stands for the address of the house's team: it is written to where the
    /// incident has no team, or one without members.</summary>
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

        if (team && incident.Team is { } key && members[key].Any())
        {
            people.UnionWith(members[key]);
            team = false;
        }

        return [.. people.Select(person => (PersonId?)person), .. team ? [null] : Array.Empty<PersonId?>()];
    }
}
