using Guichet.Accounts;
using Guichet.Incidents;
using Guichet.Server.Hosting;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Handling;

/// <summary>What happens on an incident is kept for its watchers until <see cref="TellWatchers"/> tells them: all that
/// comes within ten minutes in one mail.</summary>
internal static class WatcherNews
{
    /// <summary>Something has happened. Whoever did it knows, and what happened before it as well: they were there.
    /// </summary>
    public static async Task KeepForWatchersAsync(
        this Database database, IncidentId incident, PersonId? by, Instant at, CancellationToken cancel)
    {
        var watchers = await database.Set<IncidentWatcher>()
            .Where(watcher => watcher.Incident == incident)
            .ToListAsync(cancel);
        foreach (var watcher in watchers)
        {
            watcher.NewsAt = watcher.Person == by ? null : watcher.NewsAt ?? at;
        }
    }
}

/// <summary>Tells watchers what has happened, each once for all of it.</summary>
internal sealed class TellWatchers(IStorage storage, UnitOfWork work, IClock clock) : ISweep
{
    public const string Kind = "incident.watched";

    /// <summary>How long news are gathered from the first on.</summary>
    public static readonly Duration Burst = Duration.FromMinutes(10);

    private const int Batch = 64;

    public Task RunAsync(CancellationToken cancel) => RunAsync(clock.GetCurrentInstant(), cancel);

    public async Task RunAsync(Instant now, CancellationToken cancel)
    {
        while (await AnyAsync(now, cancel)
            && (await work.RunAsync<int>(database => TellAsync(database, now, cancel), cancel)).Value > 0)
        {
        }
    }

    private async Task<bool> AnyAsync(Instant now, CancellationToken cancel)
    {
        var before = now - Burst;
        await using var database = storage.Read();
        return await database.Set<IncidentWatcher>()
            .AnyAsync(watcher => watcher.NewsAt != null && watcher.NewsAt <= before, cancel);
    }

    private static async Task<Result<int>> TellAsync(Database database, Instant now, CancellationToken cancel)
    {
        var before = now - Burst;
        var watchers = await database.Set<IncidentWatcher>()
            .Where(watcher => watcher.NewsAt != null && watcher.NewsAt <= before)
            .OrderBy(watcher => watcher.NewsAt)
            .Take(Batch)
            .ToListAsync(cancel);
        foreach (var watcher in watchers)
        {
            var told = new WatchedTold(
                watcher.Incident.Value, watcher.Person.Value, Microseconds.Of(watcher.NewsAt!.Value));
            database.Add(OutboxMessage.Of(Kind, told, now));
            watcher.NewsAt = null;
        }

        return watchers.Count;
    }
}

/// <summary>What the outbox says of it.</summary>
/// <param name="Incident">Which.</param>
/// <param name="Person">The watcher.</param>
/// <param name="Since">Of the first news, in microseconds.</param>
internal sealed record WatchedTold(Guid Incident, Guid Person, long Since);
