using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Guichet.Server.Shell;

/// <summary>
/// The words of the pages and mails. They live beside what shows them, in <c>Capability/Texts.en.json</c> and
/// <c>Texts.fr.json</c>: one flat object, key to sentence with <c>{named}</c> placeholders, or key to
/// <c>{"one": …, "other": …}</c>, chosen by the number given as <c>count</c>. All files of a language make one
/// dictionary; a key that stands in two of them is a mistake and stops the program at start.
/// </summary>
internal sealed partial class Texts
{
    private const string Fallback = "en";
    private readonly FrozenDictionary<string, FrozenDictionary<string, Sentence>> languages;
    private readonly ILogger<Texts> logger;

    /// <summary>Reads every text file embedded in this assembly.</summary>
    public Texts(ILogger<Texts> logger)
    {
        this.logger = logger;
        var found = new Dictionary<string, Dictionary<string, Sentence>>();
        foreach (var name in typeof(Texts).Assembly.GetManifestResourceNames())
        {
            if (FileName().Match(name) is { Success: true } file)
            {
                var language = file.Groups["language"].Value;
                found.TryAdd(language, []);
                Read(name, found[language]);
            }
        }

        languages = found.ToFrozenDictionary(one => one.Key, one => one.Value.ToFrozenDictionary());
    }

    /// <summary>The languages that have texts, by two-letter code.</summary>
    public IReadOnlyList<string> Languages => languages.Keys;

    /// <summary>The language of this request: the current one where it has texts, English otherwise.</summary>
    public string Language =>
        languages.ContainsKey(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName)
            ? CultureInfo.CurrentUICulture.TwoLetterISOLanguageName
            : Fallback;

    /// <summary>The sentence without facts.</summary>
    public string this[string key] => Get(key);

    /// <summary>The text a vendor wrote, in the reader's language.</summary>
    public string this[LocalizedText text] => text.In(Language);

    /// <summary>
    /// The sentence in the current language with its placeholders filled; dates, amounts and numbers are written as
    /// <see cref="Format"/> writes them. A missing key is logged and shown as itself, so that a page still stands.
    /// </summary>
    public string Get(string key, params ReadOnlySpan<(string Name, object? Value)> facts)
    {
        if (!languages[Language].TryGetValue(key, out var sentence))
        {
            logger.LogWarning("There is no text {Key} in {Language}", key, Language);
            return key;
        }

        return sentence.Fill(facts, Language);
    }

    /// <summary>Whether there is such a sentence in the current language.</summary>
    public bool Has(string key) => languages[Language].ContainsKey(key);

    /// <summary>The sentence <c>refusal.</c> + code, filled with the refusal's facts; its own English message where
    /// nobody has written one.</summary>
    public string Explain(Refusal refusal)
    {
        var key = "refusal." + refusal.Code;
        return Has(key)
            ? Get(key, [.. refusal.Facts.Select(fact => (fact.Key, (object?)fact.Value))])
            : refusal.Message;
    }

    /// <summary>Key to placeholders of one language, for the test that compares languages.</summary>
    internal IReadOnlyDictionary<string, IReadOnlySet<string>> Placeholders(string language) =>
        languages[language].ToDictionary(one => one.Key, one => one.Value.Placeholders);

    private static void Read(string name, Dictionary<string, Sentence> into)
    {
        using var stream = typeof(Texts).Assembly.GetManifestResourceStream(name)!;
        using var document = JsonDocument.Parse(stream);
        foreach (var entry in document.RootElement.EnumerateObject())
        {
            if (!into.TryAdd(entry.Name, Sentence.Read(entry.Value)))
            {
                throw new InvalidDataException($"The text {entry.Name} in {name} stands in another file already.");
            }
        }
    }

    [GeneratedRegex(@"(^|/)Texts\.(?<language>[a-z]{2})\.json$")]
    private static partial Regex FileName();
}
