using System.CommandLine;
using Guichet.Client.Policies;
using Guichet.Files.Policies;

namespace Guichet.Cli;

internal static class PolicyCommands
{
    public static Command Create(CommandContext context) => new("policy", "The support policy: plans, targets, prices")
    {
        Show(context),
        Check(context),
        PolicyComparisonCommands.Compare(context),
        PolicyComparisonCommands.Preview(context),
        Apply(context),
        PromiseMoveCommand.Create(context),
    };

    private static Command Show(CommandContext context)
    {
        var version = new Option<int?>("--version-number") { Description = "That version; left out: the one in force" };
        var command = new Command("show", """
            Print the policy as YAML.

            Examples:
              guichet policy show > policy.yaml
              guichet policy show --version-number 3
            """) { version };
        return context.Runs(command, async call =>
        {
            var policy = call.Get(version) is { } number
                ? await call.Client.GetPolicyAsync(number, call.Cancel)
                : await call.Client.GetPolicyAsync(call.Cancel);
            call.Screen.Show(policy, one => call.Screen.Line(one.Text.TrimEnd()));
        });
    }

    private static Command Check(CommandContext context)
    {
        var file = new Argument<string>("file") { Description = "The file, or - for the input" };
        var command = new Command("check", """
            Check a policy off line: every mistake with its line and column. No server is needed.

            Example:
              guichet policy check policy.yaml
            """) { file };
        return context.Runs(command, async Task<int> (call) =>
        {
            var name = call.Get(file);
            var now = call.Surroundings.Clock.GetCurrentInstant();
            var mistakes = PolicyFile.Read(await call.ReadAsync(name), now).Mistakes;
            var found = new PolicyCheckView([.. mistakes.Select(mistake => new FileMistakeView(
                mistake.Line, mistake.Column, mistake.Code, mistake.Message))]);
            call.Screen.Show(found, _ =>
            {
                foreach (var mistake in mistakes)
                {
                    call.Screen.Line($"{name}:{mistake}");
                }

                call.Screen.Line(mistakes.Count == 0 ? "The policy is in order." : $"{mistakes.Count} mistakes.");
            });
            return mistakes.Count == 0 ? ExitCode.Done : ExitCode.Refused;
        });
    }

    private static Command Apply(CommandContext context)
    {
        var file = new Argument<string>("file") { Description = "The file, or - for the input" };
        var note = new Option<string>("--note")
        {
            Description = "What changes and why, kept in the history",
            DefaultValueFactory = _ => "",
        };
        var command = new Command("apply", """
            Put a policy in force as a new version. The one that is in force already makes none.

            Example:
              guichet policy apply policy.yaml --note "KB 4490370 is ended"
            """) { file, note };
        return context.Runs(command, async call =>
        {
            var applied = await call.Client.ApplyPolicyAsync(
                await call.ReadAsync(call.Get(file)), call.Get(note) ?? "", cancel: call.Cancel);
            call.Screen.Show(applied, version => call.Screen.Line($"Version {version.Version} is in force."));
        });
    }
}
