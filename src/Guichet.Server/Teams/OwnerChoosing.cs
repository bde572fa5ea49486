using Guichet.Accounts;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using Guichet.Teams;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Teams;

/// <summary>Finds the owner of an incident within its team, in the transaction that assigns it.</summary>
internal static class OwnerChoosing
{
    /// <summary>The member whose turn it is; null where the team leaves it to whoever takes it. Two that choose for one
    /// team at once are put in an order by the team's turn: the second chooses again, knowing the first.</summary>
    public static async Task<TeamMember?> ChooseOwnerAsync(
        this Database database, Team team, IReadOnlyList<string> references, CancellationToken cancel)
    {
        if (team.Choice == OwnerChoice.None)
        {
            return null;
        }

        var row = await database.Set<TeamRow>().SingleAsync(one => one.Key == team.Key, cancel);
        var members = await (
            from member in database.Set<TeamMemberRow>()
            join person in database.Set<Person>() on member.Person equals person.Id
            where member.Team == team.Key && (person.Role == Role.Agent || person.Role == Role.SupportManager)
            select new { Row = member, person.Name }).ToListAsync(cancel);
        var loads = team.Choice == OwnerChoice.LeastLoaded
            ? await database.ReadLoadsAsync(members.Select(one => one.Row.Person), cancel)
            : [];
        var candidates = members.ConvertAll(one => new OwnerCandidate(
            new TeamMember(one.Row.Person, one.Name, one.Row.Skills),
            one.Row.LastTurn,
            loads.GetValueOrDefault(one.Row.Person)));
        if (OwnerCandidate.Choose(team.Choice, candidates, references) is not { } chosen)
        {
            return null;
        }

        members.Single(one => one.Row.Person == chosen.Person).Row.LastTurn = ++row.Turns;
        return chosen;
    }

    private static async Task<Dictionary<PersonId, int>> ReadLoadsAsync(
        this Database database, IEnumerable<PersonId> people, CancellationToken cancel)
    {
        var agents = people.Select(person => (PersonId?)person).ToList();
        var loads = await database.Set<Incident>()
            .Where(incident => incident.Status != IncidentStatus.Closed && agents.Contains(incident.Agent))
            .GroupBy(incident => incident.Agent)
            .Select(group => new { Agent = group.Key, Count = group.Count() })
            .ToListAsync(cancel);
        return loads.ToDictionary(load => load.Agent!.Value, load => load.Count);
    }
}
