using Guichet.Accounts;
using Guichet.Catalog;
using Guichet.Client.Catalog;
using Guichet.Files.Catalog;
using Guichet.Server.Catalog;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using VersionKind = Guichet.Server.Catalog.CatalogVersionKind;

namespace Guichet.Server.Upkeep;

/// <summary>An import that is ready to be compared and written.</summary>
/// <param name="Incoming">What was read.</param>
/// <param name="Source">The name of the file or source, kept in the history.</param>
/// <param name="Kind">Whether it was handed in or fetched.</param>
/// <param name="By">Who imports it; null for nobody.</param>
internal sealed record ReadyImport(IncomingCatalog Incoming, string Source, VersionKind Kind, PersonId? By)
{
    public bool DryRun { get; init; }

    public bool ApproveBackwards { get; init; }

    /// <summary>The catalogue version that must still be in force; null: any.</summary>
    public int? Expected { get; init; }
}

/// <summary>What every import goes through, whoever brings it.</summary>
internal sealed class CatalogImporter(InForce inForce, Texts texts)
{
    private const int LongestSource = 200;

    /// <summary>Writes one new version of the catalogue with everything that changed, or none where nothing did.
    /// Refused: <c>version.changed</c>, <c>catalog.backwards-not-approved</c> with the dates that move
    /// backwards.</summary>
    public async Task<Result<CatalogImportView>> RunAsync(
        Database database, ReadyImport import, Instant now, CancellationToken cancel)
    {
        var terms = await inForce.ReadAsync(database, cancel);
        if (import.Expected is { } expected && expected != terms.Catalog.Version)
        {
            return new Refusal("version.changed", "The catalogue has changed.").With("version", terms.Catalog.Version);
        }

        var revision = new CatalogRevision(terms.Catalog, import.Incoming);
        var impact = await database.ReadImpactAsync(revision, terms, terms.Policy.DayOf(now), cancel);
        if (import.DryRun || !revision.Changes.Any)
        {
            return View(revision, impact, import, terms.Catalog.Version);
        }

        if (!import.ApproveBackwards && revision.Backwards.ToList() is { Count: > 0 } backwards)
        {
            return new Refusal("catalog.backwards-not-approved", "Support would end earlier than was known.")
                .With("count", backwards.Count)
                .With("moves", backwards.Select(Wire).ToArray());
        }

        await database.AddVersionAsync(NewVersion(revision, import, now), revision, cancel);
        return View(revision, impact, import, revision.After.Version);
    }

    private static CatalogVersion NewVersion(CatalogRevision revision, ReadyImport import, Instant now) => new()
    {
        Version = revision.After.Version,
        Kind = import.Kind,
        Source = import.Source.Length > LongestSource ? import.Source[..LongestSource] : import.Source,
        Added = Count(revision.Changes, CatalogChangeKind.Added),
        Changed = Count(revision.Changes, CatalogChangeKind.Changed),
        AppliedBy = import.By,
        AppliedAt = now,
    };

    private CatalogImportView View(CatalogRevision revision, CatalogImpact impact, ReadyImport import, int version) =>
        new(
            import.DryRun,
            import.Incoming.Format == Files.Catalog.CatalogFormat.Guichet ? "guichet-catalog/1" : "endoflife.date/1",
            version,
            Count(revision.Changes, CatalogChangeKind.Added),
            Count(revision.Changes, CatalogChangeKind.Changed),
            revision.Changes.Unchanged,
            Count(revision.Changes, CatalogChangeKind.Refused) + import.Incoming.Mistakes.Count,
            [
                .. revision.Changes.Lines.Select(line => Line(line, revision)),
                .. import.Incoming.Mistakes.Select(mistake => new CatalogImportLine(
                    CatalogImportKind.Refused,
                    $"{mistake.Line}:{mistake.Column}",
                    [],
                    mistake.Code,
                    mistake.Message)),
            ],
            new CatalogImpactView(
                [.. revision.Moves.Select(Wire)],
                impact.OpenIncidents,
                impact.Packs,
                revision.CorrectionsNoLongerNeeded));

    private CatalogImportLine Line(CatalogChange change, CatalogRevision revision) => new(
        Enum.Parse<CatalogImportKind>(change.Kind.ToString()),
        change.Subject,
        [.. change.Fields.Select(field => new CatalogFieldChange(
            field.Field, field.From, field.To, revision.IsCorrected(change.Subject, field.Field)))],
        change.Refusal?.Code,
        change.Refusal is { } refusal ? texts.Explain(refusal) : null);

    private static DateMoveView Wire(DateMove move) =>
        new(move.Release, move.Name, move.Field, move.From, move.To, move.Backwards);

    private static int Count(CatalogChanges changes, CatalogChangeKind kind) =>
        changes.Lines.Count(line => line.Kind == kind);
}
