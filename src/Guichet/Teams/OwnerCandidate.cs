using Guichet.Accounts;

namespace Guichet.Teams;

/// <summary>A member who may be given an incident of the team.</summary>
/// <param name="Member">Who.</param>
/// <param name="LastTurn">The team's turn at which they were last given one; 0: never.</param>
/// <param name="Load">Their open incidents, of whatever team.</param>
public sealed record OwnerCandidate(TeamMember Member, long LastTurn, int Load)
{
    /// <summary>Who is given the incident: of those who are skilled in it (of all, where nobody is) the one that the
    /// choice names. The same candidates give the same answer, in whatever order they come. Null where there are none,
    /// or where the incident waits until somebody takes it.</summary>
    public static TeamMember? Choose(
        OwnerChoice choice, IReadOnlyList<OwnerCandidate> candidates, IReadOnlyList<string> references)
    {
        var skilled = candidates.Where(one => one.Member.Skills.Reach(references)).ToList();
        var asked = skilled.Count > 0 ? skilled : candidates;
        return choice switch
        {
            OwnerChoice.None => null,
            OwnerChoice.RoundRobin => asked
                .OrderBy(one => one.LastTurn)
                .ThenBy(one => one.Member.Person.Value)
                .FirstOrDefault()?.Member,
            OwnerChoice.LeastLoaded => asked
                .OrderBy(one => one.Load)
                .ThenBy(one => one.LastTurn)
                .ThenBy(one => one.Member.Person.Value)
                .FirstOrDefault()?.Member,
        };
    }
}
