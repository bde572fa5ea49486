using Guichet.Catalog;
using Guichet.Tests.Coverage;

namespace Guichet.Tests.Catalog;

[Trait("Rule", "R9")]
public sealed class LookingForAProduct
{
    private static readonly ProductSearch Search = new(new ProductCatalog(1,
    [
        .. ModelCatalog.All.Products,
        new("paie", "Logiciel de Paie Éléonore", ["béton"],
            [ModelCatalog.Fixed("3.11", "Éléonore 3.11", null, null, null)]),
    ]));

    [Theory]
    [InlineData("windows server 2019", "windows-server/2019")]
    [InlineData("2019 WINDOWS", "windows-server/2019")]
    [InlineData("wind serv 2012 r2", "windows-server/2012-r2")]
    [InlineData("longhorn", "windows-server")]
    [InlineData("longhorn 2008", "windows-server/2008")]
    [InlineData("exchnage", "exchange-server")]
    [InlineData("serveur sharepoint 2016", "sharepoint-server/2016")]
    [InlineData("eleonore", "paie")]
    [InlineData("ÉLÉONORE 3.1", "paie/3.11")]
    [InlineData("beton", "paie")]
    [InlineData("logiciel de paie pour eleonore", "paie")]
    [InlineData("la version 2016 de sharepoint", "sharepoint-server/2016")]
    [InlineData("share point", "sharepoint-server")]
    [InlineData("sqlserver 2019", "sql-server/2019")]
    [InlineData("sharepoint2019", "sharepoint-server/2019")]
    [InlineData("windows-server/2022", "windows-server/2022")]
    public void The_best_match_is_what_was_meant(string query, string expected) =>
        Assert.Equal(expected, Named(Search.Find(query, 10)[0]));

    [Fact]
    public void Of_two_equal_matches_in_a_product_the_newest_release_comes_first() =>
        Assert.Equal(
            ["windows-server/2025", "windows-server/2022", "windows-server/2019"],
            Search.Find("windows 20", 3).Select(Named));

    [Fact]
    public void A_name_typed_in_full_comes_before_a_longer_one() =>
        Assert.Equal(
            ["windows-server/2012", "windows-server/2012-r2"],
            Search.Find("windows server 2012", 10).Select(Named));

    [Fact]
    public void A_product_is_named_alone_where_no_release_was_asked_for() =>
        Assert.Equal(["exchange-server", "exchange-online"], Search.Find("exchange", 10).Select(Named));

    [Theory]
    [InlineData("")]
    [InlineData(" - ")]
    [InlineData("spreadsheet")]
    [InlineData("offcie 1999")]
    [InlineData("sqk")]
    public void Nothing_is_found_for_what_is_not_there(string query) => Assert.Empty(Search.Find(query, 10));

    [Fact]
    public void No_more_is_given_than_asked_for() => Assert.Equal(3, Search.Find("2019", 3).Count);

    private static string Named(ProductMatch match) =>
        match.Release is null ? match.Product.Key : $"{match.Product.Key}/{match.Release.Key}";
}
