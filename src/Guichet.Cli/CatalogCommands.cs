using System.CommandLine;
using Guichet.Client.Catalog;

namespace Guichet.Cli;

internal static class CatalogCommands
{
    public static Command Create(CommandContext context) => new("catalog", "Products, their releases and their dates")
    {
        Search(context),
        Show(context),
        Import(context),
        Changes(context),
    };

    private static Command Search(CommandContext context)
    {
        var words = new Argument<string>("words") { Description = "Words of a name, in any order" };
        var limit = new Option<int>("--limit") { Description = "At most so many", DefaultValueFactory = _ => 20 };
        var command = new Command("search", """
            Find products and releases by name. Typing errors are tolerated.

            Examples:
              guichet catalog search "sql server 2019"
              guichet catalog search exchange --json
            """) { words, limit };
        return context.Runs(command, async call =>
        {
            var found = await call.Client.FindProductsAsync(call.Get(words), call.Get(limit), cancel: call.Cancel);
            call.Screen.Show(found, page => call.Screen.Table(
                ["Reference", "Name", "Phase", "Support ends"],
                page.Items.Select(one => new[]
                {
                    one.Release is null ? one.Product : $"{one.Product}/{one.Release}",
                    one.Name,
                    Screen.Word(one.Phase),
                    Screen.Day(one.SupportEndsOn),
                })));
        });
    }

    private static Command Show(CommandContext context)
    {
        var reference = new Argument<string>("reference") { Description = "windows-server or windows-server/2019" };
        var on = new Option<DateOnly?>("--on") { Description = "As of that day, 2026-08-22; left out: today" };
        var command = new Command("show", """
            Show a product with its releases, or one release.

            Examples:
              guichet catalog show windows-server
              guichet catalog show windows-server/2019 --on 2024-01-10
            """) { reference, on };
        return context.Runs(command, async call =>
        {
            var parts = call.Get(reference).Split('/', 2);
            if (parts.Length == 1)
            {
                var product = await call.Client.GetProductAsync(parts[0], call.Get(on), call.Cancel);
                call.Screen.Show(product, one => Write(call.Screen, one.Releases));
            }
            else
            {
                var release = await call.Client.GetReleaseAsync(parts[0], parts[1], call.Get(on), call.Cancel);
                call.Screen.Show(release, one => Write(call.Screen, [one]));
            }
        });
    }

    private static Command Import(CommandContext context)
    {
        var file = new Argument<string>("file") { Description = "The file, or - for the input" };
        var preview = new Option<bool>("--preview", "--dry-run")
        {
            Description = "Only say what would change and who is concerned",
        };
        var approve = new Option<bool>("--approve-backwards")
        {
            Description = "Let support end earlier than was known",
        };
        var command = new Command("import", """
            Import a catalogue file, or the document products/full of the API v1 of endoflife.date.

            It says line by line what it added, changed and refused. Importing the same again changes nothing. Where
            support would end earlier than was known, nothing is imported until that is approved.

            Examples:
              guichet catalog import catalog.json --preview
              guichet catalog import catalog.json
              guichet catalog import catalog.json --approve-backwards
            """) { file, preview, approve };
        return context.Runs(command, async call =>
        {
            var name = call.Get(file);
            var done = await call.Client.ImportCatalogAsync(
                await call.ReadAsync(name),
                Path.GetFileName(name),
                call.Get(preview),
                approveBackwards: call.Get(approve),
                cancel: call.Cancel);
            call.Screen.Show(done, import => Write(call.Screen, import));
        });
    }

    private static Command Changes(CommandContext context)
    {
        var product = new Argument<string?>("product")
        {
            Description = "Product key; left out: of all products",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("changes", """
            List the latest changes of the catalogue, newest first.

            Examples:
              guichet catalog changes
              guichet catalog changes windows-server --json
            """) { product };
        return context.Runs(command, async call =>
        {
            var page = await call.Client.GetCatalogChangesAsync(call.Get(product), cancel: call.Cancel);
            call.Screen.Show(page, changes => call.Screen.Table(
                ["Version", "When", "Subject", "Change", "Source", "By"],
                changes.Items.Select(one => new[]
                {
                    Screen.Number(one.Version),
                    Screen.Moment(one.By.AppliedAt),
                    one.Subject,
                    one.Field.Length == 0
                        ? Screen.Word(one.Kind)
                        : $"{one.Field}: {Written(one.From)} -> {Written(one.To)}",
                    one.By.Source,
                    one.By.AppliedBy ?? "-",
                })));
        });
    }

    private static void Write(Screen screen, IReadOnlyList<ReleaseView> releases) => screen.Table(
        ["Reference", "Name", "Phase", "Released", "Mainstream ends", "Extended ends"],
        releases.Select(release => new[]
        {
            release.Reference,
            release.Name,
            Screen.Word(release.Phase),
            Screen.Day(release.ReleasedOn),
            Screen.Day(release.MainstreamEndsOn),
            Screen.Day(release.ExtendedEndsOn),
        }));

    private static void Write(Screen screen, CatalogImportView import)
    {
        foreach (var line in import.Lines)
        {
            var fields = string.Join(", ", line.Fields.Select(Written));
            var why = line.Code is null ? fields : $"{line.Sentence} ({line.Code})";
            screen.Line($"{Screen.Word(line.Kind),-8} {line.Subject} {why}".TrimEnd());
        }

        var (moves, backwards) = (import.Impact.Moves, import.Impact.Moves.Where(move => move.Backwards).ToList());
        foreach (var move in backwards)
        {
            screen.Line($"earlier  {move.Release} {move.Field}: {Written(move.From)} -> {Written(move.To)}");
        }

        foreach (var release in import.Impact.CorrectionsNoLongerNeeded)
        {
            screen.Line($"The source now says what was corrected on {release}.");
        }

        screen.Line(
            $"{moves.Count} dates move, {backwards.Count} of them so that support ends earlier; "
            + $"{import.Impact.OpenIncidents} open incidents and {import.Impact.Packs} packs are concerned.");
        screen.Line(
            $"{import.Added} added, {import.Changed} changed, {import.Unchanged} unchanged, {import.Refused} refused; "
            + (import.DryRun ? "nothing is written." : $"the catalogue is at version {import.Version}."));
    }

    private static string Written(CatalogFieldChange change) =>
        $"{change.Field}: {Written(change.From)} -> {Written(change.To)}{(change.Corrected ? " (corrected)" : "")}";

    private static string Written(string value) => value.Length == 0 ? "none" : value;
}
