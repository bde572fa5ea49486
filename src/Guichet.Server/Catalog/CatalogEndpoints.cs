using Guichet.Client;
using Guichet.Client.Catalog;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Policies;

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
            http, found => found.View(terms.Catalog, Day(on, terms, clock)));
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
        return terms.Catalog.Release(product, release).ToOk(
            http, found => found.View(terms.Catalog, Day(on, terms, clock)));
    }

    private static LocalDate Day(DateOnly? on, Terms terms, IClock clock) =>
        on is { } day ? LocalDate.FromDateOnly(day) : terms.Policy.DayOf(clock.GetCurrentInstant());
}
