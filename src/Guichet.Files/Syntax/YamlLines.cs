namespace Guichet.Files.Syntax;

/// <summary>Changes a YAML text by its lines, so that what is not changed stays as it was written, comments and all.
/// </summary>
internal static class YamlLines
{
    /// <summary>The text with that entry of its root instead of its own; at the end where it has none.</summary>
    /// <param name="text">YAML without mistakes, a group at its root.</param>
    /// <param name="section">A group of one key.</param>
    public static string ReplaceSection(string text, Mapping section)
    {
        var root = (Mapping)YamlSyntax.Parse(text, new MistakeLog())!;
        var lines = text.Split('\n');
        var key = section.Entries[0].Key.Text;
        var written = YamlText.Of(section).TrimEnd('\n').Split('\n');
        var place = root.Entries.ToList().FindIndex(one => one.Key.Text == key);
        if (place < 0)
        {
            return string.Join('\n', lines).TrimEnd('\n') + "\n\n" + string.Join('\n', written) + "\n";
        }

        var (first, end) = Extent(lines, StartsOf(root), place, lines.Length);
        return string.Join('\n', lines[..first].Concat(written).Concat(lines[end..]));
    }

    /// <summary>The lines on which the entries of a group begin, from 0.</summary>
    public static int[] StartsOf(Mapping group) => [.. group.Entries.Select(entry => entry.Key.Line - 1)];

    /// <summary>From its first line to the line after its last. What stands before the next one belongs to that: its
    /// comment, and the space between.</summary>
    /// <param name="lines">The text.</param>
    /// <param name="starts">The lines on which it and its neighbors begin.</param>
    /// <param name="place">Which of them it is.</param>
    /// <param name="last">The line after all of them.</param>
    public static (int First, int End) Extent(string[] lines, int[] starts, int place, int last)
    {
        var first = starts[place];
        var end = starts.Where(start => start > first).DefaultIfEmpty(last).Min();
        while (end > first + 1 && (lines[end - 1].Trim().Length == 0 || lines[end - 1].TrimStart().StartsWith('#')))
        {
            end--;
        }

        return (first, end);
    }
}
