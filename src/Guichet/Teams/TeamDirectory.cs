using Guichet.Accounts;

namespace Guichet.Teams;

/// <summary>The teams of the house and the rules by which they get new incidents, as of one revision.</summary>
public sealed class TeamDirectory
{
    private readonly Dictionary<string, Team> byKey;

    /// <param name="revision">Counts up with each change of any team or rule.</param>
    /// <param name="teams">All of them, the retired too.</param>
    /// <param name="rules">In their order.</param>
    public TeamDirectory(int revision, IReadOnlyList<Team> teams, IReadOnlyList<AssignmentRule> rules)
    {
        (Revision, Teams, Rules) = (revision, teams, rules);
        byKey = teams.ToDictionary(team => team.Key);
    }

    /// <summary>Counts up with each change.</summary>
    public int Revision { get; }

    /// <summary>By name, the retired last.</summary>
    public IReadOnlyList<Team> Teams { get; }

    /// <summary>In their order.</summary>
    public IReadOnlyList<AssignmentRule> Rules { get; }

    /// <summary>Those that get incidents, by name.</summary>
    public IEnumerable<Team> Active => Teams.Where(team => !team.Retired);

    /// <summary>The team with that key; null for none.</summary>
    public Team? Find(string? key) => key is null ? null : byKey.GetValueOrDefault(key);

    /// <summary>The team's name; its key where there is none such, null for none.</summary>
    public string? NameOf(string? key) => Find(key)?.Name ?? key;

    /// <summary>The teams that somebody is in, by name.</summary>
    public IEnumerable<Team> Of(PersonId person) =>
        Active.Where(team => team.Members.Any(member => member.Person == person));

    /// <summary>The team that a new incident goes to; null where no rule has one.</summary>
    /// <param name="question">What is known of it.</param>
    /// <param name="isOpen">Whether a team is at work at that moment.</param>
    public Team? Route(AssignmentQuestion question, Func<Team, bool> isOpen)
    {
        foreach (var rule in Rules.Where(rule => rule.Fits(question)))
        {
            var teams = (rule.Teams.Count > 0 ? rule.Teams.Select(Find).OfType<Team>() : SkilledIn(question.References))
                .Where(team => !team.Retired)
                .ToList();
            if (teams.Count > 0)
            {
                return teams.Find(team => isOpen(team)) ?? teams[0];
            }
        }

        return null;
    }

    /// <summary>Follow-the-sun: the team that goes on with what this one has open. Refused: <c>team.unknown</c>,
    /// <c>team.still-open</c>, <c>team.no-successor</c>, <c>team.none-open</c>.</summary>
    /// <param name="key">Key of the team that has it; null where none has.</param>
    /// <param name="isOpen">Whether a team is at work at that moment.</param>
    public Result<Team> SuccessorOf(string? key, Func<Team, bool> isOpen)
    {
        if (Find(key) is not { } team)
        {
            return new Refusal("team.unknown", "There is no such team.").With("team", key ?? "");
        }

        if (isOpen(team))
        {
            return new Refusal("team.still-open", "The team is at work now.").With("team", team.Name);
        }

        if (team.HandsOverTo.Count == 0)
        {
            return new Refusal("team.no-successor", "The team hands over to no other.").With("team", team.Name);
        }

        return team.HandsOverTo.Select(Find).OfType<Team>().FirstOrDefault(next => !next.Retired && isOpen(next)) is
            { } found
            ? found
            : new Refusal("team.none-open", "None of the teams that it hands over to is at work now.")
                .With("team", team.Name);
    }

    private IEnumerable<Team> SkilledIn(IReadOnlyList<string> references) =>
        byKey.Values
            .Where(team => team.Skills.Reach(references)
                || team.Members.Any(member => member.Skills.Reach(references)))
            .OrderBy(team => team.Key, StringComparer.Ordinal);
}
