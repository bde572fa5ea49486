using Guichet.Files.Syntax;

namespace Guichet.Files.Policies;

/// <summary>The keys that a list of the policy declares, known before the lists that refer to them are read.</summary>
internal sealed class PolicyKeys
{
    private readonly string kind;
    private readonly MistakeLog mistakes;
    private readonly Dictionary<string, int> lines = [];

    /// <param name="kind">What the list holds, in one word: it makes the code <c>policy.plan-unknown</c>.</param>
    /// <param name="items">The items of the list.</param>
    /// <param name="mistakes">Where a key that stands twice goes.</param>
    public PolicyKeys(string kind, IReadOnlyList<Node> items, MistakeLog mistakes)
    {
        (this.kind, this.mistakes) = (kind, mistakes);
        foreach (var item in items.OfType<Mapping>())
        {
            if (item.Entries.FirstOrDefault(entry => entry.Key.Text == "key").Value is Scalar { IsNothing: false } key
                && !lines.TryAdd(key.Text, key.Line))
            {
                mistakes.Add(key, $"policy.{kind}-duplicate",
                    $"The {kind} '{key.Text}' is there already, on line {lines[key.Text]}.");
            }
        }
    }

    /// <summary>The key of the item itself: lower case with dashes, since it stands in addresses.</summary>
    public string Declared(Section section)
    {
        var key = section.Text("key");
        if (key.Length > 0 && !IsWellFormed(key))
        {
            mistakes.Add(section.Place("key"), "policy.key-malformed",
                $"'{key}' is not a key: lower-case letters and digits with dashes between, 60 at most.");
        }

        return key;
    }

    /// <summary>A key that has to be one of those declared.</summary>
    public string Referred(Scalar at)
    {
        if (!lines.ContainsKey(at.Text))
        {
            mistakes.Add(at, $"policy.{kind}-unknown",
                $"There is no {kind} '{at.Text}' in this policy.{NearestWord.Suggest(at.Text, lines.Keys)}");
        }

        return at.Text;
    }

    /// <summary>A reference that may be left out.</summary>
    public string? Referred(Section section, string key) =>
        section.OptionalText(key) is not null && section.Find(key) is Scalar at ? Referred(at) : null;

    /// <summary>A list of references.</summary>
    public List<string> AllReferred(Section section, string key) => [.. section.TextItems(key).Select(Referred)];

    private static bool IsWellFormed(string key) =>
        key.Length <= 60 && char.IsAsciiLetterOrDigit(key[0]) && char.IsAsciiLetterOrDigit(key[^1])
        && key.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');
}
