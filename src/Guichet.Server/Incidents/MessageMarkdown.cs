using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Guichet.Server.Incidents;

/// <summary>The Markdown of messages, read into its parts. What nobody writes by hand, and what would cost the reader's
/// page more than its length, is not read as Markdown but shown as it was typed.</summary>
internal static class MessageMarkdown
{
    /// <summary>Signs that can open something: finding what closes each takes time by their square.</summary>
    private const int MostMarks = 5_000;

    /// <summary>Blocks and pieces of lines: writing them as HTML takes time by their square.</summary>
    private const int MostParts = 10_000;

    /// <summary>Letters of the addresses of all links: one that is defined once can be used a thousand times.</summary>
    private const int MostOfLinks = 200_000;

    /// <summary>Parts within each other. The package itself looks at some of it when it writes HTML only.</summary>
    private const int MostDeep = 100;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UseAutoLinks()
        .UsePipeTables()
        .UseSoftlineBreakAsHardlineBreak()
        .DisableHtml()
        .Build();

    /// <summary>As HTML that is yet to be sanitized; null where it is shown as it was typed.</summary>
    public static string? ToHtml(string text) => Within(text, document => document.ToHtml(Pipeline));

    /// <summary>Its blocks; null where it is shown as it was typed.</summary>
    public static MarkdownDocument? Read(string text) => Within(text, document => document);

    private static T? Within<T>(string text, Func<MarkdownDocument, T> use) where T : class
    {
        if (text.Count(sign => "*_[`|>".Contains(sign, StringComparison.Ordinal)) > MostMarks)
        {
            return null;
        }

        try
        {
            var document = Markdown.Parse(text, Pipeline);
            return IsSensible(document) ? use(document) : null;
        }
        catch (ArgumentException)
        {
            // The only word of the package for text that is nested too deeply, a hundred unpaired brackets among it.
            return null;
        }
    }

    private static bool IsSensible(MarkdownDocument document)
    {
        var (parts, links) = (0, 0L);
        foreach (var part in document.Descendants())
        {
            links += part is LinkInline link ? (link.Url?.Length ?? 0) + (link.Title?.Length ?? 0) : 0;
            if (++parts > MostParts || links > MostOfLinks || IsTooDeep(part))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsTooDeep(MarkdownObject part)
    {
        var deep = 0;
        for (var outer = OuterOf(part); outer is not null && deep <= MostDeep; outer = OuterOf(outer))
        {
            deep++;
        }

        return deep > MostDeep;
    }

    private static MarkdownObject? OuterOf(MarkdownObject part) =>
        part is Inline inline ? inline.Parent : (part as Block)?.Parent;
}
