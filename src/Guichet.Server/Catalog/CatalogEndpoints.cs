using System.Text;
using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Catalog;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Server.Catalog;

internal static class CatalogEndpoints
{
    private const int ShortPage = 25;

    public static void MapCatalogReading(this RouteGroupBuilder api)
    {
        api.MapGet("/products", FindAsync)
            .Allows(Scopes.CatalogRead)
            .WithName("findProducts").WithTags("Catalogue")
            .WithSummary("Find products and releases")
            .WithDescription(
                "By words in any order, with typing errors tolerated, best match first; without a query all products "
                + "by name, page by page.")
            .Produces<Page<ProductSummary>>();
        api.MapGet("/products/{product}", GetProductAsync)
            .Allows(Scopes.CatalogRead)
            .WithName("getProduct").WithTags("Catalogue")
            .WithSummary("Read a product with its releases")
            .WithDescription("Releases stand newest first, each with its phase on the day given, or today.")
            .Produces<ProductView>();
        api.MapGet("/products/{product}/releases/{release}", GetReleaseAsync)
            .Allows(Scopes.CatalogRead)
            .WithName("getRelease").WithTags("Catalogue")
            .WithSummary("Read a release")
            .WithDescription("Its phase on the day given, or today, and its dates.")
            .Produces<ReleaseView>();
    }

    public static void MapCatalogUpkeep(this RouteGroupBuilder api)
    {
        api.MapPost("/catalog/imports", ImportAsync)
            .Allows(Scopes.CatalogWrite, Role.Administrator)
            .WithMetadata(new RequestSizeLimitAttribute(ImportCatalog.LongestText))
            .Accepts<string>("application/json", "text/plain")
            .WithName("importCatalog").WithTags("Catalogue")
            .WithSummary("Import a catalogue file")
            .WithDescription(
                "The body is a catalogue file, or the document products/full of the API v1 of endoflife.date. What "
                + "changes makes one new version of the catalogue; importing the same again changes nothing. "
                + "dryRun=true only says what would change.")
            .Produces<CatalogImportView>();
        api.MapGet("/catalog/versions", GetVersionsAsync)
            .Allows(Scopes.CatalogRead)
            .WithName("getCatalogVersions").WithTags("Catalogue")
            .WithSummary("List the imports that changed the catalogue")
            .WithDescription("Newest first, the latest hundred.")
            .Produces<IReadOnlyList<CatalogVersionView>>();
    }

    private static async Task<IResult> FindAsync(
        string? query, int? limit, string? cursor, bool? inSupport, InForce inForce, IClock clock,
        CancellationToken cancel)
    {
        var terms = await inForce.ReadAsync(cancel);
        var today = terms.Policy.DayOf(clock.GetCurrentInstant());
        return Results.Ok(string.IsNullOrWhiteSpace(query)
            ? terms.Catalog.List(inSupport ?? false, cursor, limit ?? ShortPage, today)
            : new Page<ProductSummary>(terms.Catalog.Find(query, limit ?? ShortPage, today), null));
    }

    private static async Task<IResult> GetProductAsync(
        string product, DateOnly? on, InForce inForce, IClock clock, HttpContext http, CancellationToken cancel)
    {
        var terms = await inForce.ReadAsync(cancel);
        return terms.Catalog.Product(product).ToOk(
            http, found => found.View(terms.Catalog.Version, Day(on, terms, clock)));
    }

    private static async Task<IResult> GetReleaseAsync(
        string product,
        string release,
        DateOnly? on,
        InForce inForce,
        IClock clock,
        HttpContext http,
        CancellationToken cancel)
    {
        var terms = await inForce.ReadAsync(cancel);
        return terms.Catalog.Release(product, release).ToOk(http, found => found.View(Day(on, terms, clock)));
    }

    private static async Task<IResult> ImportAsync(
        string? source, bool? dryRun, ImportCatalog import, HttpContext http, CancellationToken cancel)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(cancel);
        var result = await import.RunAsync(
            http.Actor(), new CatalogImport(text, source ?? "api", dryRun ?? false, http.ExpectedVersion()), cancel);
        return result.ToOk(http);
    }

    private static async Task<IResult> GetVersionsAsync(IStorage storage, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return Results.Ok(await database.ReadCatalogVersionsAsync(cancel));
    }

    private static LocalDate Day(DateOnly? on, Terms terms, IClock clock) =>
        on is { } day ? LocalDate.FromDateOnly(day) : terms.Policy.DayOf(clock.GetCurrentInstant());
}
