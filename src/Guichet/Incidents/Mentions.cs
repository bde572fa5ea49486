using System.Text.RegularExpressions;
using Guichet.Accounts;

namespace Guichet.Incidents;

/// <summary>Somebody of the desk who can be called upon in an internal note.</summary>
/// <param name="Person">Who.</param>
/// <param name="Name">As shown to others.</param>
public sealed record Mentionable(PersonId Person, string Name);

/// <summary>Whom an internal note calls upon: <c>@Ada Berg</c>, or <c>@Ada</c> where one person alone has that first
/// word in their name; of several with one full name all. Case does not matter; nothing in code counts, nor does an
/// address of mail.</summary>
public static partial class Mentions
{
    /// <summary>Each person once, in the order in which they are first named.</summary>
    /// <param name="text">Markdown of the note.</param>
    /// <param name="desk">Everybody who can be named.</param>
    public static IReadOnlyList<Mentionable> In(string text, IReadOnlyCollection<Mentionable> desk)
    {
        if (!text.Contains('@', StringComparison.Ordinal))
        {
            return [];
        }

        var words = Code().Replace(text, " ");
        var names = NamesOf(desk);
        var found = new List<Mentionable>();
        for (var at = words.IndexOf('@', StringComparison.Ordinal);
            at >= 0;
            at = words.IndexOf('@', at + 1))
        {
            if (at > 0 && char.IsLetterOrDigit(words[at - 1]))
            {
                continue;
            }

            var written = names.Find(one => StartsWith(words.AsSpan(at + 1), one.Name));
            found.AddRange((written.Who ?? []).Where(one => !found.Contains(one)));
        }

        return found;
    }

    /// <summary>Whole names and first words that one person alone has, the longest first: of Ada and Ada Berg the one
    /// that is written.</summary>
    private static List<(string Name, Mentionable[]? Who)> NamesOf(IReadOnlyCollection<Mentionable> desk)
    {
        var wholes = desk.GroupBy(one => one.Name, StringComparer.OrdinalIgnoreCase);
        var firsts = desk
            .GroupBy(one => one.Name.Split(' ')[0], StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() == 1);
        return [.. wholes.Concat(firsts)
            .Where(group => group.Key.Length > 0)
            .OrderByDescending(group => group.Key.Length)
            .Select(group => (group.Key, group.ToArray()))];
    }

    private static bool StartsWith(ReadOnlySpan<char> text, string name) =>
        text.StartsWith(name, StringComparison.OrdinalIgnoreCase)
        && (text.Length == name.Length || !char.IsLetterOrDigit(text[name.Length]));

    [GeneratedRegex("```.*?(```|$)|`[^`\n]*`", RegexOptions.Singleline)]
    private static partial Regex Code();
}
