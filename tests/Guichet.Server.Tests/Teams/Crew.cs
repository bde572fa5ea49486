using Guichet.Accounts;
using Guichet.Client.Teams;
using OwnerChoice = Guichet.Client.Teams.OwnerChoice;

namespace Guichet.Server.Tests.Teams;

/// <summary>A team of agents with a key of its own, in a house that others use too.</summary>
internal sealed record Crew(Somebody Manager, string Key, IReadOnlyList<Somebody> Members)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static string NewKey() => $"team-{Guid.NewGuid():N}"[..20];

    public static async Task<Crew> OfAsync(
        House house,
        int members,
        OwnerChoice choice = OwnerChoice.None,
        string? calendar = null,
        IReadOnlyList<string>? handsOverTo = null)
    {
        var manager = await house.WelcomesAsync(Role.SupportManager);
        var people = new List<Somebody>();
        for (var number = 0; number < members; number++)
        {
            people.Add(await house.WelcomesAsync(Role.Agent));
        }

        var key = NewKey();
        await manager.Client.SaveTeamAsync(
            key,
            new TeamEntry
            {
                Name = $"Crew {key}",
                Calendar = calendar,
                Choice = choice,
                Skills = ["windows-server"],
                HandsOverTo = handsOverTo ?? [],
                Members = [.. people.Select(one => new TeamMemberEntry { Person = one.Id.Value })],
            },
            0,
            Cancel);
        return new(manager, key, people);
    }

    /// <summary>Gives it everything that is submitted from then on.</summary>
    public Task RulesAsync(params IReadOnlyList<AssignmentRuleEntry> rules) =>
        Manager.Client.SaveAssignmentRulesAsync(
            new AssignmentRules { Rules = rules.Count > 0 ? rules : [new AssignmentRuleEntry { Teams = [Key] }] },
            cancel: Cancel);

    public Task EndRulesAsync() =>
        Manager.Client.SaveAssignmentRulesAsync(new AssignmentRules { Rules = [] }, cancel: Cancel);
}
