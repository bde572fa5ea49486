using Guichet.Catalog;
using Guichet.Files.Catalog;
using Guichet.Server.Catalog;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Upkeep;

/// <summary>Writes versions of the catalogue: the version, what it changed line by line, and each product that is
/// another one by it.</summary>
internal static class CatalogStore
{
    public static async Task AddVersionAsync(
        this Database database, CatalogVersion version, CatalogRevision revision, CancellationToken cancel)
    {
        database.Add(version);
        database.Add(CatalogChanged.Of(revision.Moves, version.Version, version.AppliedAt));
        database.AddChanges(version.Version, revision.Changes.Lines, revision.IsCorrected);
        var touched = revision.Changes.Lines
            .Where(line => line.Kind != CatalogChangeKind.Refused)
            .Select(line => ProductOf(line.Subject))
            .ToHashSet();
        var rows = await database.Set<ProductRow>()
            .Where(row => touched.Contains(row.Key))
            .ToDictionaryAsync(row => row.Key, cancel);
        for (var position = 0; position < revision.Changes.Products.Count; position++)
        {
            var product = revision.Changes.Products[position];
            if (!touched.Contains(product.Key))
            {
                continue;
            }

            if (rows.TryGetValue(product.Key, out var row))
            {
                row.Version = version.Version;
            }
            else
            {
                database.Add(new ProductRow { Key = product.Key, Position = position, Version = version.Version });
            }

            database.Add(new ProductDocument
            {
                Key = product.Key,
                Version = version.Version,
                Document = CatalogFile.Write([product]),
            });
        }
    }

    /// <summary>A line for each fact that changed, or for what was added.</summary>
    public static void AddChanges(
        this Database database,
        int version,
        IEnumerable<CatalogChange> changes,
        Func<string, string, bool> isCorrected)
    {
        var line = 0;
        foreach (var change in changes.Where(change => change.Kind != CatalogChangeKind.Refused))
        {
            IEnumerable<FieldChange> fields = change.Kind == CatalogChangeKind.Added
                ? [new FieldChange("", "", "")]
                : change.Fields;
            foreach (var field in fields)
            {
                database.Add(new CatalogChangeRow
                {
                    Version = version,
                    Line = ++line,
                    Product = ProductOf(change.Subject),
                    Subject = change.Subject,
                    Kind = change.Kind,
                    Field = field.Field,
                    From = field.From,
                    To = field.To,
                    Corrected = isCorrected(change.Subject, field.Field),
                });
            }
        }
    }

    private static string ProductOf(string subject) => subject.Split('/')[0];
}
