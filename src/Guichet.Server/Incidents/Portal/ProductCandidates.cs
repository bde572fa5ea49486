using Guichet.Catalog;

namespace Guichet.Server.Incidents.Portal;

/// <summary>The releases to choose from in step 1: those found, by product, and always the one chosen.</summary>
internal static class ProductCandidates
{
    private const int MostMatches = 60;
    private const int MostProducts = 8;

    public static IReadOnlyList<CandidateGroup> Find(ProductSearch search, string words, ProductRelease? chosen)
    {
        var groups = search.Find(words, MostMatches)
            .GroupBy(match => match.Product)
            .Take(MostProducts)
            .Select(found => GroupOf(found.Key, [.. found.Select(match => match.Release)]))
            .ToList();
        if (chosen is not null && !groups.Any(group => group.Releases.Contains(chosen)))
        {
            groups.Insert(0, new CandidateGroup(chosen.Product, [chosen]));
        }

        return groups;
    }

    /// <summary>The releases named, or all of the product where it was found as a whole, newest first.</summary>
    private static CandidateGroup GroupOf(Product product, IReadOnlyList<Release?> named) => new(
        product,
        [
            .. (named.Contains(null) ? product.Releases.Reverse() : named.OfType<Release>())
                .Select(release => new ProductRelease(product, release)),
        ]);
}

/// <summary>A product with the releases of it that can be chosen.</summary>
internal sealed record CandidateGroup(Product Product, IReadOnlyList<ProductRelease> Releases);
