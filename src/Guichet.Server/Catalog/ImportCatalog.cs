using Guichet.Accounts;
using Guichet.Catalog;
using Guichet.Client.Catalog;
using Guichet.Files;
using Guichet.Files.Catalog;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Catalog;

/// <summary>A file to import.</summary>
/// <param name="Text">Our own format, or the document of endoflife.date; which one is seen from the text.</param>
/// <param name="Source">Its name, kept in the history.</param>
/// <param name="DryRun">True to write nothing.</param>
/// <param name="Expected">The catalogue version that must still be in force; null: any.</param>
internal sealed record CatalogImport(string Text, string Source, bool DryRun, int? Expected);

/// <summary>An administrator imports a catalogue file, or looks at what it would change.</summary>
internal sealed class ImportCatalog(UnitOfWork work, InForce inForce, Texts texts, IClock clock)
{
    public const int LongestText = 20_000_000;
    private const int LongestSource = 200;

    /// <summary>Writes one new version of the catalogue with everything that changed, or none where nothing did.
    /// Refused: <c>catalog.mistakes</c> where the file cannot be used, <c>version.changed</c>.</summary>
    public async Task<Result<CatalogImportView>> RunAsync(Actor actor, CatalogImport import, CancellationToken cancel)
    {
        if (actor.Role != Role.Administrator)
        {
            return new Refusal("access.administrator-only", "This is for administrators.");
        }

        if (import.Text.Length > LongestText)
        {
            return new Refusal("file.too-large", "The file is too large.").With("megabytes", LongestText / 1_000_000);
        }

        var ours = CatalogFile.IsOurs(import.Text);
        var reading = ours ? CatalogFile.Read(import.Text) : EndOfLifeFile.Read(import.Text);
        if (reading.Value is not { } incoming)
        {
            return FileMistakes.Refuse("catalog.mistakes", reading.Mistakes);
        }

        var now = clock.GetCurrentInstant();
        return await work.RunAsync<CatalogImportView>(
            async database =>
            {
                var catalog = (await inForce.ReadAsync(database, cancel)).Catalog;
                if (import.Expected is { } expected && expected != catalog.Version)
                {
                    return new Refusal("version.changed", "The catalogue has changed.")
                        .With("version", catalog.Version);
                }

                var changes = CatalogChanges.Between(catalog.Products, incoming, keepsSuccession: !ours);
                var version = catalog.Version;
                if (changes.Any && !import.DryRun)
                {
                    version++;
                    await WriteAsync(database, changes, NewVersion(version, changes, import, actor, now), cancel);
                    database.Add(CatalogChanged.Of(changes, version, now));
                }

                return View(changes, reading.Mistakes, ours, version, import.DryRun);
            },
            cancel);
    }

    private static CatalogVersion NewVersion(
        int version, CatalogChanges changes, CatalogImport import, Actor actor, Instant now) => new()
    {
        Version = version,
        Source = import.Source.Length > LongestSource ? import.Source[..LongestSource] : import.Source,
        Added = Count(changes, CatalogChangeKind.Added),
        Changed = Count(changes, CatalogChangeKind.Changed),
        AppliedBy = actor.Person,
        AppliedAt = now,
    };

    private static async Task WriteAsync(
        Database database, CatalogChanges changes, CatalogVersion version, CancellationToken cancel)
    {
        database.Add(version);
        var touched = changes.Lines
            .Where(line => line.Kind != CatalogChangeKind.Refused)
            .Select(line => line.Subject.Split('/')[0])
            .ToHashSet();
        var rows = await database.Set<ProductRow>()
            .Where(row => touched.Contains(row.Key))
            .ToDictionaryAsync(row => row.Key, cancel);
        for (var position = 0; position < changes.Products.Count; position++)
        {
            var product = changes.Products[position];
            if (!touched.Contains(product.Key))
            {
                continue;
            }

            var document = CatalogFile.Write([product]);
            if (rows.TryGetValue(product.Key, out var row))
            {
                (row.Document, row.Version) = (document, version.Version);
            }
            else
            {
                database.Add(new ProductRow
                {
                    Key = product.Key,
                    Position = position,
                    Document = document,
                    Version = version.Version,
                });
            }
        }
    }

    private CatalogImportView View(
        CatalogChanges changes, IReadOnlyList<Mistake> mistakes, bool ours, int version, bool dryRun) => new(
        dryRun,
        ours ? "guichet-catalog/1" : "endoflife.date/1",
        version,
        Count(changes, CatalogChangeKind.Added),
        Count(changes, CatalogChangeKind.Changed),
        changes.Unchanged,
        Count(changes, CatalogChangeKind.Refused) + mistakes.Count,
        [
            .. changes.Lines.Select(Line),
            .. mistakes.Select(mistake => new CatalogImportLine(
                CatalogImportKind.Refused,
                $"{mistake.Line}:{mistake.Column}",
                [],
                mistake.Code,
                mistake.Message)),
        ]);

    private CatalogImportLine Line(CatalogChange change) => new(
        Enum.Parse<CatalogImportKind>(change.Kind.ToString()),
        change.Subject,
        [.. change.Fields.Select(field => new CatalogFieldChange(field.Field, field.From, field.To))],
        change.Refusal?.Code,
        change.Refusal is { } refusal ? texts.Explain(refusal) : null);

    private static int Count(CatalogChanges changes, CatalogChangeKind kind) =>
        changes.Lines.Count(line => line.Kind == kind);
}
