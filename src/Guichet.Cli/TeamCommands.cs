using System.CommandLine;
using System.Text.Json;
using Guichet.Client;
using Guichet.Client.Teams;

namespace Guichet.Cli;

internal static class TeamCommands
{
    public static Command Create(CommandContext context) =>
        new("teams", "Teams, and the rules by which they get new incidents")
        {
            List(context),
            Save(context),
            Rules(context),
            SetRules(context),
        };

    private static Command List(CommandContext context)
    {
        var command = new Command("list", """
            List the teams, with who is in them and whether they are open now.

            Example:
              guichet teams list --json
            """);
        return context.Runs(command, async call =>
        {
            var teams = await call.Client.ListTeamsAsync(call.Cancel);
            call.Screen.Show(teams, list => Write(call.Screen, list));
        });
    }

    private static Command Save(CommandContext context)
    {
        var key = new Argument<string>("key") { Description = "As in data-platform" };
        var file = new Argument<string>("file") { Description = "The team in JSON as the API writes it, or -" };
        var command = new Command("save", """
            Make a team or change it, as a whole, from a file such as
              {"name": "Data platform", "calendar": "business-hours", "choice": "round-robin",
               "skills": ["sql-server"], "handsOverTo": ["night"], "members": [{"person": "…"}]}

            Example:
              guichet teams save data-platform team.json
            """) { key, file };
        return context.Runs(command, async call =>
        {
            var team = await ReadAsync<TeamEntry>(call, call.Get(file));
            var saved = await call.Client.SaveTeamAsync(call.Get(key), team, null, call.Cancel);
            call.Screen.Show(saved, one => Write(call.Screen, [one]));
        });
    }

    private static Command Rules(CommandContext context)
    {
        var command = new Command("rules", """
            Show the rules by which teams get new incidents, in their order.

            Example:
              guichet teams rules --json > rules.json
            """);
        return context.Runs(command, async call =>
        {
            var rules = await call.Client.GetAssignmentRulesAsync(call.Cancel);
            call.Screen.Show(rules, one => Write(call.Screen, one));
        });
    }

    private static Command SetRules(CommandContext context)
    {
        var file = new Argument<string>("file") { Description = "All rules in JSON, or - for the input" };
        var command = new Command("set-rules", """
            Replace the rules by those of a file, as "guichet teams rules --json" writes it.

            Example:
              guichet teams set-rules rules.json
            """) { file };
        return context.Runs(command, async call =>
        {
            var rules = await ReadAsync<AssignmentRules>(call, call.Get(file));
            var saved = await call.Client.SaveAssignmentRulesAsync(rules, null, call.Cancel);
            call.Screen.Show(saved, one => Write(call.Screen, one));
        });
    }

    private static async Task<T> ReadAsync<T>(Call call, string file)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(await call.ReadAsync(file), GuichetClient.Json)
                ?? throw new UsageException($"'{file}' is empty.");
        }
        catch (JsonException wrong)
        {
            throw new UsageException($"'{file}' is not the JSON expected: {wrong.Message}");
        }
    }

    private static void Write(Screen screen, IReadOnlyList<TeamView> teams) => screen.Table(
        ["Key", "Name", "Now", "Owner", "Skills", "Members"],
        teams.Select(team => new[]
        {
            team.Key,
            team.Name,
            team.Retired ? "retired" : team.OpenNow ? "open" : "closed",
            Screen.Word(team.Choice),
            string.Join(", ", team.Skills),
            string.Join(", ", team.Members.Select(member => member.Name)),
        }));

    private static void Write(Screen screen, AssignmentRules rules) => screen.Table(
        ["No.", "Products", "Severities", "Plans", "Teams"],
        rules.Rules!.Select((rule, line) => new[]
        {
            Screen.Number(line + 1),
            string.Join(", ", rule.Products),
            string.Join(", ", rule.Severities),
            string.Join(", ", rule.Plans),
            string.Join(", ", rule.Teams),
        }));
}
