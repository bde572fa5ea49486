using Guichet.Files.Syntax;
using Guichet.Plans;

namespace Guichet.Files.Policies;

/// <summary>The known issues in the text of a policy, which is otherwise left as its vendor wrote it, comments and all.
/// </summary>
internal static class KnownIssueSection
{
    private const string Key = "knownIssues";

    /// <summary>The text with that list instead of its own.</summary>
    /// <param name="text">A policy without mistakes.</param>
    /// <param name="issues">All of them, in their order.</param>
    public static string Replace(string text, IReadOnlyList<KnownIssue> issues)
    {
        var root = (Mapping)YamlSyntax.Parse(text, new MistakeLog())!;
        var lines = text.Split('\n');
        var entry = root.Entries.FirstOrDefault(one => one.Key.Text == Key);
        var written = YamlText.Of(PolicyNodes.KnownIssues(Key, issues)).TrimEnd('\n').Split('\n');
        if (entry.Key is null)
        {
            return string.Join('\n', lines).TrimEnd('\n') + "\n\n" + string.Join('\n', written) + "\n";
        }

        var first = entry.Key.Line - 1;
        var next = root.Entries.Where(one => one.Key.Line > entry.Key.Line).Select(one => one.Key.Line - 1);
        var end = next.DefaultIfEmpty(lines.Length).Min();

        // What stands before the next key belongs to it: its comment, and the space between.
        while (end > first + 1 && (lines[end - 1].Trim().Length == 0 || lines[end - 1].StartsWith('#')))
        {
            end--;
        }

        return string.Join('\n', lines[..first].Concat(written).Concat(lines[end..]));
    }
}
