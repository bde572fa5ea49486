using System.Text;
using System.Text.Json;

namespace Guichet.Server.Shell;

/// <summary>One text of <see cref="Texts"/>, cut at its placeholders once, with its form for one where it has one.
/// </summary>
internal sealed class Sentence
{
    private const string CountName = "count";

    // Even places are words, odd places are names of placeholders.
    private readonly string[] other;
    private readonly string[]? one;

    private Sentence(string other, string? one) => (this.other, this.one) = (Cut(other), one is null ? null : Cut(one));

    public IReadOnlySet<string> Placeholders =>
        other.Concat(one is null ? [] : ["", .. one]).Where((_, place) => place % 2 == 1).ToHashSet();

    /// <summary>Reads a string, or an object with <c>one</c> and <c>other</c>.</summary>
    public static Sentence Read(JsonElement value) =>
        value.ValueKind == JsonValueKind.String
            ? new(value.GetString()!, null)
            : new(value.GetProperty("other").GetString()!, value.GetProperty("one").GetString());

    /// <summary>The sentence with its facts; a placeholder without a fact stays as it was written.</summary>
    public string Fill(ReadOnlySpan<(string Name, object? Value)> facts, string language)
    {
        var parts = one is not null && IsOne(facts, language) ? one : other;
        if (parts.Length == 1)
        {
            return parts[0];
        }

        var text = new StringBuilder(parts[0]);
        for (var place = 1; place < parts.Length; place += 2)
        {
            text.Append(Find(facts, parts[place]) is { } value ? Format.Fact(value) : $"{{{parts[place]}}}");
            text.Append(parts[place + 1]);
        }

        return text.ToString();
    }

    // French speaks of none in the singular; English does not.
    private static bool IsOne(ReadOnlySpan<(string Name, object? Value)> facts, string language) =>
        Find(facts, CountName) switch
        {
            int count => count == 1 || (count == 0 && language == "fr"),
            long count => count == 1 || (count == 0 && language == "fr"),
            _ => false,
        };

    private static object? Find(ReadOnlySpan<(string Name, object? Value)> facts, string name)
    {
        foreach (var (factName, value) in facts)
        {
            if (factName == name)
            {
                return value ?? "";
            }
        }

        return null;
    }

    private static string[] Cut(string text) => text.Split('{', '}');
}
