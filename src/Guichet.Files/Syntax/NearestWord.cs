namespace Guichet.Files.Syntax;

/// <summary>Finds what somebody meant who mistyped a word.</summary>
internal static class NearestWord
{
    /// <summary>" Did you mean …?" with the nearest word, or nothing where none is near.</summary>
    public static string Suggest(string written, IEnumerable<string> words)
    {
        var nearest = words
            .Select(word => (Word: word, Distance: Distance(Plain(written), Plain(word))))
            .Where(found => found.Distance <= Math.Max(1, found.Word.Length / 3))
            .OrderBy(found => found.Distance)
            .ThenBy(found => found.Word, StringComparer.Ordinal)
            .Select(found => found.Word)
            .FirstOrDefault();
        return nearest is null ? "" : $" Did you mean '{nearest}'?";
    }

    /// <summary>Case, dashes and underscores are the usual slips, and cost nothing.</summary>
    private static string Plain(string word) =>
        string.Concat(word.Take(60).Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));

    /// <summary>How many letters to insert, drop or change (Levenshtein).</summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var change = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
