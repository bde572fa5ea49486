using System.Collections.Frozen;

namespace Guichet.Catalog;

/// <summary>A product and one of its releases.</summary>
/// <param name="Product">The product.</param>
/// <param name="Release">One of its releases.</param>
public sealed record ProductRelease(Product Product, Release Release)
{
    /// <summary><c>windows-server/2019</c>, by which the release is named everywhere outside the catalogue.</summary>
    public string Reference => $"{Product.Key}/{Release.Key}";
}

/// <summary>All products at one version of the catalogue. It never changes; an import makes a new one.</summary>
public sealed class ProductCatalog
{
    private readonly FrozenDictionary<string, Product> products;
    private readonly FrozenDictionary<string, ProductRelease> releases;

    /// <summary>A catalogue of the products given, at the version given.</summary>
    public ProductCatalog(int version, IReadOnlyList<Product> products)
    {
        Version = version;
        Products = products;
        this.products = products.ToFrozenDictionary(product => product.Key);
        releases = products
            .SelectMany(product => product.Releases.Select(release => new ProductRelease(product, release)))
            .ToFrozenDictionary(found => found.Reference);
    }

    /// <summary>Counts up with each import that changed something.</summary>
    public int Version { get; }

    /// <summary>All products, in the order given.</summary>
    public IReadOnlyList<Product> Products { get; }

    /// <summary>The product with that key; null where there is none.</summary>
    public Product? FindProduct(string key) => products.GetValueOrDefault(key);

    /// <summary>The release with that reference (<c>windows-server/2019</c>); null where there is none.</summary>
    public ProductRelease? FindRelease(string reference) => releases.GetValueOrDefault(reference);

    /// <summary>What people call a product (<c>windows-server</c>), one of its releases (<c>windows-server/2019</c>) or
    /// one of its lines (<c>windows-server/annual</c>: "Windows Server (annual)"); the reference itself where the
    /// catalogue does not know it.</summary>
    public string NameOf(string reference) =>
        FindProduct(reference)?.Name
        ?? FindRelease(reference)?.Release.Name
        ?? (reference.Split('/') is [var key, var line]
            && FindProduct(key) is { } product
            && product.Releases.Any(release => release.Line == line)
                ? $"{product.Name} ({line})"
                : reference);
}
