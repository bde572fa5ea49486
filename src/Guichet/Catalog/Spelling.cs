namespace Guichet.Catalog;

/// <summary>Whether two words differ by one typing error: a letter more, less, other, or two swapped.</summary>
internal static class Spelling
{
    /// <summary>True where the typed word is the other, or the beginning of it, with at most one error.</summary>
    public static bool IsNearPrefix(ReadOnlySpan<char> typed, ReadOnlySpan<char> word)
    {
        var same = typed.CommonPrefixLength(word);
        var restTyped = typed[same..];
        var restWord = word[same..];
        if (restTyped.Length == 0)
        {
            return true;
        }
        return restWord.StartsWith(restTyped[1..])
            || (restWord.Length > 0 && restWord[1..].StartsWith(restTyped))
            || (restWord.Length > 0 && restWord[1..].StartsWith(restTyped[1..]))
            || (restWord.Length > 1 && restTyped.Length > 1
                && restWord[0] == restTyped[1] && restWord[1] == restTyped[0]
                && restWord[2..].StartsWith(restTyped[2..]));
    }
}
