using System.Net;
using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Catalog;

namespace Guichet.Server.Tests.Catalog;

public abstract class ImportingACatalog(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Each test has a product of its own: the houses are shared.</summary>
    private readonly string product = $"quill-{Guid.NewGuid():N}";

    [Fact]
    public async Task Adds_what_is_new_and_a_second_time_changes_nothing()
    {
        var administrator = await house.WelcomesAsync(Role.Administrator);

        var first = await administrator.Client.ImportCatalogAsync(File(), "quill.json", cancel: Cancel);
        var second = await administrator.Client.ImportCatalogAsync(File(), "quill.json", cancel: Cancel);

        Assert.Equal((3, 0, 0), (first.Added, first.Changed, first.Refused));
        Assert.Equal((0, 0, 2), (second.Added, second.Changed, second.Unchanged));
        Assert.Empty(second.Lines);
        var versions = await administrator.Client.GetCatalogVersionsAsync(Cancel);
        Assert.Single(versions, version => version.Version == first.Version && version.Source == "quill.json");
    }

    [Fact]
    public async Task Holds_at_once_and_names_each_fact_that_changes()
    {
        var administrator = await house.WelcomesAsync(Role.Administrator);
        await administrator.Client.ImportCatalogAsync(File(), "quill.json", cancel: Cancel);

        var changed = await administrator.Client.ImportCatalogAsync(File("2031-01-09"), "quill.json", cancel: Cancel);

        var line = Assert.Single(changed.Lines);
        Assert.Equal((CatalogImportKind.Changed, $"{product}/2"), (line.Kind, line.Subject));
        Assert.Equal(
            new CatalogFieldChange("mainstreamEndsOn", "2030-01-09", "2031-01-09"), Assert.Single(line.Fields));
        var release = await administrator.Client.GetReleaseAsync(product, "2", cancel: Cancel);
        Assert.Equal(new DateOnly(2031, 1, 9), release.MainstreamEndsOn);
    }

    [Fact]
    public async Task As_a_dry_run_writes_nothing()
    {
        var administrator = await house.WelcomesAsync(Role.Administrator);

        var preview = await administrator.Client.ImportCatalogAsync(File(), "quill.json", dryRun: true, cancel: Cancel);

        Assert.True(preview.DryRun);
        Assert.Equal(3, preview.Added);
        var refused = await Assert.ThrowsAsync<GuichetException>(
            () => administrator.Client.GetProductAsync(product, cancel: Cancel));
        Assert.Equal((HttpStatusCode.NotFound, "product.unknown"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task With_a_mistake_is_refused_with_its_line()
    {
        var administrator = await house.WelcomesAsync(Role.Administrator);

        var refused = await Assert.ThrowsAsync<GuichetException>(
            () => administrator.Client.ImportCatalogAsync(File("2031-13-09"), "quill.json", cancel: Cancel));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "catalog.mistakes"), (refused.Status, refused.Code));
        Assert.Equal(11, refused.Facts["mistakes"][0].GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task From_endoflife_date_takes_what_is_in_order_and_refuses_the_rest()
    {
        var administrator = await house.WelcomesAsync(Role.Administrator);

        var done = await administrator.Client.ImportCatalogAsync($$"""
            { "schema_version": "1.2.0", "result": [ { "name": "{{product}}", "label": "Quill", "category": "app",
              "releases": [
                { "name": "3", "label": "3", "releaseDate": "2024-02-01", "isEol": false, "eolFrom": "2031-02-01" },
                { "name": "Bad Key", "label": "2", "releaseDate": "2020-02-01", "isEol": true,
                    "eolFrom": "2024-02-01" } ] } ] }
            """, "full.json", cancel: Cancel);

        Assert.Equal(("endoflife.date/1", 2, 1), (done.Format, done.Added, done.Refused));
        Assert.Contains(done.Lines, line => line.Code == "catalog.key-malformed");
    }

    [Fact]
    public async Task Against_a_version_that_is_no_longer_in_force_is_refused()
    {
        var administrator = await house.WelcomesAsync(Role.Administrator);

        var refused = await Assert.ThrowsAsync<GuichetException>(
            () => administrator.Client.ImportCatalogAsync(File(), "quill.json", version: 999_999, cancel: Cancel));

        Assert.Equal(HttpStatusCode.PreconditionFailed, refused.Status);
    }

    [Theory]
    [InlineData(Role.Customer)]
    [InlineData(Role.Agent)]
    public async Task Is_for_administrators(Role role)
    {
        var somebody = await house.WelcomesAsync(role);

        var refused = await Assert.ThrowsAsync<GuichetException>(
            () => somebody.Client.ImportCatalogAsync(File(), "quill.json", cancel: Cancel));

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
    }

    private string File(string mainstreamEndsOn = "2030-01-09") => $$"""
        {
          "format": "guichet-catalog/1",
          "credits": [],
          "products": [
            {
              "key": "{{product}}", "name": "Quill {{product[6..]}}", "aliases": [],
              "releases": [
                { "key": "1", "name": "Quill 1", "policy": "fixed", "deployment": "on-premises",
                    "mainstreamEndsOn": "2020-01-09", "supersededBy": "2" },
                { "key": "2", "name": "Quill 2", "policy": "fixed", "deployment": "on-premises",
                    "mainstreamEndsOn": "{{mainstreamEndsOn}}" }
              ]
            }
          ]
        }
        """;
}

public sealed class ImportingACatalogOnSqlite(SqliteHouse house) : ImportingACatalog(house);

public sealed class ImportingACatalogOnPostgres(PostgresHouse house) : ImportingACatalog(house);
