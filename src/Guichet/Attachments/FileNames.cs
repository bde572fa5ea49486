using System.Globalization;
using System.Text;

namespace Guichet.Attachments;

/// <summary>Names of files as somebody sent them, made harmless to show, to store and to save.</summary>
public static class FileNames
{
    /// <summary>The longest name, in UTF-16 units; a longer one loses its middle, never its extension.</summary>
    public const int Longest = 150;

    private const int LongestExtension = 20;

    /// <summary>Neither a path, nor a control character, nor a mark that turns the order of the letters round, nor a
    /// character that no file system takes; never empty.</summary>
    public static string Clean(string? sent)
    {
        var name = (sent ?? "").Normalize(NormalizationForm.FormC);
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var kept = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            kept.Append(Rune.GetUnicodeCategory(rune) switch
            {
                UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse
                    or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate => "",
                UnicodeCategory.SpaceSeparator => " ",
                _ when rune.Value is '<' or '>' or ':' or '"' or '|' or '?' or '*' or 0xFFFD => "_",
                _ => rune.ToString(),
            });
        }

        var clean = kept.ToString().Trim(' ', '.');
        return clean.Length == 0 ? "file" : Shorten(clean);
    }

    /// <summary>What stands after the last dot, in lower case; empty where there is none.</summary>
    public static string ExtensionOf(string name) =>
        name.LastIndexOf('.') is >= 0 and var dot ? name[(dot + 1)..].ToLowerInvariant() : "";

    private static string Shorten(string name)
    {
        if (name.Length <= Longest)
        {
            return name;
        }

        var dot = name.LastIndexOf('.');
        var tail = dot > 0 && name.Length - dot <= LongestExtension ? name[dot..] : "";
        var head = name[..(Longest - tail.Length - 1)];
        return (char.IsHighSurrogate(head[^1]) ? head[..^1] : head) + "…" + tail;
    }
}
