using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using Guichet.Client.Policies;

namespace Guichet.Server.Workshop;

/// <summary>The lines in which two texts differ.</summary>
internal static class LineDifference
{
    /// <summary>Equal lines shown before and after those that differ.</summary>
    private const int Around = 3;

    /// <summary>The lines that differ, and a few around them; empty for equal texts.</summary>
    public static IReadOnlyList<DifferenceLineView> Between(string before, string after)
    {
        var lines = InlineDiffBuilder.Diff(before, after, ignoreWhiteSpace: false).Lines;
        var shown = new bool[lines.Count];
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Type != ChangeType.Unchanged)
            {
                var (first, last) = (Math.Max(0, i - Around), Math.Min(lines.Count - 1, i + Around));
                Array.Fill(shown, true, first, last - first + 1);
            }
        }

        return [.. Number(lines).Where((_, place) => shown[place])];
    }

    private static IEnumerable<DifferenceLineView> Number(List<DiffPiece> lines)
    {
        var (before, after) = (0, 0);
        foreach (var line in lines)
        {
            yield return new DifferenceLineView(
                line.Type == ChangeType.Inserted ? null : ++before,
                line.Type == ChangeType.Deleted ? null : ++after,
                line.Text ?? "");
        }
    }
}
