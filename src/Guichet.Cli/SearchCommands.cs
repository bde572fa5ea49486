using System.CommandLine;
using Guichet.Client.Search;

namespace Guichet.Cli;

internal static class SearchCommands
{
    public static Command Create(CommandContext context) => new("search", "Search incidents by words and filters")
    {
        Find(context),
        Rebuild(context),
    };

    private static Command Find(CommandContext context)
    {
        var text = new Argument<string[]>("text") { Description = "Words and filters" };
        var order = new Option<SearchOrder>("--order") { Description = "What comes first" };
        var cursor = new Option<string?>("--cursor") { Description = "The page after the one that named it" };
        var command = new Command("find", """
            List the incidents you may see that have all the words and satisfy all the filters. Words are found whatever
            their endings, accents and capitals, in English and French.

            Examples:
              guichet search find printer severity:A is:open
              guichet search find 'product:"SQL Server" after:2026-01-31' --order relevance
            """) { text, order, cursor };
        return context.Runs(command, async call =>
        {
            var page = await call.Client.SearchAsync(
                string.Join(' ', call.Get(text)!), call.Get(order), call.Get(cursor), call.Cancel);
            call.Screen.Show(page, found =>
            {
                call.Screen.Table(
                    ["Number", "Id", "Severity", "Status", "Title", "Found"],
                    found.Items.Select(hit => new[]
                    {
                        Screen.Number(hit.Incident.Number),
                        hit.Incident.Id.ToString(),
                        hit.Incident.Severity.ToString(),
                        Screen.Word(hit.Incident.Status),
                        hit.Incident.Title,
                        hit.Excerpt is { } excerpt
                            ? $"{Screen.Word(excerpt.Place)}: {string.Concat(excerpt.Pieces.Select(one => one.Text))}"
                            : "-",
                    }));
                if (found.Next is { } next)
                {
                    call.Screen.Line($"More: --cursor {next}");
                }
            });
        });
    }

    private static Command Rebuild(CommandContext context)
    {
        var command = new Command("rebuild", """
            Have every incident read again for the search, newest first, while it goes on. For administrators.

            Example:
              guichet search rebuild
            """);
        return context.Runs(command, async call =>
        {
            var begun = await call.Client.RebuildSearchAsync(call.Cancel);
            call.Screen.Show(begun, one => call.Screen.Line($"About {one.Incidents} incidents are read again."));
        });
    }
}
