using Guichet.Accounts;
using Guichet.Client.Catalog;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Guichet.Server.Upkeep.Fetching;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Upkeep;

/// <summary>An administrator adds, removes and reads the sources of the catalogue.</summary>
internal sealed class CatalogSources(
    UnitOfWork work, ReadSources reading, CatalogFetcher fetcher, Texts texts, IClock clock)
{
    /// <summary>It is due at once. The same id adds once. Refused: <c>fetch.address-malformed</c>.</summary>
    public async Task<Result<CatalogSourceView>> AddAsync(
        Actor actor, NewCatalogSource request, CancellationToken cancel)
    {
        if (Refuse(actor) is { } no)
        {
            return no;
        }

        var address = request.Address!.Trim();
        if (fetcher.Check(address) is { } refusal)
        {
            return refusal;
        }

        var now = clock.GetCurrentInstant();
        var added = await work.RunAsync<bool>(
            async database =>
            {
                if (!await database.Set<SourceRow>().AnyAsync(row => row.Id == request.Id, cancel))
                {
                    database.Add(new SourceRow
                    {
                        Id = request.Id!.Value,
                        Name = request.Name!.Trim(),
                        Address = address,
                        Format = Enum.Parse<Files.Catalog.CatalogFormat>(request.Format!.Value.ToString()),
                        IntervalHours = request.IntervalHours!.Value,
                        CreatedAt = now,
                        DueAt = now,
                    });
                }

                return true;
            },
            cancel);
        return added.Refusal is { } lost ? lost : await ReadAsync(request.Id!.Value, cancel);
    }

    /// <summary>Another name, address or schedule; it is due at once, and another address is read as if it were new.
    /// Refused: <c>source.unknown</c>, <c>fetch.address-malformed</c>.</summary>
    public async Task<Result<CatalogSourceView>> ChangeAsync(
        Actor actor, Guid id, CatalogSourceChange request, CancellationToken cancel)
    {
        var address = request.Address!.Trim();
        if ((Refuse(actor) ?? fetcher.Check(address)) is { } no)
        {
            return no;
        }

        var now = clock.GetCurrentInstant();
        var changed = await work.RunAsync<bool>(
            async database =>
            {
                var row = await database.Set<SourceRow>().AsTracking()
                    .SingleOrDefaultAsync(one => one.Id == id, cancel);
                if (row is null)
                {
                    return Unknown();
                }

                if (row.Address != address)
                {
                    (row.Address, row.Etag, row.LastModified, row.ContentHash) = (address, null, null, null);

                    // What the old address brought is not to be taken for what the new one says.
                    database.RemoveRange(await database.Set<PendingImport>().AsTracking()
                        .Where(one => one.Source == id).ToListAsync(cancel));
                }

                (row.Name, row.IntervalHours, row.DueAt) = (request.Name!.Trim(), request.IntervalHours!.Value, now);
                row.Version++;
                return true;
            },
            cancel);
        return changed.Refusal is { } lost ? lost : await ReadAsync(id, cancel);
    }

    /// <summary>What came from it stays; what waits of it goes. Refused: <c>source.unknown</c>.</summary>
    public async Task<Result<bool>> RemoveAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        if (Refuse(actor) is { } no)
        {
            return no;
        }

        return await work.RunAsync<bool>(
            async database => await database.Set<SourceRow>().Where(row => row.Id == id).ExecuteDeleteAsync(cancel) == 1
                ? true
                : Unknown(),
            cancel);
    }

    /// <summary>Reads it now, whenever it is due. Refused: <c>source.unknown</c>.</summary>
    public async Task<Result<CatalogSourceView>> ReadNowAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        if (Refuse(actor) is { } no)
        {
            return no;
        }

        var read = await reading.ReadNowAsync(id, cancel);
        return read.Refusal is { } refusal ? refusal : await ReadAsync(id, cancel);
    }

    private async Task<Result<CatalogSourceView>> ReadAsync(Guid id, CancellationToken cancel) =>
        await work.RunAsync<CatalogSourceView>(
            async database => (await database.ReadSourcesAsync(texts, cancel)).FirstOrDefault(one => one.Id == id)
                is { } found ? found : Unknown(),
            cancel);

    private static Refusal? Refuse(Actor actor) => actor.Role == Role.Administrator
        ? null
        : new Refusal("access.administrator-only", "This is for administrators.");

    private static Refusal Unknown() => new("source.unknown", "There is no such source.");
}
