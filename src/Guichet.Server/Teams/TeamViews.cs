using Guichet.Client.Teams;
using Guichet.Teams;
using Wire = Guichet.Client;

namespace Guichet.Server.Teams;

/// <summary>Teams as the API and the desk show them.</summary>
internal static class TeamViews
{
    public static Team With(this TeamRow row, IEnumerable<TeamMember> members) => new(
        row.Key,
        row.Name,
        row.Calendar,
        row.Choice,
        row.Skills,
        row.HandsOverTo,
        row.Retired,
        [.. members.OrderBy(member => member.Name, StringComparer.InvariantCultureIgnoreCase)
            .ThenBy(member => member.Person.Value)],
        row.Version);

    public static TeamView View(this Team team, Func<Team, bool> isOpen) => new(
        team.Key,
        team.Name,
        team.Calendar,
        isOpen(team),
        Enum.Parse<Wire.Teams.OwnerChoice>(team.Choice.ToString()),
        team.Skills,
        team.HandsOverTo,
        team.Retired,
        [.. team.Members.Select(member => new TeamMemberView(member.Person.Value, member.Name, member.Skills))],
        team.Version);

    public static AssignmentRules View(this TeamDirectory directory) => new()
    {
        Rules =
        [
            .. directory.Rules.Select(rule => new AssignmentRuleEntry
            {
                Products = rule.Products,
                Severities =
                    [.. rule.Severities.Select(one => Enum.Parse<Wire.Incidents.Severity>(one.ToString()))],
                Plans = rule.Plans,
                Teams = rule.Teams,
            }),
        ],
        Revision = directory.Revision,
    };
}
