using System.Globalization;

namespace Guichet.Files.Syntax;

/// <summary>Reads the keys of one group. Whatever is wrong goes to the log and a harmless value comes back, so that
/// reading goes on and finds the next mistake; the caller looks at the log before it uses anything.</summary>
internal sealed class Section
{
    private readonly MistakeLog mistakes;
    private readonly Dictionary<string, Entry> entries = [];

    /// <param name="node">Has to be a group of keys.</param>
    /// <param name="mistakes">Where mistakes go.</param>
    /// <param name="known">The keys that the group may have; none given: any, and others are passed over.</param>
    public Section(Node node, MistakeLog mistakes, params string[] known)
    {
        (Node, this.mistakes) = (node, mistakes);
        if (node is not Mapping mapping)
        {
            mistakes.Add(node, "file.type-wrong", $"A group of keys belongs here, not {node.Kind}.");
            IsBroken = true;
            return;
        }

        foreach (var entry in mapping.Entries)
        {
            var key = entry.Key.Text;
            if (known.Length > 0 && !known.Contains(key))
            {
                mistakes.Add(entry.Key, "file.key-unknown",
                    $"The key '{key}' is not known here.{NearestWord.Suggest(key, known)}");
            }
            else if (!entries.TryAdd(key, entry))
            {
                mistakes.Add(entry.Key, "file.key-duplicate",
                    $"The key '{key}' stands twice, first on line {entries[key].Key.Line}.");
            }
        }
    }

    public Node Node { get; }

    public MistakeLog Mistakes => mistakes;

    /// <summary>True where it is not a group of keys at all: what is missing in it is not said then.</summary>
    private bool IsBroken { get; }

    /// <summary>The value; null where the key is missing or says nothing.</summary>
    public Node? Find(string key) =>
        entries.TryGetValue(key, out var entry) && entry.Value is not Scalar { IsNothing: true } ? entry.Value : null;

    /// <summary>The value, or this group itself: where to put a mistake about a key.</summary>
    public Node Place(string key) => entries.TryGetValue(key, out var entry) ? entry.Value : Node;

    /// <summary>The value of a key that has to be there.</summary>
    public Node? Require(string key)
    {
        var value = Find(key);
        if (value is null && !IsBroken)
        {
            mistakes.Add(Place(key), "file.key-missing", $"The key '{key}' is missing or empty.");
        }

        return value;
    }

    public string Text(string key) => Require(key) is { } value ? TextOf(value) ?? "" : "";

    public string? OptionalText(string key) => Find(key) is { } value ? TextOf(value) : null;

    public bool Flag(string key, bool otherwise)
    {
        var value = OptionalText(key);
        if (value is not (null or "true" or "false"))
        {
            mistakes.Add(Place(key), "file.type-wrong", $"The key '{key}' is either true or false.");
        }

        return value is null ? otherwise : value == "true";
    }

    public int? OptionalWhole(string key, int least, int most)
    {
        if (OptionalText(key) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
        {
            return number;
        }

        mistakes.Add(Place(key), "file.number-malformed",
            $"The key '{key}' is a whole number from {least} to {most}, not '{text}'.");
        return null;
    }

    public LocalDate? OptionalDate(string key) => OptionalText(key) is { } text ? DateOf(Place(key), text) : null;

    public LocalDate Date(string key) => Require(key) is { } value && TextOf(value) is { } text
        ? DateOf(value, text) ?? default
        : default;

    public LocalDate? DateOf(Node at, string text)
    {
        // The platform's parser is compiled ahead of time: NodaTime's costs most of a cold read of the catalogue.
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return LocalDate.FromDateOnly(date);
        }

        mistakes.Add(at, "file.date-malformed", $"'{text}' is not a day: write it as 2026-03-31.");
        return null;
    }

    public T? Word<T>(string key, Words<T> words)
        where T : struct => Require(key) is { } value ? WordOf(value, words) : null;

    public T? OptionalWord<T>(string key, Words<T> words)
        where T : struct => Find(key) is { } value ? WordOf(value, words) : null;

    /// <summary>A list of words; null where the key is missing.</summary>
    public IReadOnlySet<T>? WordSet<T>(string key, Words<T> words)
        where T : struct => Find(key) is null
            ? null
            : Items(key).Select(item => WordOf(item, words)).OfType<T>().ToHashSet();

    /// <summary>A list of texts with their places; empty where the key is missing.</summary>
    public IReadOnlyList<Scalar> TextItems(string key) =>
        [.. Items(key).Where(item => TextOf(item) is not null).Cast<Scalar>()];

    /// <summary>The items of a list; empty where the key is missing.</summary>
    public IReadOnlyList<Node> Items(string key)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case Sequence list:
                return list.Items;
            case var other:
                mistakes.Add(other, "file.type-wrong", $"The key '{key}' is a list, not {other.Kind}.");
                return [];
        }
    }

    /// <summary>The text of a node; null where it is not one, which is then in the log.</summary>
    public string? TextOf(Node node)
    {
        if (node is Scalar { IsNothing: false } scalar)
        {
            return scalar.Text;
        }

        mistakes.Add(node, "file.type-wrong", $"A text belongs here, not {node.Kind}.");
        return null;
    }

    private T? WordOf<T>(Node node, Words<T> words)
        where T : struct
    {
        if (TextOf(node) is not { } text)
        {
            return null;
        }

        if (words.Find(text) is { } value)
        {
            return value;
        }

        mistakes.Add(node, "file.word-unknown",
            $"'{text}' is not one of {string.Join(", ", words.All)}.{NearestWord.Suggest(text, words.All)}");
        return null;
    }
}
