using System.Security.Cryptography;
using System.Text;
using Guichet.Server.Hosting;
using Guichet.Server.Storage;
using Guichet.Server.Upkeep.Fetching;
using Microsoft.EntityFrameworkCore;
using VersionKind = Guichet.Server.Catalog.CatalogVersionKind;

namespace Guichet.Server.Upkeep;

/// <summary>Reads the sources that are due, each on one node: whoever claims it has it for the time of the lease.
/// What cannot be read is told at the desk and tried again at its next time.</summary>
internal sealed class ReadSources(
    IStorage storage, UnitOfWork work, CatalogImporter importer, CatalogFetcher fetcher, IClock clock) : ISweep
{
    private const int Batch = 20;
    private static readonly Duration Lease = CatalogFetcher.LongestWait + Duration.FromMinutes(4);

    public async Task RunAsync(CancellationToken cancel)
    {
        foreach (var source in await ReadDueAsync(cancel))
        {
            await ReadAsync(source, cancel);
        }
    }

    /// <summary>Makes a source due and reads it, unless somebody else is reading it. Refused:
    /// <c>source.unknown</c>.</summary>
    public async Task<Result<bool>> ReadNowAsync(Guid id, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var source = await database.Set<SourceRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancel);
        if (source is null)
        {
            return new Refusal("source.unknown", "There is no such source.");
        }

        await ReadAsync(source, cancel);
        return true;
    }

    private async Task<IReadOnlyList<SourceRow>> ReadDueAsync(CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        await using var database = storage.Read();
        return await database.Set<SourceRow>()
            .AsNoTracking()
            .Where(row => row.DueAt <= now)
            .OrderBy(row => row.DueAt)
            .Take(Batch)
            .ToListAsync(cancel);
    }

    private async Task ReadAsync(SourceRow source, CancellationToken cancel)
    {
        var claimed = source.Version + 1;
        if (!await ClaimAsync(source, cancel))
        {
            return;
        }

        var fetched = await fetcher.FetchAsync(new Uri(source.Address), source.Etag, source.LastModified, cancel);
        var now = clock.GetCurrentInstant();
        await work.RunAsync<bool>(
            async database =>
            {
                var row = await database.Set<SourceRow>()
                    .SingleOrDefaultAsync(one => one.Id == source.Id && one.Version == claimed, cancel);
                if (row is not null)
                {
                    (row.FetchedAt, row.DueAt) = (now, now + Duration.FromHours(row.IntervalHours));
                    row.Version++;
                    await SettleAsync(database, row, fetched, now, cancel);
                }

                return true;
            },
            cancel);
    }

    private async Task<bool> ClaimAsync(SourceRow source, CancellationToken cancel)
    {
        var until = clock.GetCurrentInstant() + Lease;
        var claimed = await work.RunStatementAsync<int>(
            async database => await database.Set<SourceRow>()
                .Where(row => row.Id == source.Id && row.Version == source.Version)
                .ExecuteUpdateAsync(
                    row => row.SetProperty(one => one.DueAt, until).SetProperty(one => one.Version, source.Version + 1),
                    cancel),
            cancel);
        return claimed.Value == 1;
    }

    private async Task SettleAsync(
        Database database, SourceRow row, Result<Fetched> fetched, Instant now, CancellationToken cancel)
    {
        if (!fetched.Succeeded(out var answer, out var refusal))
        {
            Fail(row, refusal);
            return;
        }

        var hash = answer.Text is { } text ? HashOf(text) : row.ContentHash;
        if (hash == row.ContentHash)
        {
            Remember(row, answer, hash, SourceOutcome.NothingNew);
            return;
        }

        if (!IncomingCatalog.Read(answer.Text!, row.Format).Succeeded(out var incoming, out refusal))
        {
            Fail(row, refusal);
            return;
        }

        var import = new ReadyImport(incoming, row.Name, VersionKind.Address, null);
        var done = await importer.RunAsync(database, import, now, cancel);
        var pending = await database.Set<PendingImport>().SingleOrDefaultAsync(one => one.Source == row.Id, cancel);
        if (done.Succeeded(out var imported, out _))
        {
            var isNew = imported.Added + imported.Changed > 0;
            Remember(row, answer, hash, isNew ? SourceOutcome.Imported : SourceOutcome.NothingNew);
            if (pending is not null)
            {
                database.Remove(pending);
            }

            return;
        }

        Remember(row, answer, hash, SourceOutcome.Waits);
        await database.TellAdministratorsAsync(AdministratorsTold.ImportWaits, row.Id.ToString(), now, cancel);
        if (pending is null)
        {
            pending = new PendingImport { Source = row.Id, Document = "" };
            database.Add(pending);
        }

        (pending.Document, pending.FetchedAt) = (Packed.Write(answer.Text!), now);
    }

    private static string HashOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static void Remember(SourceRow row, Fetched answer, string? hash, SourceOutcome outcome)
    {
        (row.Etag, row.LastModified, row.ContentHash) = (answer.Etag, answer.LastModified, hash);
        (row.Outcome, row.Failure, row.FailureDetail) = (outcome, null, null);
    }

    private static void Fail(SourceRow row, Refusal refusal)
    {
        var detail = refusal.Facts.GetValueOrDefault("detail") ?? refusal.Facts.GetValueOrDefault("count");
        (row.Outcome, row.Failure, row.FailureDetail) = (SourceOutcome.Failed, refusal.Code, detail?.ToString());
    }
}
