using Guichet.Incidents;
using Guichet.Server.Hosting;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Search;

/// <summary>Brings the index up to what has changed, and then goes on with making it anew where that was asked for.
/// What it has read is taken off the list in the transaction that writes the index: killed at any moment, it loses
/// nothing.</summary>
internal sealed class IndexIncidents(IStorage storage, UnitOfWork work, SearchTexts texts) : ISweep
{
    /// <summary>For which others who write wait at most on SQLite.</summary>
    private const int MostAtOnce = 40;

    private const string Due = "select line, incident from search_due where line > 0 order by line limit {0}";

    public async Task RunAsync(CancellationToken cancel)
    {
        while (await IsAnythingLeftAsync(cancel))
        {
            var done = await work.RunAsync<int>(database => IndexAsync(database, cancel), cancel);
            if (done.Value == 0)
            {
                // Another node is at it.
                return;
            }
        }
    }

    private async Task<bool> IsAnythingLeftAsync(CancellationToken cancel)
    {
        await using var database = storage.Read();
        return await database.Set<SearchDue>().AnyAsync(due => due.Line > 0, cancel)
            || await database.Set<SearchRebuild>().AnyAsync(row => row.Line == 1 && row.Below != null, cancel);
    }

    private async Task<Result<int>> IndexAsync(Database database, CancellationToken cancel)
    {
        // What another node has begun is passed over; two that read the same incident from different lines meet in its
        // row of the index, where the later one reads again.
        var due = await database.Set<SearchDue>()
            .FromSqlRaw(database.OnSqlite ? Due : Due + " for update skip locked", MostAtOnce)
            .AsNoTracking()
            .ToListAsync(cancel);
        if (due.Count == 0)
        {
            return await RebuildAsync(database, cancel);
        }

        var incidents = due.Select(line => line.Incident).Distinct().ToList();
        await database.WriteAsync(await texts.ReadAsync(database, incidents, cancel), cancel);
        var lines = due.ConvertAll(line => line.Line);
        return await database.Set<SearchDue>().Where(line => lines.Contains(line.Line)).ExecuteDeleteAsync(cancel);
    }

    private async Task<Result<int>> RebuildAsync(Database database, CancellationToken cancel)
    {
        var rebuild = await database.Set<SearchRebuild>().SingleAsync(row => row.Line == 1, cancel);
        if (rebuild.Below is not { } below)
        {
            return 0;
        }

        var next = await database.Set<Incident>()
            .Where(incident => incident.Number < below)
            .OrderByDescending(incident => incident.Number)
            .Take(MostAtOnce)
            .Select(incident => new { incident.Number, incident.Id })
            .ToListAsync(cancel);
        await database.WriteAsync(await texts.ReadAsync(database, [.. next.Select(one => one.Id)], cancel), cancel);
        rebuild.Below = next.Count < MostAtOnce ? null : next[^1].Number;
        return 1;
    }
}
