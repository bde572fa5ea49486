using Guichet.Catalog;
using Guichet.Files.Catalog;
using Guichet.Server.Catalog;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Hosting;

/// <summary>What an empty house begins with: the shipped policy and the shipped catalogue, as their first versions.
/// </summary>
internal sealed class FirstStart(UnitOfWork work, IClock clock)
{
    public Task RunAsync(CancellationToken cancel) => work.RunAsync<bool>(
        async database =>
        {
            var now = clock.GetCurrentInstant();
            if (!await database.Set<PolicyVersion>().AnyAsync(cancel))
            {
                database.Add(
                    new PolicyVersion { Version = 1, Text = Shipped.Read().Policy, AppliedAt = now });
            }

            if (!await database.Set<CatalogVersion>().AnyAsync(cancel))
            {
                var products = Shipped.Read().Catalog;
                database.Add(new CatalogVersion
                {
                    Version = 1,
                    Kind = CatalogVersionKind.Shipped,
                    Source = "shipped",
                    Added = products.Count,
                    AppliedAt = now,
                });
                database.AddRange(products.Select((product, position) => new ProductRow
                {
                    Key = product.Key,
                    Position = position,
                    Version = 1,
                }));
                database.AddRange(products.Select(product => new ProductDocument
                {
                    Key = product.Key,
                    Version = 1,
                    Document = CatalogFile.Write([product]),
                }));
                database.AddRange(products.Select((product, position) => new CatalogChangeRow
                {
                    Version = 1,
                    Line = position + 1,
                    Product = product.Key,
                    Subject = product.Key,
                    Kind = CatalogChangeKind.Added,
                    Field = "",
                    From = "",
                    To = "",
                }));
            }

            return true;
        },
        cancel);
}
