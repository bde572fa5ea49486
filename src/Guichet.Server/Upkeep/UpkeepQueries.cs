using System.Globalization;
using Guichet.Catalog;
using Guichet.Client;
using Guichet.Client.Catalog;
using Guichet.Server.Accounts;
using Guichet.Server.Catalog;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using Wire = Guichet.Client.Catalog;

namespace Guichet.Server.Upkeep;

internal static class UpkeepQueries
{
    private const int PageSize = 50;

    /// <summary>Every change, newest version first and in it from the last line up; of one product where one is named.
    /// </summary>
    public static async Task<Page<CatalogChangeView>> ListChangesAsync(
        this Database database, string? product, string? cursor, CancellationToken cancel)
    {
        IQueryable<CatalogChangeRow> changes = database.Set<CatalogChangeRow>();
        if (!string.IsNullOrWhiteSpace(product))
        {
            var key = product.Trim();
            changes = changes.Where(change => change.Product == key);
        }

        if (Place(cursor) is var (version, line))
        {
            changes = changes.Where(change => change.Version <= version
                && (change.Version < version || change.Line < line));
        }

        var found = await changes
            .AsNoTracking()
            .OrderByDescending(change => change.Version)
            .ThenByDescending(change => change.Line)
            .Take(PageSize + 1)
            .ToListAsync(cancel);
        var shown = found.Take(PageSize).ToList();
        var numbers = shown.Select(change => change.Version).Distinct().ToArray();
        var versions = await database.Set<CatalogVersion>()
            .AsNoTracking()
            .Where(one => numbers.Contains(one.Version))
            .ToListAsync(cancel);
        var views = (await database.ViewsOfAsync(versions, cancel)).ToDictionary(one => one.Version);
        return new(
            [.. shown.Select(change => new CatalogChangeView(
                change.Version,
                change.Subject,
                Enum.Parse<CatalogImportKind>(change.Kind.ToString()),
                change.Field,
                change.From,
                change.To,
                change.Corrected,
                views[change.Version]))],
            found.Count > PageSize
                ? string.Create(CultureInfo.InvariantCulture, $"{shown[^1].Version}.{shown[^1].Line}")
                : null);
    }

    /// <summary>The corrections that are not withdrawn, newest first, and how each stands in that catalogue.</summary>
    public static async Task<IReadOnlyList<CorrectionView>> ReadCorrectionsAsync(
        this Database database, CatalogInForce catalog, CancellationToken cancel)
    {
        var rows = await database.Set<CorrectionRow>()
            .AsNoTracking()
            .Where(row => row.UntilVersion == null)
            .OrderByDescending(row => row.FromVersion)
            .ToListAsync(cancel);
        var facts = catalog.Corrections.ToDictionary(fact => (fact.Correction.Release, fact.Correction.Field));
        var names = await database.ReadNamesAsync(rows.Select(row => (Guichet.Accounts.PersonId?)row.MadeBy), cancel);
        return [.. rows.Where(row => facts.ContainsKey((row.Release, row.Field))).Select(row => new CorrectionView(
            row.Id,
            row.Release,
            catalog.Products.FindRelease(row.Release)?.Release.Name ?? row.Release,
            Enum.Parse<Wire.CorrectedField>(row.Field.ToString()),
            row.Value,
            facts[(row.Release, row.Field)].SourceValue,
            Enum.Parse<Wire.CorrectionStanding>(facts[(row.Release, row.Field)].Standing.ToString()),
            row.Reason,
            names.Of(row.MadeBy),
            row.MadeAt.ToDateTimeOffset(),
            row.FromVersion))];
    }

    /// <summary>The sources by name, each with what came of reading it.</summary>
    public static async Task<IReadOnlyList<CatalogSourceView>> ReadSourcesAsync(
        this Database database, Texts texts, CancellationToken cancel)
    {
        var rows = await database.Set<SourceRow>().AsNoTracking().OrderBy(row => row.Name).ToListAsync(cancel);
        var pending = await database.Set<PendingImport>()
            .Select(row => new { row.Source, row.FetchedAt })
            .ToDictionaryAsync(row => row.Source, row => row.FetchedAt, cancel);
        return [.. rows.Select(row => new CatalogSourceView(
            row.Id,
            row.Name,
            row.Address,
            Enum.Parse<Wire.CatalogFormat>(row.Format.ToString()),
            row.IntervalHours,
            row.DueAt.ToDateTimeOffset(),
            row.FetchedAt?.ToDateTimeOffset(),
            Enum.Parse<Wire.SourceOutcome>(row.Outcome.ToString()),
            row.Failure,
            row.Failure is null ? null : Sentence(texts, row.Failure, row.FailureDetail ?? ""),
            pending.TryGetValue(row.Id, out var since) ? since.ToDateTimeOffset() : null))];
    }

    private static string Sentence(Texts texts, string code, string detail) => texts.Explain(
        new Refusal(code, code)
            .With("detail", detail)
            .With("count", int.TryParse(detail, out var count) ? count : 0)
            .With("megabytes", IncomingCatalog.LongestText / 1_000_000));

    private static (int Version, int Line)? Place(string? cursor) =>
        cursor?.Split('.') is [var version, var line]
        && int.TryParse(version, CultureInfo.InvariantCulture, out var first)
        && int.TryParse(line, CultureInfo.InvariantCulture, out var second)
            ? (first, second)
            : null;
}
