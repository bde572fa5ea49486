using Guichet.Catalog;

namespace Guichet.Tests.Catalog;

public sealed class CorrectingACatalog
{
    private static readonly Product Quill = new("quill", "Quill", [],
    [
        new("1", "Quill 1", LifecyclePolicy.Fixed, Deployment.OnPremises, null, new(2024, 1, 9), new(2029, 1, 9), "2"),
        new("2", "Quill 2", LifecyclePolicy.Fixed, Deployment.OnPremises, null, new(2027, 1, 9), new(2032, 1, 9)),
    ]);

    [Theory]
    [InlineData(CorrectedField.Name, "Quill One", "Quill 1")]
    [InlineData(CorrectedField.ReleasedOn, "2014-02-03", "")]
    [InlineData(CorrectedField.MainstreamEndsOn, "2025-01-14", "2024-01-09")]
    [InlineData(CorrectedField.ExtendedEndsOn, "", "2029-01-09")]
    [InlineData(CorrectedField.SecurityUpdatesEndOn, "2032-01-13", "")]
    [InlineData(CorrectedField.SupersededBy, "", "2")]
    public void A_correction_holds_and_keeps_what_the_source_says(CorrectedField field, string value, string source)
    {
        var over = CatalogCorrections.Over([Quill], [new("quill/1", field, value)]);

        Assert.Equal(value, CatalogCorrections.ValueOf(over.Products[0].Releases[0], field));
        var fact = Assert.Single(over.Facts);
        Assert.Equal((source, CorrectionStanding.Holds), (fact.SourceValue, fact.Standing));
        Assert.Same(Quill.Releases[1], over.Products[0].Releases[1]);
    }

    [Fact]
    public void What_the_source_has_come_to_say_is_no_longer_needed()
    {
        var over = CatalogCorrections.Over([Quill], [new("quill/1", CorrectedField.ExtendedEndsOn, "2029-01-09")]);

        Assert.Equal(CorrectionStanding.NoLongerNeeded, Assert.Single(over.Facts).Standing);
    }

    [Theory]
    [InlineData("quill/1", CorrectedField.MainstreamEndsOn, "2030-01-09")]
    [InlineData("quill/1", CorrectedField.SupersededBy, "3")]
    [InlineData("quill/9", CorrectedField.Name, "Quill 9")]
    [InlineData("reed/1", CorrectedField.Name, "Reed 1")]
    public void What_does_not_fit_is_left_aside(string release, CorrectedField field, string value)
    {
        var over = CatalogCorrections.Over([Quill], [new(release, field, value)]);

        Assert.Equal(CorrectionStanding.DoesNotFit, Assert.Single(over.Facts).Standing);
        Assert.Equal(Quill.Releases, over.Products[0].Releases);
    }

    [Fact]
    public void Of_a_release_that_there_is_not_the_source_says_nothing()
    {
        var over = CatalogCorrections.Over([Quill], [new("quill/9", CorrectedField.Name, "9")]);

        Assert.Empty(Assert.Single(over.Facts).SourceValue);
    }

    [Fact]
    public void A_product_without_a_correction_is_the_sources_own()
    {
        var reed = new Product("reed", "Reed", [], [Quill.Releases[1]]);

        var over = CatalogCorrections.Over([Quill, reed], [new("quill/1", CorrectedField.Name, "Quill One")]);

        Assert.NotSame(Quill, over.Products[0]);
        Assert.Same(reed, over.Products[1]);
    }

    [Fact]
    public void Without_corrections_the_products_are_the_sources_own() =>
        Assert.Same(Quill, Assert.Single(CatalogCorrections.Over([Quill], []).Products));

    [Theory]
    [InlineData(CorrectedField.ReleasedOn, "2029-13-01", "correction.value-malformed")]
    [InlineData(CorrectedField.ReleasedOn, "2031-01-01", "catalog.dates-backwards")]
    [InlineData(CorrectedField.Name, "", "catalog.name-malformed")]
    [InlineData(CorrectedField.SupersededBy, "1", "catalog.successor-unknown")]
    public void What_makes_no_sense_is_refused(CorrectedField field, string value, string code)
    {
        var refused = CatalogCorrections.Apply(Quill, Quill.Releases[0], [new("quill/1", field, value)]);

        Assert.Equal(code, refused.Refusal?.Code);
    }

    [Fact]
    public void What_is_no_day_is_named()
    {
        var refusal = CatalogCorrections
            .Apply(Quill, Quill.Releases[0], [new("quill/1", CorrectedField.ReleasedOn, "soon")]).Refusal!;

        Assert.Equal("'soon' is not a day as 2029-01-09.", refusal.Message);
        Assert.Equal("soon", refusal.Facts["value"]);
    }

    [Fact]
    public void Every_field_is_named_as_in_the_catalogue_file() =>
        Assert.All(Enum.GetValues<CorrectedField>(), field =>
        {
            var changed = CatalogChanges.Between(
                new ProductCatalog(1, [Quill]),
                CatalogCorrections.Over([Quill], [new("quill/1", field, field switch
                {
                    CorrectedField.Name => "Other",
                    CorrectedField.SupersededBy => "",
                    CorrectedField.ReleasedOn => "2014-02-03",
                    CorrectedField.MainstreamEndsOn => "2025-01-14",
                    _ => "2031-05-06",
                })]).Products);

            Assert.Equal(
                CatalogCorrections.NameOf(field), Assert.Single(Assert.Single(changed.Lines).Fields).Field);
        });
}
