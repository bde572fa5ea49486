using System.Text.RegularExpressions;
using Guichet.Accounts;
using Guichet.Client.Teams;
using Guichet.Server.Accounts;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Guichet.Teams;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Teams;

/// <summary>A support manager or an administrator changes a team, or the rules by which teams get new incidents. It
/// holds at once on every node; what was assigned before stays where it is.</summary>
internal sealed partial class ChangeTeams(UnitOfWork work, InForce inForce, TeamsInForce teams, IClock clock)
{
    /// <summary>Makes the team where there is none with that key. Refused: <c>access.may-not-act</c>,
    /// <c>team.key-wrong</c>, <c>version.changed</c>, <c>calendar.unknown</c>, <c>team.skill-unknown</c>,
    /// <c>team.unknown</c>, <c>team.hands-over-to-itself</c>, <c>agent.unknown</c>.</summary>
    public Task<Result<TeamView>> SaveAsync(
        Actor actor, string key, TeamEntry entry, int? version, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<TeamView>(
            async database =>
            {
                var terms = await inForce.ReadAsync(database, cancel);
                var directory = await teams.ReadAsync(database, cancel);
                var row = await database.Set<TeamRow>().SingleOrDefaultAsync(team => team.Key == key, cancel);
                var refusal = WhyNot(actor, key, entry, terms, directory)
                    ?? WhyNotAt(version, row?.Version ?? 0)
                    ?? await WhyNoAgentsAsync(database, entry, cancel);
                if (refusal is not null)
                {
                    return refusal;
                }

                if (row is null)
                {
                    database.Add(row = new TeamRow { Key = key, Name = "" });
                }

                row.Name = entry.Name!.Trim();
                row.Calendar = string.IsNullOrEmpty(entry.Calendar) ? null : entry.Calendar;
                row.Choice = Enum.Parse<Guichet.Teams.OwnerChoice>(entry.Choice.ToString());
                (row.Skills, row.HandsOverTo, row.Retired) = (entry.Skills, entry.HandsOverTo, entry.Retired);
                row.Version++;
                await ReplaceMembersAsync(database, key, entry.Members, cancel);
                await CountUpAsync(database, cancel);
                database.Audit(now, actor.Person, "team.saved", key, "");
                var names = await database.ReadNamesAsync(entry.Members.Select(IdOf), cancel);
                return row
                    .With(entry.Members.DistinctBy(IdOf).Select(member =>
                        new TeamMember(IdOf(member)!.Value, names.Of(IdOf(member)) ?? "", member.Skills)))
                    .View(TeamsInForce.IsOpenAt(terms.Policy, now));
            },
            cancel);
    }

    /// <summary>All rules anew. Refused: <c>access.may-not-act</c>, <c>version.changed</c>, <c>team.unknown</c>,
    /// <c>team.skill-unknown</c>, <c>plan.unknown</c>.</summary>
    public Task<Result<AssignmentRules>> SaveRulesAsync(
        Actor actor, IReadOnlyList<AssignmentRuleEntry> rules, int? revision, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<AssignmentRules>(
            async database =>
            {
                var terms = await inForce.ReadAsync(database, cancel);
                var directory = await teams.ReadAsync(database, cancel);
                var refusal = WhyNot(actor)
                    ?? WhyNotAt(revision, directory.Revision)
                    ?? rules.Select(rule => WhyNot(rule, terms, directory)).FirstOrDefault(one => one is not null);
                if (refusal is not null)
                {
                    return refusal;
                }

                await database.Set<AssignmentRuleRow>().ExecuteDeleteAsync(cancel);
                database.AddRange(rules.Select((rule, position) => new AssignmentRuleRow
                {
                    Position = position + 1,
                    Products = rule.Products,
                    Severities = [.. rule.Severities.Select(one => one.ToString())],
                    Plans = rule.Plans,
                    Teams = rule.Teams,
                }));
                database.Audit(now, actor.Person, "team.rules-saved", "assignment", "");
                return new AssignmentRules { Rules = rules, Revision = await CountUpAsync(database, cancel) };
            },
            cancel);
    }

    /// <summary>Those who stay keep their turn.</summary>
    private static async Task ReplaceMembersAsync(
        Database database, string team, IReadOnlyList<TeamMemberEntry> entries, CancellationToken cancel)
    {
        var before = await database.Set<TeamMemberRow>()
            .Where(member => member.Team == team)
            .ToDictionaryAsync(member => member.Person, cancel);
        foreach (var entry in entries.DistinctBy(IdOf))
        {
            if (before.Remove(IdOf(entry)!.Value, out var row))
            {
                row.Skills = entry.Skills;
            }
            else
            {
                database.Add(new TeamMemberRow
                {
                    Team = team,
                    Person = IdOf(entry)!.Value,
                    Skills = entry.Skills,
                });
            }
        }

        database.RemoveRange(before.Values);
    }

    private static async Task<int> CountUpAsync(Database database, CancellationToken cancel)
    {
        var row = await database.Set<TeamRevision>().SingleAsync(cancel);
        return ++row.Revision;
    }

    private static Refusal? WhyNot(Actor actor) => actor.Role is Role.SupportManager or Role.Administrator
        ? null
        : new Refusal("access.may-not-act", "Your place does not let you do this.");

    private static Refusal? WhyNot(Actor actor, string key, TeamEntry entry, Terms terms, TeamDirectory directory) =>
        WhyNot(actor)
        ?? (Key().IsMatch(key) ? null
            : new Refusal("team.key-wrong", "A key is written in lower case, with digits and dashes.").With("key", key))
        ?? (string.IsNullOrEmpty(entry.Calendar) || terms.Policy.FindCalendar(entry.Calendar) is not null ? null
            : new Refusal("calendar.unknown", $"There is no calendar '{entry.Calendar}'.")
                .With("calendar", entry.Calendar))
        ?? WhyNoSkill(entry.Skills.Concat(entry.Members.SelectMany(member => member.Skills)), terms)
        ?? (entry.HandsOverTo.Contains(key)
            ? new Refusal("team.hands-over-to-itself", "A team does not hand over to itself.")
            : WhyNoTeam(entry.HandsOverTo, directory));

    private static Refusal? WhyNot(AssignmentRuleEntry rule, Terms terms, TeamDirectory directory) =>
        WhyNoSkill(rule.Products, terms)
        ?? WhyNoTeam(rule.Teams, directory)
        ?? (rule.Plans.FirstOrDefault(plan => terms.Policy.FindPlan(plan) is null) is { } plan
            ? new Refusal("plan.unknown", $"There is no plan '{plan}'.").With("plan", plan)
            : null);

    private static Refusal? WhyNoSkill(IEnumerable<string> skills, Terms terms) =>
        skills.FirstOrDefault(skill => !ProductSkills.IsKnown(skill, terms.Catalog.Products)) is { } unknown
            ? new Refusal("team.skill-unknown", $"The catalogue knows no '{unknown}'.").With("skill", unknown)
            : null;

    private static Refusal? WhyNoTeam(IEnumerable<string> keys, TeamDirectory directory) =>
        keys.FirstOrDefault(key => directory.Find(key) is null) is { } unknown
            ? new Refusal("team.unknown", $"There is no team '{unknown}'.").With("team", unknown)
            : null;

    private static async Task<Refusal?> WhyNoAgentsAsync(
        Database database, TeamEntry entry, CancellationToken cancel)
    {
        var people = entry.Members.Select(member => IdOf(member)!.Value).Distinct().ToList();
        var agents = await database.Set<Person>().CountAsync(
            person => people.Contains(person.Id)
                && (person.Role == Role.Agent || person.Role == Role.SupportManager),
            cancel);
        return agents == people.Count ? null : new Refusal("agent.unknown", "There is no such agent.");
    }

    private static Refusal? WhyNotAt(int? expected, int current) =>
        expected is { } version && version != current
            ? new Refusal("version.changed", "It has changed since it was read.")
                .With("expected", version)
                .With("current", current)
            : null;

    private static PersonId? IdOf(TeamMemberEntry member) => new PersonId(member.Person!.Value);

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex Key();
}
