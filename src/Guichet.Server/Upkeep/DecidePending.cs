using Guichet.Accounts;
using Guichet.Client.Catalog;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using VersionKind = Guichet.Server.Catalog.CatalogVersionKind;

namespace Guichet.Server.Upkeep;

/// <summary>An administrator looks at what a source brought and what would end support earlier than was known, and
/// approves it or leaves it aside.</summary>
internal sealed class DecidePending(UnitOfWork work, CatalogImporter importer, IClock clock)
{
    /// <summary>What it would change now. Refused: <c>pending-import.unknown</c>.</summary>
    public Task<Result<PendingImportView>> ReadAsync(Actor actor, Guid source, CancellationToken cancel) =>
        RunAsync<PendingImportView>(actor, source, async (database, row, pending) =>
        {
            var preview = await importer.RunAsync(
                database,
                ReadyOf(row, pending, actor) with { DryRun = true },
                clock.GetCurrentInstant(),
                cancel);
            return preview.Succeeded(out var seen, out var refusal)
                ? new PendingImportView(source, row.Name, pending.FetchedAt.ToDateTimeOffset(), seen)
                : refusal;
        }, cancel);

    /// <summary>Imports what was seen. Refused: <c>pending-import.unknown</c>, <c>version.changed</c> where the source
    /// or the catalogue has changed since.</summary>
    public Task<Result<CatalogImportView>> ApproveAsync(
        Actor actor, Guid source, PendingApproval seen, CancellationToken cancel) =>
        RunAsync<CatalogImportView>(actor, source, async (database, row, pending) =>
        {
            if (pending.FetchedAt != Instant.FromDateTimeOffset(seen.FetchedAt!.Value))
            {
                return new Refusal("version.changed", "The source has brought something newer.");
            }

            var ready = ReadyOf(row, pending, actor) with { ApproveBackwards = true, Expected = seen.Version };
            var done = await importer.RunAsync(database, ready, clock.GetCurrentInstant(), cancel);
            if (done.Refusal is null)
            {
                row.Outcome = SourceOutcome.Imported;
                row.Version++;
                database.Remove(pending);
            }

            return done;
        }, cancel);

    /// <summary>The source brings it again only where it changes. Refused: <c>pending-import.unknown</c>.</summary>
    public Task<Result<bool>> DiscardAsync(Actor actor, Guid source, CancellationToken cancel) =>
        RunAsync<bool>(actor, source, (database, row, pending) =>
        {
            row.Outcome = SourceOutcome.NothingNew;
            row.Version++;
            database.Remove(pending);
            return Task.FromResult<Result<bool>>(true);
        }, cancel);

    private static ReadyImport ReadyOf(SourceRow row, PendingImport pending, Actor actor)
    {
        var text = Packed.Read(pending.Document, IncomingCatalog.LongestText)
            ?? throw new InvalidOperationException($"What waits of source {row.Id} cannot be unpacked.");
        return new ReadyImport(
            IncomingCatalog.Read(text, row.Format).Value, row.Name, VersionKind.Address, actor.Person);
    }

    private async Task<Result<T>> RunAsync<T>(
        Actor actor,
        Guid source,
        Func<Database, SourceRow, PendingImport, Task<Result<T>>> act,
        CancellationToken cancel)
    {
        if (actor.Role != Role.Administrator)
        {
            return new Refusal("access.administrator-only", "This is for administrators.");
        }

        return await work.RunAsync<T>(
            async database =>
            {
                var pending = await database.Set<PendingImport>()
                    .SingleOrDefaultAsync(one => one.Source == source, cancel);
                if (pending is null)
                {
                    return new Refusal("pending-import.unknown", "Nothing waits of this source.");
                }

                var row = await database.Set<SourceRow>().SingleAsync(one => one.Id == source, cancel);
                return await act(database, row, pending);
            },
            cancel);
    }
}
