using Guichet.Accounts;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Teams;

internal static class TeamQueries
{
    /// <summary>Who belongs to the teams, by the teams' keys.</summary>
    public static async Task<ILookup<string, PersonId>> ListMembersAsync(
        this Database database, IEnumerable<string?> teams, CancellationToken cancel)
    {
        var keys = teams.OfType<string>().Distinct().ToList();
        var members = keys.Count == 0
            ? []
            : await database.Set<TeamMemberRow>().AsNoTracking()
                .Where(member => keys.Contains(member.Team))
                .ToListAsync(cancel);
        return members.ToLookup(member => member.Team, member => member.Person);
    }

    /// <summary>Everybody who can look after incidents, by name.</summary>
    public static Task<List<AgentLine>> ListAgentsAsync(this Database database, CancellationToken cancel) =>
        database.Set<Person>().AsNoTracking()
            .Where(person => person.Role == Role.Agent || person.Role == Role.SupportManager)
            .OrderBy(person => person.Name).ThenBy(person => person.Id)
            .Take(500)
            .Select(person => new AgentLine(person.Id, person.Name))
            .ToListAsync(cancel);
}

/// <summary>Somebody who can look after incidents.</summary>
internal sealed record AgentLine(PersonId Person, string Name);
