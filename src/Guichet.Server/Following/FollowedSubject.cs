using Guichet.Catalog;
using Guichet.Client.Following;
using Guichet.Server.Catalog;

namespace Guichet.Server.Following;

/// <summary>A product that is followed, or one release of it.</summary>
/// <param name="Product">The product.</param>
/// <param name="Release">The release; null for the product with all its releases.</param>
internal sealed record FollowedSubject(Product Product, Release? Release)
{
    public string Reference => Release is null ? Product.Key : $"{Product.Key}/{Release.Key}";

    public string Name => Release?.Name ?? Product.Name;

    /// <summary>The releases that are followed by it.</summary>
    public IEnumerable<ProductRelease> Releases => Release is null
        ? Product.Releases.Select(one => new ProductRelease(Product, one))
        : [new ProductRelease(Product, Release)];

    /// <summary>Null where the catalogue does not know it any more.</summary>
    public static FollowedSubject? Find(CatalogInForce catalog, string reference) =>
        catalog.Products.FindRelease(reference) is { } found ? new(found.Product, found.Release)
        : catalog.Products.FindProduct(reference) is { } product ? new(product, null)
        : null;

    /// <summary>The announced end that comes next, on that day or later; null for none.</summary>
    public PhaseEnd? NextEnd(LocalDate today) => Releases
        .SelectMany(PhaseReminders.EndsOf)
        .Where(end => end.LastDay >= today)
        .MinBy(end => end.LastDay);

    public FollowedView View(Instant followedAt, LocalDate today)
    {
        var next = NextEnd(today);
        return new FollowedView(
            Reference,
            Name,
            followedAt.ToDateTimeOffset(),
            next?.Of.Reference,
            next?.Of.Release.Name,
            next is null ? null : Enum.Parse<Guichet.Client.Catalog.LifecyclePhase>(next.Phase.ToString()),
            next?.LastDay.ToDateOnly());
    }
}
