using Guichet.Catalog;
using Guichet.Files.Catalog;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Catalog;

/// <summary>A version of the catalogue, ready for use: what the sources say, with the vendor's corrections laid over.
/// </summary>
internal sealed class CatalogInForce
{
    // A version holds of each product the latest document up to it; a product that came later has none.
    private const string DocumentsUpTo = """
        select p.key, p.version, coalesce((
            select d.document from catalog_document d
            where d.key = p.key and d.version <= {0} order by d.version desc limit 1), '') as document
        from catalog_product p order by p.position
        """;

    private readonly Lazy<ProductSearch> search;
    private readonly Lazy<IReadOnlyList<Product>> byName;
    private readonly ILookup<string, CorrectedFact> corrected;

    public CatalogInForce(int version, IReadOnlyList<Product> source, IReadOnlyList<CatalogCorrection> corrections)
    {
        var over = CatalogCorrections.Over(source, corrections);
        Source = new ProductCatalog(version, source);
        Products = over.Facts.Count == 0 ? Source : new ProductCatalog(version, over.Products);
        Corrections = over.Facts;
        corrected = over.Facts.ToLookup(fact => fact.Correction.Release);
        search = new(() => new ProductSearch(Products));
        byName = new(() => [.. Products.Products.OrderBy(product => product.Name, StringComparer.OrdinalIgnoreCase)]);
    }

    /// <summary>What holds.</summary>
    public ProductCatalog Products { get; }

    /// <summary>What the sources say, which imports are compared with.</summary>
    public ProductCatalog Source { get; }

    /// <summary>The vendor's own corrections, and how each stands.</summary>
    public IReadOnlyList<CorrectedFact> Corrections { get; }

    public int Version => Products.Version;

    public ProductSearch Search => search.Value;

    public IReadOnlyList<Product> ByName => byName.Value;

    /// <summary>The facts of a release that hold against its source.</summary>
    public IEnumerable<CorrectedFact> CorrectionsOf(string release) =>
        corrected[release].Where(fact => fact.Standing == CorrectionStanding.Holds);

    /// <summary>The catalogue as it was at that version, which may be any from the first to the one in force.</summary>
    public static async Task<CatalogInForce> LoadAsync(Database database, int version, CancellationToken cancel)
    {
        var documents = await database.Set<ProductDocument>()
            .FromSqlRaw(DocumentsUpTo, version)
            .AsNoTracking()
            .ToListAsync(cancel);
        var corrections = await database.Set<CorrectionRow>()
            .Where(row => row.FromVersion <= version && (row.UntilVersion == null || row.UntilVersion > version))
            .OrderBy(row => row.FromVersion)
            .Select(row => new CatalogCorrection(row.Release, row.Field, row.Value))
            .ToListAsync(cancel);
        var found = documents.Where(row => row.Document.Length > 0).SelectMany(row =>
            CatalogFile.Read(row.Document).Value
            ?? throw new InvalidOperationException($"{row.Key} cannot be read in catalogue version {version}."));
        return new CatalogInForce(version, [.. found], corrections);
    }
}
