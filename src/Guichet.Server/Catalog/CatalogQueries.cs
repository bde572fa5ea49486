using Guichet.Accounts;
using Guichet.Catalog;
using Guichet.Client;
using Guichet.Client.Catalog;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Catalog;

/// <summary>Questions to the catalogue in force, which lies in memory, and to its history, which does not.</summary>
internal static class CatalogQueries
{
    public const int LongestPage = 100;

    /// <summary>What the words name, best match first.</summary>
    public static IReadOnlyList<ProductSummary> Find(
        this CatalogInForce catalog, string query, int limit, LocalDate today) =>
        [.. catalog.Search.Find(query, Math.Clamp(limit, 1, LongestPage)).Select(match => match.Release is { } release
            ? match.Product.SummaryOf(release, release.Key, release.Name, today)
            : match.Product.Summary(today))];

    /// <summary>Products by name; the cursor is the key of the last one shown before.</summary>
    public static Page<ProductSummary> List(
        this CatalogInForce catalog, bool inSupport, string? cursor, int limit, LocalDate today)
    {
        var size = Math.Clamp(limit, 1, LongestPage);
        IEnumerable<Product> all = catalog.ByName;
        if (cursor is not null && catalog.Products.FindProduct(cursor) is { } last)
        {
            all = all.SkipWhile(product => product != last).Skip(1);
        }

        var found = all.Where(product => !inSupport || product.Releases.Any(release => release.IsInSupport(today)))
            .Take(size + 1)
            .ToList();
        return new Page<ProductSummary>(
            [.. found.Take(size).Select(product => product.Summary(today))],
            found.Count > size ? found[size - 1].Key : null);
    }

    /// <summary>Refused by <c>product.unknown</c>.</summary>
    public static Result<Product> Product(this CatalogInForce catalog, string key) =>
        catalog.Products.FindProduct(key) is { } product
            ? product
            : new Refusal("product.unknown", "There is no such product.").With("product", key);

    /// <summary>Refused by <c>release.unknown</c>.</summary>
    public static Result<ProductRelease> Release(this CatalogInForce catalog, string product, string release) =>
        catalog.Products.FindRelease($"{product}/{release}") is { } found
            ? found
            : new Refusal("release.unknown", "There is no such release.").With("release", $"{product}/{release}");

    /// <summary>The latest versions of the catalogue, newest first.</summary>
    public static async Task<IReadOnlyList<CatalogVersionView>> ReadCatalogVersionsAsync(
        this Database database, CancellationToken cancel)
    {
        var versions = await database.Set<CatalogVersion>()
            .AsNoTracking()
            .OrderByDescending(version => version.Version)
            .Take(LongestPage)
            .ToListAsync(cancel);
        return await database.ViewsOfAsync(versions, cancel);
    }

    /// <summary>The versions with the names of who made them.</summary>
    public static async Task<IReadOnlyList<CatalogVersionView>> ViewsOfAsync(
        this Database database, IReadOnlyList<CatalogVersion> versions, CancellationToken cancel)
    {
        var names = await database.ReadNamesAsync(versions.Select(version => version.AppliedBy), cancel);
        return [.. versions.Select(version => new CatalogVersionView(
            version.Version,
            version.Source,
            version.Added,
            version.Changed,
            names.Of(version.AppliedBy),
            version.AppliedAt.ToDateTimeOffset(),
            Enum.Parse<Guichet.Client.Catalog.CatalogVersionKind>(version.Kind.ToString()),
            version.Reason))];
    }
}
