using System.Text;
using Guichet.Plans;
using NodaTime.Text;

namespace Guichet.Search;

/// <summary>From the line that somebody typed to what they look for.</summary>
internal static class SearchReader
{
    private const int ShortestName = 2;

    public static Result<SearchQuery> Read(string text)
    {
        if (text.Length > SearchQuery.LongestText)
        {
            return new Refusal("search.too-long", "The text is too long to be looked for.")
                .With("maximum", SearchQuery.LongestText);
        }

        List<string> words = [];
        List<SearchFilter> filters = [];
        foreach (var part in PartsOf(text))
        {
            if (NameOf(part) is not { } name)
            {
                var word = part.Text.Trim();
                if (word.Any(char.IsLetterOrDigit))
                {
                    words.Add(word);
                }

                continue;
            }

            if (!Filter(name, part.Text[(name.Length + 1)..].Trim()).Succeeded(out var filter, out var refusal))
            {
                return refusal;
            }

            filters.Add(filter);
        }

        return words.Count + filters.Count > SearchQuery.MostParts
            ? new Refusal("search.too-many-words", "There are too many words to look for.")
                .With("maximum", SearchQuery.MostParts)
            : new SearchQuery(words, filters);
    }

    /// <summary>The pieces between spaces; what stands in quotation marks is not parted.</summary>
    private static IEnumerable<Part> PartsOf(string text)
    {
        var piece = new StringBuilder();
        var (isQuoted, colon) = (false, -1);
        foreach (var letter in text)
        {
            if (letter is '"' or '“' or '”' or '„' or '«' or '»')
            {
                isQuoted = !isQuoted;
            }
            else if (isQuoted || !char.IsWhiteSpace(letter))
            {
                colon = colon < 0 && letter == ':' && !isQuoted ? piece.Length : colon;
                piece.Append(letter);
            }
            else if (piece.Length > 0)
            {
                yield return new Part(piece.ToString(), colon);
                piece.Clear();
                colon = -1;
            }
        }

        if (piece.Length > 0)
        {
            yield return new Part(piece.ToString(), colon);
        }
    }

    /// <summary>The name before the colon; null where the colon is only a part of a word: a time, a drive, an address,
    /// a label that somebody has pasted.</summary>
    private static string? NameOf(Part part)
    {
        if (part.Colon < ShortestName)
        {
            return null;
        }

        var name = part.Text[..part.Colon];
        var value = part.Text.AsSpan(part.Colon + 1);
        var isKnown = SearchVocabulary.FindField(name) is not null;
        return name.All(char.IsLetter)
            && (isKnown || !(value.IsWhiteSpace() || value.StartsWith("//") || value.StartsWith(":")))
                ? name
                : null;
    }

    private static Result<SearchFilter> Filter(string name, string value)
    {
        if (SearchVocabulary.FindField(name) is not { } field)
        {
            return Refuse("search.filter-unknown", "There is no such filter.", name, value);
        }

        if (value.Length == 0)
        {
            return Refuse("search.value-missing", "The filter has no value.", name, value);
        }

        return field switch
        {
            SearchField.Severity => SeverityOf(value) is { } severity
                ? new SearchFilter(field, severity.ToString())
                : Refuse("search.severity-unknown", "There is no such severity.", name, value),
            SearchField.State => SearchVocabulary.FindState(value) is { } state
                ? new SearchFilter(field, SearchVocabulary.NameOf(state))
                : Refuse("search.state-unknown", "There is no such state.", name, value),
            SearchField.Is => SearchVocabulary.FindStanding(value) is { } standing
                ? new SearchFilter(field, SearchVocabulary.NameOf(standing))
                : Refuse("search.standing-unknown", "An incident cannot stand like that.", name, value),
            SearchField.Before or SearchField.After => IsDay(value)
                ? new SearchFilter(field, value)
                : Refuse("search.date-wrong", "The date is not one of the form 2026-01-31.", name, value),
            _ => value.Any(char.IsLetterOrDigit)
                ? new SearchFilter(field, value)
                : Refuse("search.value-missing", "The filter has no value.", name, value),
        };
    }

    /// <summary>Of a year in which people have written incidents down.</summary>
    private static bool IsDay(string value) =>
        LocalDatePattern.Iso.Parse(value) is { Success: true, Value.Year: >= 1900 and < 9999 };

    private static Severity? SeverityOf(string value) => value.ToUpperInvariant() switch
    {
        "A" => Severity.A,
        "B" => Severity.B,
        "C" => Severity.C,
        _ => null,
    };

    private static Refusal Refuse(string code, string message, string name, string value) =>
        new Refusal(code, message).With("filter", name).With("value", value);

    /// <param name="Text">Without quotation marks.</param>
    /// <param name="Colon">Where the first colon outside quotation marks stands; -1 for none.</param>
    private readonly record struct Part(string Text, int Colon);
}
