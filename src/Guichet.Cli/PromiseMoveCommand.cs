using System.CommandLine;
using Guichet.Client.Incidents;
using Guichet.Client.Policies;

namespace Guichet.Cli;

/// <summary>Moves running promises to the policy in force, on purpose.</summary>
internal static class PromiseMoveCommand
{
    public static Command Create(CommandContext context)
    {
        var reason = new Option<string?>("--reason") { Description = "Why; the customers are told" };
        var severity = new Option<Severity?>("--severity") { Description = "Incidents of this severity only" };
        var plan = new Option<string?>("--plan") { Description = "Incidents of this plan only" };
        var missed = new Option<bool>("--missed")
        {
            Description = "Also where that breaks a promise at once; else these are left alone",
        };
        var id = new Option<Guid?>("--id") { Description = "Id of the order, so that it can be sent again safely" };
        var command = new Command("move-promises", """
            Move running promises to the policy in force. Without --reason it only counts and changes nothing.

            Promises keep the policy that they were made under; this moves them on purpose. Each customer concerned is
            told by mail, with the reason.

            Examples:
              guichet policy move-promises --severity B
              guichet policy move-promises --severity B --reason "We answer sooner from today on"
            """) { reason, severity, plan, missed, id };
        return context.Runs(command, async call =>
        {
            var seen = await call.Client.PreviewPromiseMoveAsync(call.Get(severity), call.Get(plan), call.Cancel);
            if (call.Get(reason) is not { } words)
            {
                call.Screen.Show(seen, view => Write(call.Screen, view));
                return;
            }

            var order = await call.Client.MovePromisesAsync(
                new NewPromiseMove
                {
                    Id = call.Get(id) ?? Guid.CreateVersion7(),
                    PolicyVersion = seen.PolicyVersion,
                    Severity = call.Get(severity),
                    Plan = call.Get(plan),
                    MovesMissed = call.Get(missed),
                    Reason = words,
                },
                call.Cancel);
            call.Screen.Show(order, view => call.Screen.Line(
                $"Order {view.Id}: promises are being moved to version {view.PolicyVersion} of the policy."));
        });
    }

    private static void Write(Screen screen, PromiseMovePreviewView view)
    {
        var least = view.AtLeast ? "at least " : "";
        screen.Line($"Version {view.PolicyVersion} of the policy is in force; {least}{view.Looked} open incidents.");
        screen.Line($"{least}{view.Moving} would be moved, {least}{view.Missed} of them break a promise by it.");
    }
}
