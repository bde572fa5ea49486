using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Guichet.Server.Shell;

namespace Guichet.Server.Mail;

/// <summary>The two forms of a mail: text, and simple HTML that follows the reader's light or dark.</summary>
internal sealed class MailForm(Texts texts, PublicAddress address)
{
    private const string Style = """
        :root{color-scheme:light dark}
        body{font:16px/1.5 system-ui,sans-serif;max-width:38rem;margin:1.5rem auto;padding:0 1rem}
        dt{font-weight:600}dd{margin:0 0 .5rem}
        blockquote{margin:1rem 0;padding-left:1rem;border-left:3px solid}
        footer{margin-top:2rem;font-size:14px}
        """;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public string Text(OutgoingMail mail) => Speaking.In(mail.To.Language, () =>
    {
        var text = new StringBuilder();
        Paragraph(text, Greeting(mail.To));
        Paragraph(text, mail.Lead);
        Paragraph(text, string.Join('\n', mail.Facts.Select(fact =>
            texts.Get("mail.fact", ("label", fact.Label), ("value", fact.Value)))));
        Paragraph(text, string.Join('\n', Lines(mail.Quote).Select(line => line.Length == 0 ? ">" : "> " + line)));
        Paragraph(text, mail.Outlook);
        foreach (var (words, path) in mail.Acts)
        {
            Paragraph(text, texts.Get("mail.fact", ("label", words), ("value", address.Of(path))));
        }

        Paragraph(text, texts.Get("mail.fact", ("label", mail.Link.Text), ("value", address.Of(mail.Link.Path))));
        text.Append("-- \n").Append(texts["mail.footer"]).Append('\n');
        if (mail.To.Person is not null)
        {
            Line(text, texts["mail.choices"], Navigation.MailChoices);
        }

        if (mail.Stop is { } stop)
        {
            Line(text, texts["mail.stop"], stop);
        }

        return text.ToString();
    });

    public string Html(OutgoingMail mail) => Speaking.In(mail.To.Language, () =>
    {
        var html = new StringBuilder();
        html.Append("<!doctype html>\n<html lang=\"").Append(mail.To.Language).Append("\">\n<head>\n")
            .Append("<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n")
            .Append("<meta name=\"color-scheme\" content=\"light dark\">\n");
        Element(html, "title", mail.Subject);
        html.Append("<style>\n").Append(Style).Append("\n</style>\n</head>\n<body>\n");
        Element(html, "p", Greeting(mail.To));
        Element(html, "p", mail.Lead);
        if (mail.Facts.Count > 0)
        {
            html.Append("<dl>\n");
            foreach (var (label, value) in mail.Facts)
            {
                Element(html, "dt", label);
                Element(html, "dd", value);
            }

            html.Append("</dl>\n");
        }

        Quote(html, mail.Quote);
        Element(html, "p", mail.Outlook);
        foreach (var (words, path) in mail.Acts)
        {
            Link(html, path, words);
        }

        Link(html, mail.Link.Path, mail.Link.Text);
        html.Append("<footer>\n");
        Element(html, "p", texts["mail.footer"]);
        if (mail.To.Person is not null)
        {
            Link(html, Navigation.MailChoices, texts["mail.choices"]);
        }

        if (mail.Stop is { } stop)
        {
            Link(html, stop, texts["mail.stop"]);
        }

        return html.Append("</footer>\n</body>\n</html>\n").ToString();
    });

    private static string[] Lines(string text) => text.Length == 0 ? [] : text.ReplaceLineEndings("\n").Split('\n');

    private static void Paragraph(StringBuilder text, string words)
    {
        if (words.Length > 0)
        {
            text.Append(words).Append("\n\n");
        }
    }

    private void Line(StringBuilder text, string words, string path) =>
        text.Append(texts.Get("mail.fact", ("label", words), ("value", address.Of(path)))).Append('\n');

    private void Link(StringBuilder html, string path, string words) =>
        html.Append("<p><a href=\"").Append(Encoder.Encode(address.Of(path))).Append("\">")
            .Append(Encoder.Encode(words)).Append("</a></p>\n");

    private static void Element(StringBuilder html, string name, string words)
    {
        if (words.Length > 0)
        {
            html.Append('<').Append(name).Append('>').Append(Encoder.Encode(words))
                .Append("</").Append(name).Append(">\n");
        }
    }

    /// <summary>As it was written, line by line: nothing of it becomes markup.</summary>
    private static void Quote(StringBuilder html, string quote)
    {
        if (quote.Length > 0)
        {
            html.Append("<blockquote>\n<p>")
                .AppendJoin("<br>\n", Lines(quote).Select(Encoder.Encode))
                .Append("</p>\n</blockquote>\n");
        }
    }

    private string Greeting(Recipient to) =>
        to.Name.Length > 0 ? texts.Get("mail.greeting", ("name", to.Name)) : texts["mail.greeting.nameless"];
}
