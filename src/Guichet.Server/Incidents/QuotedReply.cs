using System.Text.RegularExpressions;

namespace Guichet.Server.Incidents;

/// <summary>A reply by mail carries the mail that it answers, under a line of dashes or a head of its own: both become
/// a quotation.</summary>
internal static partial class QuotedReply
{
    /// <summary>The lines of a head: who and when, in the languages of the house.</summary>
    private const int MostHeadLines = 4;

    /// <summary>The text with what it answers marked as a quotation; the same where there is nothing of the kind.
    /// </summary>
    public static string Mark(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var isCode = false;
        for (var at = 0; at < lines.Length; at++)
        {
            isCode ^= Fence().IsMatch(lines[at]);
            if (!isCode && Begins(lines, at))
            {
                return string.Join(
                    '\n', lines[..at].Append("").Concat(lines[at..].Select(line => $"> {line}")));
            }
        }

        return text;
    }

    private static bool Begins(string[] lines, int at) =>
        Divider().IsMatch(lines[at])
        || (Sender().IsMatch(lines[at])
            && lines.Skip(at + 1).Take(MostHeadLines - 1).Any(line => Sent().IsMatch(line)));

    [GeneratedRegex(@"^\s{0,3}(```|~~~)")]
    private static partial Regex Fence();

    [GeneratedRegex(@"^\s*-{3,}\s*(original message|message d[’']origine)\s*-{3,}\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Divider();

    [GeneratedRegex(@"^\**(From|De)\s?:\**\s*\S", RegexOptions.IgnoreCase)]
    private static partial Regex Sender();

    [GeneratedRegex(@"^\**(Sent|Date|Envoyé)\s?:\**\s*\S", RegexOptions.IgnoreCase)]
    private static partial Regex Sent();
}
