using Guichet.Server.Hosting;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Contents;

/// <summary>Deletes the bytes that nobody refers to: those let go, and those whose writing was interrupted. First the
/// bytes and then the line, so that an interruption in between leaves something to go on by.</summary>
internal sealed class SweepContents(UnitOfWork work, IStorage storage, IContentStore store, IClock clock) : ISweep
{
    private const int Most = 100;

    public async Task RunAsync(CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        while (await DueAsync(now, cancel) is { Count: > 0 } due)
        {
            foreach (var content in due)
            {
                await ClearAwayAsync(content, now, cancel);
            }
        }
    }

    private async Task<List<StoredContent>> DueAsync(Instant now, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return await database.Set<StoredContent>().AsNoTracking()
            .Where(content => content.DueAt <= now)
            .OrderBy(content => content.DueAt)
            .Take(Most)
            .ToListAsync(cancel);
    }

    private async Task ClearAwayAsync(StoredContent content, Instant now, CancellationToken cancel)
    {
        // Nobody can take them from here on.
        var isLeaving = await work.RunAsync<bool>(
            async database =>
            {
                var found = await database.Set<StoredContent>().SingleOrDefaultAsync(
                    one => one.Id == content.Id && one.DueAt != null, cancel);
                found?.Leave(now);
                return found is not null;
            },
            cancel);
        if (!isLeaving.Value)
        {
            return;
        }

        await store.DeleteAsync(content.Name, cancel);
        await store.DeleteAsync(content.ThumbnailName, cancel);
        await work.RunAsync<bool>(
            async database =>
            {
                await database.Set<StoredContent>()
                    .Where(one => one.Id == content.Id && one.State == ContentState.Leaving)
                    .ExecuteDeleteAsync(cancel);
                return true;
            },
            cancel);
    }
}
