namespace Guichet.Search;

/// <summary>What somebody looks for: words and filters, in one line of text. Words may stand in any order; quotation
/// marks (straight, typographic or French) keep together what has spaces, and keep a colon from meaning a filter.
/// Docs: docs/reference/searching.md.</summary>
public sealed class SearchQuery
{
    /// <summary>Characters that a text may have.</summary>
    public const int LongestText = 500;

    /// <summary>Words and filters that it may have together.</summary>
    public const int MostParts = 40;

    internal SearchQuery(IReadOnlyList<string> words, IReadOnlyList<SearchFilter> filters) =>
        (Words, Filters) = (words, filters);

    /// <summary>As typed, without the quotation marks; each has a letter or a digit.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>In the order typed. All of them must hold.</summary>
    public IReadOnlyList<SearchFilter> Filters { get; }

    /// <summary>Whether nothing is asked.</summary>
    public bool IsEmpty => Words.Count == 0 && Filters.Count == 0;

    /// <summary>Reads a text; one without words and filters is an empty query. Refused: <c>search.too-long</c>,
    /// <c>search.too-many-words</c>, <c>search.filter-unknown</c>, <c>search.value-missing</c>,
    /// <c>search.severity-unknown</c>, <c>search.state-unknown</c>, <c>search.standing-unknown</c>,
    /// <c>search.date-wrong</c>, each with the <c>filter</c> and the <c>value</c> as they were typed.</summary>
    public static Result<SearchQuery> Read(string text) => SearchReader.Read(text);

    /// <summary>The query in canonical form; reading it gives the same query.</summary>
    public override string ToString() => string.Join(' ', [
        .. Words.Select(word => Quoted(word, word.Contains(':', StringComparison.Ordinal))),
        .. Filters.Select(filter =>
            $"{SearchVocabulary.NameOf(filter.Field)}:{Quoted(filter.Value, false)}"),
    ]);

    /// <summary>The same words without any filter.</summary>
    public SearchQuery WithoutFilters() => new(Words, []);

    private static string Quoted(string text, bool needed) =>
        needed || text.Any(char.IsWhiteSpace) ? $"\"{text}\"" : text;
}
