using Guichet.Catalog;

namespace Guichet.Tests.Catalog;

[Trait("Rule", "R10")]
public class RefusingWhatACatalogCannotHold
{
    private static readonly LocalDate Day = new(2026, 1, 10);

    [Theory]
    [InlineData("a")]
    [InlineData("7")]
    [InlineData("windows-server-2")]
    public void A_product_has_a_key_of_letters_digits_and_dashes(string key) =>
        Assert.Empty(CatalogFaults.Of(new Product(key, "Product", [], [])));

    [Theory]
    [InlineData("")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("a.b")]
    [InlineData("a+b")]
    [InlineData("a_b")]
    [InlineData("a b")]
    [InlineData("é")]
    [InlineData("aB")]
    public void Any_other_is_refused_with_the_rule(string key)
    {
        var refusal = Assert.Single(CatalogFaults.Of(new Product(key, "Product", [], [])));

        Assert.Equal("catalog.key-malformed", refusal.Code);
        Assert.Equal(
            $"'{key}' is not a key: lower-case letters and digits with dashes between, 100 at most.", refusal.Message);
        Assert.Equal(key, refusal.Facts["key"]);
    }

    [Theory]
    [InlineData("2019")]
    [InlineData("8.0")]
    [InlineData("1-2_3+4.5")]
    [InlineData("1.")]
    public void The_key_of_a_release_may_have_points_and_signs(string key) =>
        Assert.Empty(CatalogFaults.Of(Plain with { Key = key }));

    [Theory]
    [InlineData("")]
    [InlineData(".1")]
    [InlineData("_1")]
    [InlineData("1/2")]
    [InlineData("1B")]
    public void But_it_begins_with_a_letter_or_a_digit(string key)
    {
        var refusal = Assert.Single(CatalogFaults.Of(Plain with { Key = key }));

        Assert.Equal("catalog.key-malformed", refusal.Code);
        Assert.Equal(
            $"'{key}' is not a key: lower-case letters and digits, with - . _ + behind the first, 100 at most.",
            refusal.Message);
        Assert.Equal(key, refusal.Facts["key"]);
    }

    [Fact]
    public void A_key_has_a_hundred_characters_at_most()
    {
        Assert.Empty(CatalogFaults.Of(new Product(new string('a', 100), "Product", [], [])));
        Assert.Empty(CatalogFaults.Of(Plain with { Key = new string('a', 100) }));
        Assert.Single(CatalogFaults.Of(new Product(new string('a', 101), "Product", [], [])));
        Assert.Single(CatalogFaults.Of(Plain with { Key = new string('a', 101) }));
    }

    [Theory]
    [InlineData("following")]
    [InlineData("suggestions")]
    public void The_key_of_another_page_is_said(string key)
    {
        var refusal = Assert.Single(CatalogFaults.Of(new Product(key, "Product", [], [])));

        Assert.Equal($"The key '{key}' is the address of another page.", refusal.Message);
        Assert.Equal(key, refusal.Facts["key"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" Product")]
    [InlineData("Product ")]
    [InlineData("Pro\tduct")]
    public void Names_are_one_line_without_space_around(string name)
    {
        string[] code = ["catalog.name-malformed"];
        var product = CatalogFaults.Of(new Product("a", name, [], []));
        var release = CatalogFaults.Of(Plain with { Name = name });

        Assert.Equal(code, product.Select(refusal => refusal.Code));
        Assert.Equal(code, CatalogFaults.Of(new Product("a", "A", ["Fine", name], [])).Select(refusal => refusal.Code));
        Assert.Equal(code, release.Select(refusal => refusal.Code));
        Assert.Equal("Names and aliases are one line of 1 to 200 characters.", Assert.Single(product).Message);
    }

    [Fact]
    public void A_name_has_two_hundred_characters_at_most()
    {
        Assert.Empty(CatalogFaults.Of(Plain with { Name = new string('a', 200) }));
        Assert.Single(CatalogFaults.Of(Plain with { Name = new string('a', 201) }));
    }

    [Fact]
    public void Days_may_fall_together_and_may_be_missing()
    {
        Assert.Empty(CatalogFaults.Of(Dated(Day, Day, Day, Day)));
        Assert.Empty(CatalogFaults.Of(Dated(Day, null, null, Day)));
        Assert.Empty(CatalogFaults.Of(Dated(null, Day, null, null)));
    }

    [Theory]
    [InlineData(1, 0, null, null)]
    [InlineData(1, null, 0, null)]
    [InlineData(1, null, null, 0)]
    [InlineData(0, 2, 1, null)]
    [InlineData(0, 2, null, 1)]
    [InlineData(null, null, 1, 0)]
    public void Days_that_go_back_are_refused(int? released, int? mainstream, int? extended, int? security)
    {
        var refusal = Assert.Single(CatalogFaults.Of(Dated(On(released), On(mainstream), On(extended), On(security))));

        Assert.Equal("catalog.dates-backwards", refusal.Code);
        Assert.Equal(
            "The days do not follow: release, end of mainstream, of extended support, of security updates.",
            refusal.Message);
    }

    [Fact]
    public void The_modern_policy_has_no_extended_support()
    {
        var modern = Plain with { Policy = LifecyclePolicy.Modern, MainstreamEndsOn = Day };
        Assert.Empty(CatalogFaults.Of(modern));

        var refusal = Assert.Single(CatalogFaults.Of(modern with { ExtendedEndsOn = Day }));
        Assert.Equal("catalog.extended-under-modern", refusal.Code);
        Assert.Equal("A release under the modern policy has no extended support (R10).", refusal.Message);
    }

    [Fact]
    public void No_release_follows_itself()
    {
        var refusal = Assert.Single(CatalogFaults.Of(Plain with { SupersededBy = Plain.Key }));

        Assert.Equal("catalog.successor-unknown", refusal.Code);
        Assert.Equal($"The product has no other release '{Plain.Key}' to follow this one.", refusal.Message);
        Assert.Equal(Plain.Key, refusal.Facts["supersededBy"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("https://example.test/a")]
    [InlineData("http://example.test/a")]
    [InlineData("https://example.test/a  https://example.test/b")]
    public void Sources_are_web_addresses(string source) =>
        Assert.Empty(CatalogFaults.Of(Plain with { Source = source }));

    [Theory]
    [InlineData("ftp://example.test")]
    [InlineData("javascript:alert(1)//https://")]
    [InlineData("https://example.test/a example.test/b")]
    [InlineData("https://example.test/\u0007")]
    [InlineData("https://example.test/\u00a0a")]
    [InlineData("https://example.test/\"")]
    [InlineData("https://example.test/<")]
    [InlineData("https://example.test/>")]
    public void Anything_else_as_a_source_is_refused(string source)
    {
        var refusal = Assert.Single(CatalogFaults.Of(Plain with { Source = source }));

        Assert.Equal("catalog.source-malformed", refusal.Code);
        Assert.Equal("The source is one or more http addresses, parted by a space.", refusal.Message);
    }

    [Fact]
    public void Every_fault_is_told()
    {
        var release = new Release(
            "No key", "", LifecyclePolicy.Modern, Deployment.Cloud, Day, Day.PlusDays(-1), Day, "No key")
        {
            Source = "?",
        };

        Assert.Equal(
            [
                "catalog.key-malformed", "catalog.name-malformed", "catalog.dates-backwards",
                "catalog.extended-under-modern", "catalog.successor-unknown", "catalog.source-malformed",
            ],
            CatalogFaults.Of(release).Select(refusal => refusal.Code));
        Assert.Equal(
            ["catalog.key-malformed", "catalog.name-malformed"],
            CatalogFaults.Of(new Product("", "", [], [])).Select(refusal => refusal.Code));
    }

    private static Release Plain =>
        new("1", "Product 1", LifecyclePolicy.Fixed, Deployment.OnPremises, null, null, null);

    private static Release Dated(
        LocalDate? released, LocalDate? mainstream, LocalDate? extended, LocalDate? security) => Plain with
    {
        ReleasedOn = released,
        MainstreamEndsOn = mainstream,
        ExtendedEndsOn = extended,
        SecurityUpdatesEndOn = security,
    };

    private static LocalDate? On(int? days) => days is { } some ? Day.PlusDays(some) : null;
}
