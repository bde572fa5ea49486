using CsCheck;
using Guichet.Catalog;
using Guichet.Files.Catalog;

namespace Guichet.Tests.Files;

public class ImportingACatalog
{
    private static readonly ProductCatalog Old = Catalog(Desk(Plain("1"), Plain("2"), Plain("3")));

    [Fact]
    public void The_shipped_file_twice_changes_nothing_the_second_time()
    {
        var shipped = CatalogFile.Read(DataFile.Text("catalog.json")).Value!;

        var first = CatalogChanges.Between(Catalog(), shipped);
        var second = CatalogChanges.Between(Catalog([.. first.Products]), shipped);

        Assert.Equal(89 + 446, first.Lines.Count(line => line.Kind == CatalogChangeKind.Added));
        Assert.False(second.Any);
        Assert.Empty(second.Lines);
        Assert.Equal(446, second.Unchanged);
        Assert.Equal(Structure.Of(shipped), Structure.Of(second.Products));
    }

    [Fact]
    public void The_document_of_endoflife_keeps_successors_and_generations_and_twice_changes_nothing()
    {
        var shipped = Catalog([.. CatalogFile.Read(DataFile.Text("catalog.json")).Value!]);
        var excerpt = EndOfLifeFile.Read(DataFile.Text("endoflife-excerpt.json")).Value!;

        var first = CatalogChanges.Between(shipped, excerpt, keepsSuccession: true);
        var second = CatalogChanges.Between(Catalog([.. first.Products]), excerpt, keepsSuccession: true);

        Assert.DoesNotContain(first.Lines, line => line.Kind == CatalogChangeKind.Refused);
        Assert.DoesNotContain(
            first.Lines, line => line.Fields.Any(field => field.Field is "supersededBy" or "generation" or "order"));
        Assert.False(second.Any);
    }

    [Fact]
    public void A_changed_date_is_told_from_and_to()
    {
        var later = Plain("2") with { MainstreamEndsOn = new LocalDate(2031, 5, 6) };

        var changes = CatalogChanges.Between(Old, [Desk(later)]);

        var line = Assert.Single(changes.Lines);
        Assert.Equal((CatalogChangeKind.Changed, "desk/2"), (line.Kind, line.Subject));
        Assert.Equal([new FieldChange("mainstreamEndsOn", "", "2031-05-06")], line.Fields);
        Assert.True(changes.Any);
    }

    [Fact]
    public void Products_and_releases_that_it_does_not_name_stay_in_their_places()
    {
        var lamp = new Product("lamp", "Lamp", [], [Plain("1")]);

        var changes = CatalogChanges.Between(Old, [Desk(Plain("3"), Plain("4")), lamp]);

        Assert.Equal(["desk", "lamp"], changes.Products.Select(product => product.Key));
        Assert.Equal(["1", "2", "3", "4"], changes.Products[0].Releases.Select(release => release.Key));
        Assert.Equal(["desk/4", "lamp", "lamp/1"], changes.Lines.Select(line => line.Subject));
        Assert.Equal(1, changes.Unchanged);
    }

    [Fact]
    public void Another_order_of_the_releases_is_a_change_of_the_product()
    {
        var changes = CatalogChanges.Between(Old, [Desk(Plain("3"), Plain("2"), Plain("1"))]);

        var line = Assert.Single(changes.Lines);
        Assert.Equal([new FieldChange("order", "1, 2, 3", "3, 2, 1")], line.Fields);
    }

    [Fact]
    public void A_refused_release_leaves_what_was_there_and_the_others_pass()
    {
        var backwards = Plain("2") with { ReleasedOn = new(2020, 1, 2), MainstreamEndsOn = new(2020, 1, 1) };

        var changes = CatalogChanges.Between(Old, [Desk(backwards, Plain("4"))]);

        Assert.Equal(
            [("desk/4", null), ("desk/2", "catalog.dates-backwards")],
            changes.Lines.Select(line => (line.Subject, line.Refusal?.Code)));
        Assert.Null(changes.Products[0].Releases.Single(release => release.Key == "2").ReleasedOn);
    }

    [Fact]
    public void A_release_whose_successor_is_refused_is_refused_with_it()
    {
        var changes = CatalogChanges.Between(
            Old, [Desk(Plain("4") with { SupersededBy = "5" }, Plain("5") with { SupersededBy = "six" })]);

        Assert.Equal(
            ["desk/5", "desk/4"],
            changes.Lines
                .Where(line => line.Refusal?.Code == "catalog.successor-unknown")
                .Select(line => line.Subject));
        Assert.False(changes.Any);
    }

    [Theory]
    [InlineData("Desk", "Desk", "catalog.key-malformed")]
    [InlineData("a/b", "Desk", "catalog.key-malformed")]
    [InlineData("lamp", "", "catalog.name-malformed")]
    [InlineData("lamp", "two\nlines", "catalog.name-malformed")]
    public void A_product_with_a_fault_is_refused(string key, string name, string code)
    {
        var changes = CatalogChanges.Between(Old, [new Product(key, name, [], [Plain("1")])]);

        Assert.Equal(code, Assert.Single(changes.Lines).Refusal!.Code);
        Assert.Equal(Old.Products, changes.Products);
    }

    [Fact]
    public void A_product_named_twice_is_taken_once()
    {
        var changes = CatalogChanges.Between(Old, [Desk(Plain("4")), Desk(Plain("5"))]);

        Assert.Equal(["desk/4", "desk"], changes.Lines.Select(line => line.Subject));
        Assert.Equal("catalog.key-duplicate", changes.Lines[1].Refusal!.Code);
    }

    [Fact]
    public void Whatever_is_imported_a_second_time_changes_nothing() =>
        Gen.Select(Releases, Releases).Sample((was, given) =>
        {
            var first = CatalogChanges.Between(Catalog(Desk(was)), [Desk(given)]);
            var second = CatalogChanges.Between(Catalog([.. first.Products]), [Desk(given)]);
            Assert.False(second.Any);
            Assert.Equal(Structure.Of(first.Products), Structure.Of(second.Products));
        });

    private static Gen<Release[]> Releases => Gen.Select(
            Gen.OneOf("1", "2", "3", "4", "5", "not a key"),
            Gen.OneOf<string?>(null, "1", "2", "3", "6"),
            Gen.Int[1, 4])
        .Select((key, next, day) => Plain(key) with { SupersededBy = next, ReleasedOn = new LocalDate(2020, 1, day) })
        .Array[1, 6]
        .Select(releases => releases.DistinctBy(release => release.Key).ToArray());

    private static ProductCatalog Catalog(params Product[] products) => new(1, products);

    private static Product Desk(params Release[] releases) => new("desk", "Desk", [], releases);

    private static Release Plain(string key) =>
        new(key, $"Desk {key}", LifecyclePolicy.Fixed, Deployment.OnPremises, null, null, null);
}
