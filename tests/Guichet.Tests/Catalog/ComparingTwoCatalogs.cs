using Guichet.Catalog;

namespace Guichet.Tests.Catalog;

public class ComparingTwoCatalogs
{
    private static readonly LocalDate Day = new(2026, 1, 10);

    private static readonly Release Whole =
        new("1", "Desk 1", LifecyclePolicy.Fixed, Deployment.OnPremises, Day, Day, Day, "2", "one")
        {
            SecurityUpdatesEndOn = Day,
            Line = "long",
            Source = "https://example.test/1",
        };

    public static TheoryData<string, string, string, Func<Release, Release>> Facts => new()
    {
        { "name", "Desk 1", "Desk", release => release with { Name = "Desk" } },
        { "deployment", "on-premises", "cloud", release => release with { Deployment = Deployment.Cloud } },
        { "releasedOn", "2026-01-10", "", release => release with { ReleasedOn = null } },
        { "mainstreamEndsOn", "2026-01-10", "", release => release with { MainstreamEndsOn = null } },
        { "extendedEndsOn", "2026-01-10", "", release => release with { ExtendedEndsOn = null } },
        { "securityUpdatesEndOn", "2026-01-10", "2026-01-11", release => release with
            { SecurityUpdatesEndOn = Day.PlusDays(1) } },
        { "endedOnUnknownDay", "false", "true", release => release with { EndedOnUnknownDay = true } },
        { "supersededBy", "2", "", release => release with { SupersededBy = null } },
        { "generation", "one", "", release => release with { Generation = null } },
        { "line", "long", "", release => release with { Line = "" } },
        { "source", "https://example.test/1", "", release => release with { Source = "" } },
    };

    [Theory]
    [MemberData(nameof(Facts))]
    public void Each_fact_of_a_release_that_changed_is_told_as_the_file_writes_it(
        string field, string from, string to, Func<Release, Release> change)
    {
        var changes = CatalogChanges.Between(Of(Desk(Whole, Plain("2"))), [Desk(change(Whole), Plain("2"))]);

        var line = Assert.Single(changes.Lines);
        Assert.Equal((CatalogChangeKind.Changed, "desk/1"), (line.Kind, line.Subject));
        Assert.Equal([new FieldChange(field, from, to)], line.Fields);
        Assert.Equal(1, changes.Unchanged);
        Assert.True(changes.Any);
    }

    [Fact]
    public void Another_policy_is_told()
    {
        var modern = Whole with { Policy = LifecyclePolicy.Modern, ExtendedEndsOn = null };

        var line = Assert.Single(CatalogChanges.Between(Of(Desk(Whole, Plain("2"))), [Desk(modern)]).Lines);

        Assert.Equal(
            [new FieldChange("policy", "fixed", "modern"), new FieldChange("extendedEndsOn", "2026-01-10", "")],
            line.Fields);
    }

    [Fact]
    public void Another_name_and_other_aliases_are_changes_of_the_product()
    {
        var before = new Product("desk", "Desk", ["bureau", "table"], [Plain("1")]);

        var changes = CatalogChanges.Between(Of(before), [before with { Name = "Desks", Aliases = ["bureau"] }]);

        var line = Assert.Single(changes.Lines);
        Assert.Equal((CatalogChangeKind.Changed, "desk"), (line.Kind, line.Subject));
        Assert.Equal(
            [new FieldChange("name", "Desk", "Desks"), new FieldChange("aliases", "bureau, table", "bureau")],
            line.Fields);
        Assert.Equal("Desks", Assert.Single(changes.Products).Name);
        Assert.Equal(1, changes.Unchanged);
    }

    [Fact]
    public void What_is_new_is_added_without_a_list_of_facts()
    {
        var lamp = new Product("lamp", "Lamp", [], [Plain("1")]);

        var changes = CatalogChanges.Between(Of(Desk(Plain("1"))), [lamp]);

        Assert.Equal(
            [(CatalogChangeKind.Added, "lamp"), (CatalogChangeKind.Added, "lamp/1")],
            changes.Lines.Select(line => (line.Kind, line.Subject)));
        Assert.All(changes.Lines, line => Assert.True(line.Fields.Count == 0 && line.Refusal is null));
        Assert.Equal(0, changes.Unchanged);
        Assert.Equal(["desk", "lamp"], changes.Products.Select(product => product.Key));
    }

    [Fact]
    public void A_new_release_is_no_change_of_the_order_and_keeps_its_place()
    {
        var changes = CatalogChanges.Between(
            Of(Desk(Plain("1"), Plain("3"))), [Desk(Plain("1"), Plain("2"), Plain("3"))]);

        Assert.Equal("desk/2", Assert.Single(changes.Lines).Subject);
        Assert.Equal(["1", "2", "3"], Assert.Single(changes.Products).Releases.Select(release => release.Key));
        Assert.Equal(2, changes.Unchanged);
    }

    [Theory]
    [InlineData("4", "123 4")]
    [InlineData("2", "123")]
    [InlineData("3 1", "3 12")]
    [InlineData("2 1", "2 31")]
    [InlineData("3 4 2", "1 3 4 2")]
    public void Releases_that_are_not_named_stay_behind_their_forerunner(string given, string after)
    {
        var old = Of(Desk(Plain("1"), Plain("2"), Plain("3")));

        var changes = CatalogChanges.Between(old, [Desk([.. given.Split(' ').Select(Plain)])]);

        Assert.Equal(
            after.Replace(" ", "", StringComparison.Ordinal),
            string.Concat(Assert.Single(changes.Products).Releases.Select(release => release.Key)));
    }

    [Fact]
    public void A_changed_product_keeps_its_place_among_the_others()
    {
        var old = Of([.. new[] { "a", "b", "c" }.Select(key => new Product(key, key, [], [Plain("1")]))]);

        var changes = CatalogChanges.Between(old, [new Product("b", "Second", [], [])]);

        Assert.Equal(["a", "Second", "c"], changes.Products.Select(product => product.Name));
        Assert.Equal(["1"], changes.Products[1].Releases.Select(release => release.Key));
    }

    [Fact]
    public void A_release_named_twice_is_taken_once()
    {
        var changes = CatalogChanges.Between(
            Of(Desk(Plain("1"))), [Desk(Plain("2"), Plain("2") with { Name = "Another" })]);

        Assert.Equal(
            [("desk/2", CatalogChangeKind.Added, null), ("desk/2", CatalogChangeKind.Refused, "catalog.key-duplicate")],
            changes.Lines.Select(line => (line.Subject, line.Kind, line.Refusal?.Code)));
        Assert.Equal("The import names this release twice.", changes.Lines[1].Refusal!.Message);
        Assert.Equal(["Desk 1", "Desk 2"], changes.Products[0].Releases.Select(release => release.Name).Order());
    }

    [Fact]
    public void A_product_named_twice_is_refused_with_what_is_wrong_in_it()
    {
        var changes = CatalogChanges.Between(Of(), [Desk(Plain("1")), Desk(Plain("No"))]);

        Assert.Equal(
            [
                ("desk", null), ("desk/1", null), ("desk", "catalog.key-duplicate"),
                ("desk/No", "catalog.key-malformed"),
            ],
            changes.Lines.Select(line => (line.Subject, line.Refusal?.Code)));
        Assert.Equal("The import names this product twice.", changes.Lines[2].Refusal!.Message);
        Assert.Equal(["1"], Assert.Single(changes.Products).Releases.Select(release => release.Key));
    }

    [Fact]
    public void A_new_product_needs_a_release_that_can_be_taken()
    {
        var changes = CatalogChanges.Between(Of(), [Desk(), new Product("lamp", "Lamp", [], [Plain("No")])]);

        Assert.Equal(
            [
                ("desk", "catalog.product-empty"), ("lamp", "catalog.product-empty"),
                ("lamp/No", "catalog.key-malformed"),
            ],
            changes.Lines.Select(line => (line.Subject, line.Refusal?.Code)));
        Assert.Equal("It has no release that can be taken.", changes.Lines[0].Refusal!.Message);
        Assert.All(changes.Lines, line => Assert.Equal(CatalogChangeKind.Refused, line.Kind));
        Assert.All(changes.Lines, line => Assert.Empty(line.Fields));
        Assert.Empty(changes.Products);
        Assert.False(changes.Any);
    }

    [Fact]
    public void A_fault_of_the_product_is_told_before_that_it_is_empty() =>
        Assert.Equal(
            "catalog.key-malformed",
            Assert.Single(CatalogChanges.Between(Of(), [new Product("No", "No", [], [])]).Lines).Refusal!.Code);

    [Fact]
    public void A_product_that_is_there_may_come_without_releases() =>
        Assert.Empty(CatalogChanges.Between(Of(Desk(Plain("1"))), [Desk()]).Lines);

    [Fact]
    public void A_successor_may_be_one_that_only_the_catalogue_has()
    {
        var changes = CatalogChanges.Between(Of(Desk(Plain("2"))), [Desk(Plain("1") with { SupersededBy = "2" })]);

        var line = Assert.Single(changes.Lines);
        Assert.Equal((CatalogChangeKind.Added, "desk/1"), (line.Kind, line.Subject));
        Assert.Equal("2", changes.Products[0].Releases.Single(release => release.Key == "1").SupersededBy);
    }

    [Fact]
    public void A_release_that_was_there_can_be_followed_to_though_its_change_is_refused()
    {
        var changes = CatalogChanges.Between(
            Of(Desk(Plain("2"))),
            [Desk(Plain("1") with { SupersededBy = "2" }, Plain("2") with { SupersededBy = "9" })]);

        Assert.Equal(
            [("desk/1", null), ("desk/2", "catalog.successor-unknown")],
            changes.Lines.Select(line => (line.Subject, line.Refusal?.Code)));
        Assert.Equal("9", changes.Lines[1].Refusal!.Facts["supersededBy"]);
        Assert.Null(changes.Products[0].Releases.Single(release => release.Key == "2").SupersededBy);
    }

    [Fact]
    public void Where_succession_is_kept_what_was_there_keeps_successor_and_generation_and_a_line_that_is_not_said()
    {
        var old = Of(Desk(Whole, Plain("2")));
        var given = Desk(
            Whole with { SupersededBy = null, Generation = null, Line = "", Name = "Other" },
            Plain("2") with { SupersededBy = "1", Generation = "two", Line = "short" },
            Plain("3") with { SupersededBy = "2", Generation = "three", Line = "new" });

        var releases = CatalogChanges.Between(old, [given], keepsSuccession: true).Products[0].Releases;

        Assert.Equal(
            [("Other", "2", "one", "long"), ("Desk 2", null, null, "short"), ("Desk 3", "2", "three", "new")],
            releases.Select(release => (release.Name, release.SupersededBy, release.Generation, release.Line)));
    }

    [Fact]
    public void Where_it_is_not_kept_the_import_says_all()
    {
        var given = Whole with { SupersededBy = null, Generation = null, Line = "" };

        var changes = CatalogChanges.Between(Of(Desk(Whole, Plain("2"))), [Desk(given, Plain("2"))]);
        var after = changes.Products[0].Releases[0];

        Assert.Equal((null, null, ""), (after.SupersededBy, after.Generation, after.Line));
    }

    private static ProductCatalog Of(params Product[] products) => new(1, products);

    private static Product Desk(params Release[] releases) => new("desk", "Desk", [], releases);

    private static Release Plain(string key) =>
        new(key, $"Desk {key}", LifecyclePolicy.Fixed, Deployment.OnPremises, null, null, null);
}
