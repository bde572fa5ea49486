using System.CommandLine;

namespace Guichet.Cli.Packs;

internal static class PackCommands
{
    public static Command Create(CommandContext context) =>
        new("packs", "Packs and contracts, and what is left in them")
    {
        List(context),
        Statement(context),
        PackOwningCommands.Balance(context),
        PackOwningCommands.Covers(context),
        PackOwningCommands.People(context),
        PackOwningCommands.Share(context),
        PackOwningCommands.Unshare(context),
        PackOwningCommands.RenewAccessId(context),
        RecoveryCommands.Ask(context),
        PackOwningCommands.Adjust(context),
        PackOwningCommands.Transfer(context),
    };

    private static Command List(CommandContext context) => context.Runs(
        new Command("list", """
            List your packs and contracts, newest first.

            Example:
              guichet packs list
            """),
        async call =>
        {
            var page = await call.Client.ListPacksAsync(limit: 100, cancel: call.Cancel);
            call.Screen.Show(page, packs => call.Screen.Table(
                ["Id", "Plan", "State", "Left", "On hold", "Expires"],
                packs.Items.Select(pack => new[]
                {
                    pack.Id.ToString(),
                    pack.Plan,
                    Screen.Word(pack.State),
                    Screen.Number(pack.Available),
                    Screen.Number(pack.Reserved),
                    Screen.Day(pack.ExpiresOn),
                })));
        });

    private static Command Statement(CommandContext context)
    {
        var id = new Argument<Guid>("pack") { Description = "Id of the pack" };
        var command = new Command("statement", """
            Print the lines of a pack's statement, newest first: what came in, what is on hold, what was used.

            Example:
              guichet packs statement 0197…
            """) { id };
        return context.Runs(command, async call =>
        {
            var page = await call.Client.ReadStatementAsync(call.Get(id), limit: 100, cancel: call.Cancel);
            call.Screen.Show(page, lines => call.Screen.Table(
                ["Line", "At", "What", "Change", "On hold", "Balance", "Why"],
                lines.Items.Select(line => new[]
                {
                    Screen.Number(line.Line),
                    Screen.Moment(line.At),
                    Screen.Word(line.Kind),
                    Screen.Number(line.Change),
                    Screen.Number(line.Reserved),
                    Screen.Number(line.Balance),
                    line.IncidentNumber is { } number ? $"{line.Reason} (incident {number})" : line.Reason,
                })));
        });
    }
}
