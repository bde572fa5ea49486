using System.Globalization;
using Guichet.Server.Incidents;
using Guichet.Server.Printing;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Guichet.Server.Timelines;

/// <summary>Markdown on paper: what it says as on the page, and the address of a link beside its words. Lines of logs
/// and commands keep how far they are set in.</summary>
internal static class PrintedMarkdown
{
    private const float Step = 16;

    /// <summary>What is nested deeper is not set in further, so that there is always room for words.</summary>
    private const int MostSteps = 12;

    /// <summary>Letters of a cell; with longer ones, and with more columns, a table stands row by row.</summary>
    private const int MostInCell = 200;
    private const int MostColumns = 6;

    private static readonly PrintedPlace Margin = new(0, "", []);

    /// <summary>Adds a message's text.</summary>
    public static void Markdown(this PrintedDocument document, string text)
    {
        if (MessageMarkdown.Read(text) is { } read)
        {
            WriteAll(document, read, Margin);
        }
        else
        {
            WriteCode(document, text, Margin);
        }

        document.Space();
    }

    private static void WriteAll(PrintedDocument document, ContainerBlock blocks, PrintedPlace place)
    {
        foreach (var block in blocks)
        {
            Write(document, block, place);

            // The mark of a list stands before what comes first.
            place = place with { Mark = "" };
        }
    }

    private static void Write(PrintedDocument document, Block block, PrintedPlace place)
    {
        switch (block)
        {
            case LinkReferenceDefinitionGroup:
                // The links themselves say where they lead.
                break;
            case ThematicBreakBlock:
                document.Rule();
                break;
            case CodeBlock code:
                WriteCode(document, code.Lines.ToString(), place);
                break;
            case LeafBlock { Inline: { } words } leaf:
                var style = leaf is HeadingBlock heading
                    ? heading.Level == 1 ? TextStyle.Heading : TextStyle.Strong
                    : TextStyle.Body;
                document.Passage(RunsOf(words, style), place);
                break;
            case Table table:
                WriteTable(document, table, place);
                break;
            case ListBlock list:
                foreach (var item in list.OfType<ListItemBlock>())
                {
                    var mark = list.IsOrdered ? item.Order.ToString(CultureInfo.CurrentCulture) + "." : "•";
                    WriteAll(document, item, SetIn(place) with { Mark = mark });
                }

                break;
            case QuoteBlock quote:
                var inside = SetIn(place);
                WriteAll(document, quote, inside with { Rules = [.. place.Rules, inside.Left - (Step / 2)] });
                break;
            case ContainerBlock others:
                WriteAll(document, others, place);
                break;
        }
    }

    private static PrintedPlace SetIn(PrintedPlace place) =>
        place with { Left = Math.Min(place.Left + Step, MostSteps * Step) };

    /// <summary>As it was typed. Its spaces do not break, so that they stay.</summary>
    private static void WriteCode(PrintedDocument document, string text, PrintedPlace place)
    {
        var lines = text.ReplaceLineEndings("\n").Replace("\t", "    ", StringComparison.Ordinal);
        document.Passage([new(lines.Replace(' ', '\u00a0'), TextStyle.Code)], SetIn(place));
    }

    private static void WriteTable(PrintedDocument document, Table table, PrintedPlace place)
    {
        var rows = table.OfType<TableRow>()
            .Select(row => row.OfType<TableCell>()
                .Select(cell => string.Join('\n', cell.OfType<LeafBlock>().Select(TextOf)))
                .ToList())
            .ToList();
        var columns = rows.Max(row => row.Count);
        if (columns > MostColumns || rows.Any(row => row.Any(cell => cell.Length > MostInCell)))
        {
            rows.ForEach(row => document.Passage([new(string.Join(" | ", row), TextStyle.Body)], place));
            return;
        }

        rows.ForEach(row => row.AddRange(Enumerable.Repeat("", columns - row.Count)));
        document.Table([.. rows[0].Select(head => new PrintedColumn(head, 1))], rows.Skip(1));
    }

    private static string TextOf(LeafBlock block) => block.Inline is { } words
        ? string.Concat(RunsOf(words, TextStyle.Body).Select(run => run.Text))
        : "";

    private static List<PrintedRun> RunsOf(ContainerInline words, TextStyle style)
    {
        var runs = new List<PrintedRun>();
        AddAll(runs, words, style);
        return runs;
    }

    private static void AddAll(List<PrintedRun> runs, ContainerInline words, TextStyle style)
    {
        foreach (var part in words)
        {
            Add(runs, part, style);
        }
    }

    private static void Add(List<PrintedRun> runs, Inline part, TextStyle style)
    {
        switch (part)
        {
            case LineBreakInline:
                runs.Add(new("\n", style));
                break;
            case CodeInline code:
                runs.Add(new(code.Content, TextStyle.Code));
                break;
            case AutolinkInline link:
                runs.Add(new(link.Url, style));
                break;
            case HtmlEntityInline entity:
                runs.Add(new(entity.Transcoded.ToString(), style));
                break;
            case EmphasisInline emphasis:
                var slanted = style == TextStyle.Body ? TextStyle.Slanted : style;
                AddAll(runs, emphasis, emphasis.DelimiterCount > 1 ? TextStyle.Strong : slanted);
                break;
            case LinkInline link:
                AddLink(runs, link, style);
                break;
            case DelimiterInline unpaired:
                runs.Add(new(unpaired.ToLiteral(), style));
                AddAll(runs, unpaired, style);
                break;
            case ContainerInline others:
                AddAll(runs, others, style);
                break;
            default:
                runs.Add(new(part.ToString() ?? "", style));
                break;
        }
    }

    /// <summary>The address stands behind the words, where they are not the address.</summary>
    private static void AddLink(List<PrintedRun> runs, LinkInline link, TextStyle style)
    {
        var before = runs.Count;
        AddAll(runs, link, style);
        var (text, address) = (string.Concat(runs.Skip(before).Select(run => run.Text)), link.Url ?? "");
        if (address.Length > 0 && text != address)
        {
            runs.Add(new(text.Length == 0 ? address : $" ({address})", style));
        }
    }
}
