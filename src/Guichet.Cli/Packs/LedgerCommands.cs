using System.CommandLine;

namespace Guichet.Cli.Packs;

internal static class LedgerCommands
{
    public static Command Create(CommandContext context) =>
        new("ledger", "The ledgers of all packs") { Verify(context) };

    private static Command Verify(CommandContext context) => context.Runs(
        new Command("verify", """
            Walk the ledger of every pack, and name the first break of each that does not hold together: a line that
            is missing, totals that do not follow, or a hash that is not that of the line before. Exit code 1 where
            there is one.

            Example:
              guichet ledger verify
            """),
        async call =>
        {
            var check = await call.Client.CheckLedgerAsync(call.Cancel);
            call.Screen.Show(check, found =>
            {
                foreach (var one in found.Breaks)
                {
                    call.Screen.Line($"{one.Pack} line {one.Line}: {one.Code}");
                }

                call.Screen.Line($"{found.Packs} packs, {found.Lines} lines, {found.Breaks.Count} broken");
            });
            return check.Breaks.Count == 0 ? ExitCode.Done : ExitCode.Refused;
        });
}
