using Guichet.Catalog;
using Guichet.Files;
using Guichet.Files.Catalog;

namespace Guichet.Tests.Files;

public class ReadingTheDocumentOfEndOfLife
{
    private static readonly Reading<IReadOnlyList<Product>> Excerpt =
        EndOfLifeFile.Read(DataFile.Text("endoflife-excerpt.json"));

    private static Release Find(string reference) =>
        new ProductCatalog(1, Excerpt.Value!).FindRelease(reference)!.Release;

    [Fact]
    public void All_of_it_is_read()
    {
        Assert.Empty(Excerpt.Mistakes);
        Assert.Equal(
            ["amazon-eks", "apache-groovy", "fairphone", "python", "windows-server"],
            Excerpt.Value!.Select(product => product.Key));
    }

    [Fact]
    [Trait("Rule", "R10")]
    public void Active_support_is_mainstream_and_the_end_of_life_ends_extended_support()
    {
        var release = Find("python/3.12");

        Assert.Equal("Python 3.12", release.Name);
        Assert.Equal(LifecyclePolicy.Fixed, release.Policy);
        Assert.Equal(new LocalDate(2025, 4, 2), release.MainstreamEndsOn);
        Assert.Equal(new LocalDate(2028, 10, 31), release.ExtendedEndsOn);
        Assert.Equal("https://endoflife.date/python", release.Source);
    }

    [Fact]
    [Trait("Rule", "R10")]
    public void A_product_without_active_support_is_in_mainstream_until_its_end()
    {
        var release = Find("amazon-eks/1.36");

        Assert.Equal(LifecyclePolicy.Modern, release.Policy);
        Assert.Equal(new LocalDate(2027, 8, 2), release.MainstreamEndsOn);
        Assert.Null(release.ExtendedEndsOn);
        Assert.Equal(new LocalDate(2028, 8, 2), release.SecurityUpdatesEndOn);
        Assert.Equal(Deployment.Cloud, release.Deployment);
    }

    [Fact]
    public void Active_support_that_is_over_without_an_end_of_life_leaves_extended_support_without_an_end()
    {
        var release = Find("apache-groovy/4.0");

        Assert.Equal(LifecyclePolicy.Fixed, release.Policy);
        Assert.Null(release.MainstreamEndsOn);
        Assert.Null(release.ExtendedEndsOn);
        Assert.False(release.EndedOnUnknownDay);
    }

    [Fact]
    public void Releases_stand_oldest_first() => Assert.Equal(
        ["2012-r2", "2016", "2022", "2025"], Excerpt.Value![4].Releases.Select(release => release.Key));

    [Fact]
    public void A_name_does_not_say_its_product_twice()
    {
        Assert.Equal("Microsoft Windows Server 2016 (LTSC)", Find("windows-server/2016").Name);
        Assert.Equal("Fairphone 3+", Find("fairphone/3+").Name);
    }

    [Fact]
    public void An_end_on_an_unknown_day_is_an_end()
    {
        var release = Assert.Single(One("""
            { "name": "1", "label": "1", "releaseDate": "2001-01-01", "isEol": true, "eolFrom": null }
            """).Value![0].Releases);

        Assert.True(release.EndedOnUnknownDay);
        Assert.Null(release.MainstreamEndsOn);
    }

    [Fact]
    public void A_bad_release_is_refused_with_its_line_and_the_others_pass()
    {
        var reading = One("""
            { "name": "2", "label": "2", "releaseDate": "2002-13-01", "isEol": false, "eolFrom": null },
            { "label": "nameless", "isEol": false, "eolFrom": null },
            { "name": "1", "label": "1", "isEol": "perhaps", "eolFrom": null },
            { "name": "0", "label": "0", "releaseDate": "2000-01-01", "isEol": false, "eolFrom": null }
            """);

        Assert.Equal(["0"], reading.Value![0].Releases.Select(release => release.Key));
        Assert.Equal(
            [(3, "file.date-malformed"), (4, "file.key-missing"), (5, "file.type-wrong")],
            reading.Mistakes.Select(mistake => (mistake.Line, mistake.Code)));
    }

    [Fact]
    public void A_bad_product_is_refused_and_the_others_pass()
    {
        var reading = EndOfLifeFile.Read("""
            { "result": [ { "name": "a", "label": "A" }, 7, { "name": "b", "label": "B", "releases": [] } ] }
            """);

        Assert.Equal(["b"], reading.Value!.Select(product => product.Key));
        Assert.Equal(["file.key-missing", "file.type-wrong"], reading.Mistakes.Select(mistake => mistake.Code));
    }

    [Theory]
    [InlineData("{\"schema_version\": \"2.0\", \"result\": []}")]
    [InlineData("{\"products\": []}")]
    [InlineData("]")]
    public void Another_document_is_a_mistake_and_no_product(string text)
    {
        var reading = EndOfLifeFile.Read(text);

        Assert.Null(reading.Value);
        Assert.NotEmpty(reading.Mistakes);
    }

    private static Reading<IReadOnlyList<Product>> One(string releases) => EndOfLifeFile.Read(
        "{ \"result\": [ { \"name\": \"p\", \"label\": \"P\",\n\"releases\": [\n" + releases + "\n] } ] }");

    [Fact]
    [Trait("Rule", "R15")]
    public void An_annual_channel_is_a_line_of_its_own_and_stays_one_when_written()
    {
        const string Document = """
            {"schema_version":"1.2.1","result":[{"name":"server","label":"Server","category":"os","releases":[
              {"name":"2025","label":"Server 2025 (LTSC)","releaseDate":"2024-11-01"},
              {"name":"23h2-ac","label":"Server 23H2 AC","releaseDate":"2023-10-24"},
              {"name":"20h2-sac","label":"Server 20H2 SAC","releaseDate":"2020-10-20"}]}]}
            """;

        var read = EndOfLifeFile.Read(Document).Value!;
        var again = CatalogFile.Read(CatalogFile.Write(read)).Value!;

        Assert.Equal(["annual-channel", "annual-channel", ""], read[0].Releases.Select(release => release.Line));
        Assert.Equal(read[0].Releases, again[0].Releases);
    }
}
