using System.Text.Encodings.Web;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Ganss.Xss;
using Microsoft.AspNetCore.Components;

namespace Guichet.Server.Incidents;

/// <summary>Markdown that somebody wrote, as HTML that is safe to show: no HTML of theirs, no scripts, no pictures from
/// elsewhere, links to the web and to mail only. Blocks of code and logs keep their lines and can be reached by
/// keyboard to be scrolled.</summary>
internal static class MessageBody
{
    /// <summary>A quotation of more lines is folded.</summary>
    private const int MostQuotedLines = 4;

    private static readonly HtmlSanitizer Sanitizer = MakeSanitizer();

    public static MarkupString Html(string markdown) =>
        new(MessageMarkdown.ToHtml(markdown) is { } html ? Sanitizer.Sanitize(html) : AsTyped(markdown));

    /// <summary>The same with long quotations folded, those of mails among them.</summary>
    /// <param name="markdown">What was written.</param>
    /// <param name="quotation">What stands on a folded quotation, in the reader's language.</param>
    public static MarkupString Html(string markdown, string quotation)
    {
        if (MessageMarkdown.ToHtml(QuotedReply.Mark(markdown)) is not { } html)
        {
            return new(AsTyped(markdown));
        }

        var page = Sanitizer.SanitizeDom(html);
        var quotes = page.QuerySelectorAll("blockquote")
            .Where(quote => quote.ParentElement?.Closest("blockquote") is null && LinesOf(quote) > MostQuotedLines)
            .ToList();
        foreach (var quote in quotes)
        {
            var (folded, words) = (page.CreateElement("details"), page.CreateElement("summary"));
            folded.ClassName = "quotation";
            words.TextContent = quotation;
            quote.Replace(folded);
            folded.Append(words, quote);
        }

        return new(page.Body!.InnerHtml);
    }

    private static string AsTyped(string text) =>
        $"<pre tabindex=\"0\"><code>{HtmlEncoder.Default.Encode(text)}</code></pre>";

    private static int LinesOf(IElement quote) =>
        quote.QuerySelectorAll("p, br, li, h3, h4, h5, h6, tr").Length
        + quote.QuerySelectorAll("pre").Sum(block => block.TextContent.Count(sign => sign == '\n'));

    private static HtmlSanitizer MakeSanitizer()
    {
        var sanitizer = new HtmlSanitizer();
        sanitizer.AllowedTags.Clear();
        sanitizer.AllowedTags.UnionWith(
        [
            "p", "br", "hr", "em", "strong", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a",
            "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
        ]);
        sanitizer.AllowedAttributes.Clear();
        sanitizer.AllowedAttributes.UnionWith(["href", "rel", "start"]);
        sanitizer.AllowedCssProperties.Clear();
        sanitizer.AllowedSchemes.Clear();
        sanitizer.AllowedSchemes.UnionWith(["https", "http", "mailto"]);
        sanitizer.KeepChildNodes = true;
        sanitizer.PostProcessNode += (_, processed) =>
        {
            if (processed.Node is IHtmlAnchorElement link)
            {
                link.SetAttribute("rel", "noopener noreferrer nofollow");
            }
            else if (processed.Node is IHtmlPreElement block)
            {
                block.SetAttribute("tabindex", "0");
            }
        };
        return sanitizer;
    }
}
