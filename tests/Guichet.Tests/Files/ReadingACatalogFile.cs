using Guichet.Files.Catalog;

namespace Guichet.Tests.Files;

public class ReadingACatalogFile
{
    private const string Sound = """
        {
          "format": "guichet-catalog/1",
          "products": [
            {
              "key": "desk",
              "name": "Desk",
              "releases": [
                { "key": "1", "name": "Desk 1", "policy": "fixed", "deployment": "on-premises", "supersededBy": "2" },
                { "key": "2", "name": "Desk 2", "policy": "modern", "deployment": "cloud" }
              ]
            }
          ]
        }
        """;

    [Fact]
    public void A_sound_file_gives_its_products()
    {
        var reading = CatalogFile.Read(Sound);

        Assert.Empty(reading.Mistakes);
        Assert.Equal("2", Assert.Single(reading.Value!).Releases[0].SupersededBy);
    }

    [Theory]
    [InlineData("\"name\": \"Desk\"", "\"nmae\": \"Desk\"", 6, "file.key-unknown")]
    [InlineData("\"name\": \"Desk\"", "\"nmae\": \"Desk\"", 4, "file.key-missing")]
    [InlineData("\"name\": \"Desk\"", "\"name\": [\"Desk\"]", 6, "file.type-wrong")]
    [InlineData("\"key\": \"desk\"", "\"key\": \"Desk top\"", 4, "catalog.key-malformed")]
    [InlineData("\"key\": \"2\"", "\"key\": \"1\"", 9, "catalog.key-duplicate")]
    [InlineData("\"supersededBy\": \"2\"", "\"supersededBy\": \"3\"", 8, "catalog.successor-unknown")]
    [InlineData("\"supersededBy\": \"2\"", "\"supersededBy\": \"1\"", 8, "catalog.successor-unknown")]
    [InlineData("\"supersededBy\": \"2\"", "\"releasedOn\": \"2026-02-30\"", 8, "file.date-malformed")]
    [InlineData("\"supersededBy\": \"2\"", "\"policy\": \"modern\"", 8, "file.key-duplicate")]
    [InlineData("\"supersededBy\": \"2\"", "\"endedOnUnknownDay\": \"yes\"", 8, "file.type-wrong")]
    [InlineData("\"supersededBy\": \"2\"", "\"source\": \"javascript:alert(1)\"", 8, "catalog.source-malformed")]
    [InlineData("\"modern\"", "\"modren\"", 9, "file.word-unknown")]
    [InlineData("\"cloud\"", "\"cloud\", \"extendedEndsOn\": \"2030-01-01\"", 9, "catalog.extended-under-modern")]
    [InlineData("\"supersededBy\": \"2\"", "\"releasedOn\": \"2030-01-02\", \"extendedEndsOn\": \"2030-01-01\"", 8,
        "catalog.dates-backwards")]
    [InlineData("guichet-catalog/1", "guichet-catalog/9", 2, "catalog.format-unknown")]
    [InlineData("\"releases\": [", "\"releases\": [[", 11, "file.syntax")]
    public void A_mistake_is_told_with_its_line(string right, string wrong, int line, string code)
    {
        var reading = CatalogFile.Read(Sound.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Null(reading.Value);
        Assert.Contains(reading.Mistakes, mistake => mistake.Line == line && mistake.Code == code);
    }

    [Fact]
    public void All_mistakes_are_told_in_one_go_in_the_order_of_their_lines()
    {
        var broken = Sound
            .Replace("\"modern\"", "\"modren\"", StringComparison.Ordinal)
            .Replace("\"fixed\"", "\"fix\"", StringComparison.Ordinal)
            .Replace("\"name\": \"Desk\"", "\"nam\": \"Desk\"", StringComparison.Ordinal);

        var mistakes = CatalogFile.Read(broken).Mistakes;

        Assert.Equal([4, 6, 8, 9], mistakes.Select(mistake => mistake.Line));
        Assert.Contains("Did you mean 'name'?", mistakes[1].Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'modern'?", mistakes[3].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{} {}")]
    [InlineData("{\"products\": [1, [], {\"releases\": {\"a\": 1}}, null]}")]
    [InlineData("{\"format\": \"\\ud800\"}")]
    public void Whatever_is_not_a_catalogue_is_a_mistake_and_no_crash(string text)
    {
        var reading = CatalogFile.Read(text);

        Assert.Null(reading.Value);
        Assert.NotEmpty(reading.Mistakes);
        Assert.All(reading.Mistakes, mistake => Assert.True(mistake is { Line: > 0, Column: > 0 }));
    }

    [Fact]
    public void What_is_written_reads_the_same()
    {
        var products = CatalogFile.Read(DataFile.Text("catalog.json")).Value!;

        var again = CatalogFile.Read(CatalogFile.Write(products, ["Said \"by\" é."]));

        Assert.Empty(again.Mistakes);
        Assert.Equal(Structure.Of(products), Structure.Of(again.Value!));
    }
}
