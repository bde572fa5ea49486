using Guichet.Accounts;
using Guichet.Client.Catalog;
using Guichet.Server.Storage;
using VersionKind = Guichet.Server.Catalog.CatalogVersionKind;

namespace Guichet.Server.Upkeep;

/// <summary>A file to import.</summary>
/// <param name="Text">Our own format, or the document of endoflife.date; which one is seen from the text.</param>
/// <param name="Source">Its name, kept in the history.</param>
/// <param name="DryRun">True to write nothing.</param>
/// <param name="Expected">The catalogue version that must still be in force; null: any.</param>
/// <param name="ApproveBackwards">True to let support end earlier than was known.</param>
internal sealed record CatalogImport(
    string Text, string Source, bool DryRun, int? Expected, bool ApproveBackwards = false);

/// <summary>An administrator imports a catalogue file, or looks at what it would change.</summary>
internal sealed class ImportCatalog(UnitOfWork work, CatalogImporter importer, IClock clock)
{
    /// <summary>Refused as <see cref="IncomingCatalog.Read"/> and <see cref="CatalogImporter.RunAsync"/> do.</summary>
    public async Task<Result<CatalogImportView>> RunAsync(Actor actor, CatalogImport import, CancellationToken cancel)
    {
        if (actor.Role != Role.Administrator)
        {
            return new Refusal("access.administrator-only", "This is for administrators.");
        }

        if (!IncomingCatalog.Read(import.Text).Succeeded(out var incoming, out var refusal))
        {
            return refusal;
        }

        var ready = new ReadyImport(incoming, import.Source, VersionKind.File, actor.Person)
        {
            DryRun = import.DryRun,
            ApproveBackwards = import.ApproveBackwards,
            Expected = import.Expected,
        };
        var now = clock.GetCurrentInstant();
        return await work.RunAsync(database => importer.RunAsync(database, ready, now, cancel), cancel);
    }
}
