using CsCheck;
using Guichet.Search;

namespace Guichet.Tests.Search;

public sealed class ReadingASearch
{
    /// <summary>Pieces of which people, and others, make searches.</summary>
    private static readonly string[] Pieces =
    [
        "printer", "imprimante", "severity:A", "gravité:b", "state:en-cours", "is:open", "est:à-moi", "product:",
        "\"SQL Server\"", "« écran bleu »", "\"", "“", "»", ":", "::", "a:", "before:2026-01-31", "after:31/01",
        "http://x/y:1", "C:\\temp", "12:30", "Error:", "foo:bar", "\0", "\t", "\u00A0", "(", "*", "OR", "NEAR(a b)",
        "\uD800", "é\u0301", "'", "--", "agent:me",
    ];

    private static readonly Gen<string> Typed =
        Gen.OneOf(Gen.Int[0, Pieces.Length - 1].Select(place => Pieces[place]), Gen.String[0, 12])
            .Array[0, 8]
            .Select(parts => string.Join(' ', parts));

    [Fact]
    public void Never_fails_whatever_is_typed() => Typed.Sample(text =>
    {
        var read = SearchQuery.Read(text);

        Assert.True(read.Refusal is null || read.Refusal.Code.StartsWith("search.", StringComparison.Ordinal));
    });

    [Fact]
    public void Gives_the_same_again_from_its_canonical_form() => Typed.Sample(text =>
    {
        if (SearchQuery.Read(text).Succeeded(out var query, out _)
            && query.ToString().Length <= SearchQuery.LongestText)
        {
            var again = SearchQuery.Read(query.ToString()).Value;

            Assert.Equal(query.Words, again.Words);
            Assert.Equal(query.Filters, again.Filters);
            Assert.Equal(query.ToString(), again.ToString());
        }
    });

    [Fact]
    public void Parts_words_and_filters()
    {
        var query = SearchQuery.Read("severity:a product:\"SQL Server\" waiting \"blue screen\"").Value;

        Assert.Equal(["waiting", "blue screen"], query.Words);
        Assert.Equal(
            [new(SearchField.Severity, "A"), new(SearchField.Product, "SQL Server")], query.Filters);
        Assert.Equal("waiting \"blue screen\" severity:A product:\"SQL Server\"", query.ToString());
        Assert.Equal("waiting \"blue screen\"", query.WithoutFilters().ToString());
    }

    [Theory]
    [InlineData("gravité:A est:sans-réponse état:\"en cours\"", "severity:A is:unanswered state:in-progress")]
    [InlineData("CLIENT:Fabrikam équipe:nuit", "customer:Fabrikam team:nuit")]
    [InlineData("Après:2026-01-31 avant:2026-03-01", "after:2026-01-31 before:2026-03-01")]
    [InlineData("produit:« Windows Server »", "product:\"Windows Server\"")]
    public void Understands_French_beside_English(string french, string canonical) =>
        Assert.Equal(canonical, SearchQuery.Read(french).Value.ToString());

    [Theory]
    [InlineData("http://host:80/path")]
    [InlineData("C:\\temp")]
    [InlineData("12:30")]
    [InlineData("Error:")]
    [InlineData("std::vector")]
    [InlineData("\"foo:bar\"")]
    public void Takes_a_colon_that_is_part_of_a_word_for_that(string typed) =>
        Assert.Equal([typed.Trim('"')], SearchQuery.Read(typed).Value.Words);

    [Theory]
    [InlineData("foo:bar", "search.filter-unknown")]
    [InlineData("severity:", "search.value-missing")]
    [InlineData("severity: A", "search.value-missing")]
    [InlineData("customer:???", "search.value-missing")]
    [InlineData("severity:D", "search.severity-unknown")]
    [InlineData("state:lost", "search.state-unknown")]
    [InlineData("is:lost", "search.standing-unknown")]
    [InlineData("before:31/01/2026", "search.date-wrong")]
    [InlineData("after:2026-02-30", "search.date-wrong")]
    [InlineData("after:-0001-01-01", "search.date-wrong")]
    public void Says_what_it_does_not_know(string typed, string code) =>
        Assert.Equal(code, SearchQuery.Read(typed).Refusal?.Code);

    [Fact]
    public void Has_its_limits()
    {
        Assert.Equal("search.too-long", SearchQuery.Read(new string('a', 501)).Refusal?.Code);
        Assert.Equal(
            "search.too-many-words",
            SearchQuery.Read(string.Join(' ', Enumerable.Repeat("a", 41))).Refusal?.Code);
        Assert.True(SearchQuery.Read(" ?! \" ").Value.IsEmpty);
    }
}
