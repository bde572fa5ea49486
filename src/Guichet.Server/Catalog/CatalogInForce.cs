using Guichet.Catalog;
using Guichet.Files.Catalog;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Catalog;

/// <summary>A version of the catalogue, ready for use.</summary>
internal sealed class CatalogInForce(ProductCatalog products)
{
    private readonly Lazy<ProductSearch> search = new(() => new ProductSearch(products));
    private readonly Lazy<IReadOnlyList<Product>> byName = new(() =>
        [.. products.Products.OrderBy(product => product.Name, StringComparer.OrdinalIgnoreCase)]);

    public ProductCatalog Products => products;

    public int Version => products.Version;

    public ProductSearch Search => search.Value;

    public IReadOnlyList<Product> ByName => byName.Value;

    public static async Task<CatalogInForce> LoadAsync(Database database, int version, CancellationToken cancel)
    {
        var documents = await database.Set<ProductRow>()
            .OrderBy(row => row.Position)
            .Select(row => row.Document)
            .ToListAsync(cancel);
        var found = documents.SelectMany(document => CatalogFile.Read(document).Value
            ?? throw new InvalidOperationException($"A product of catalogue version {version} cannot be read."));
        return new CatalogInForce(new ProductCatalog(version, [.. found]));
    }
}
