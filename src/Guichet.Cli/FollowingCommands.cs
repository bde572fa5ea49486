using System.CommandLine;
using Guichet.Client.Following;

namespace Guichet.Cli;

internal static class FollowingCommands
{
    public static Command Create(CommandContext context) =>
        new("following", "Products whose dates you follow, by mail and calendar")
        {
            List(context),
            Add(context),
            Remove(context),
        };

    private static Command List(CommandContext context)
    {
        var command = new Command("list", """
            List the products and releases that you follow, with the phase that is the next to end.

            Example:
              guichet following list --json
            """);
        return context.Runs(command, async call =>
        {
            var followed = await call.Client.ListFollowedAsync(call.Cancel);
            call.Screen.Show(followed, list => Write(call.Screen, list));
        });
    }

    private static Command Add(CommandContext context)
    {
        var reference = Reference();
        var command = new Command("add", """
            Follow a product with all its releases, or one release.

            Mails come 12, 6 and 3 months before a phase ends, and when a date is moved. Doing it again changes nothing.

            Examples:
              guichet following add windows-server
              guichet following add windows-server/2019
            """) { reference };
        return context.Runs(command, async call =>
        {
            var followed = await call.Client.FollowAsync(call.Get(reference), call.Cancel);
            call.Screen.Show(followed, one => Write(call.Screen, [one]));
        });
    }

    private static Command Remove(CommandContext context)
    {
        var reference = Reference();
        var command = new Command("remove", """
            Stop following a product or a release. What is not followed stays so.

            Example:
              guichet following remove windows-server/2019
            """) { reference };
        return context.Runs(command, call => call.Client.UnfollowAsync(call.Get(reference), call.Cancel));
    }

    private static Argument<string> Reference() =>
        new("reference") { Description = "windows-server or windows-server/2019" };

    private static void Write(Screen screen, IReadOnlyList<FollowedView> followed) => screen.Table(
        ["Reference", "Name", "Next to end", "Phase", "Last day"],
        followed.Select(one => new[]
        {
            one.Reference,
            one.Name,
            one.NextName ?? "",
            one.NextPhase is { } phase ? Screen.Word(phase) : "",
            Screen.Day(one.NextEndsOn),
        }));
}
