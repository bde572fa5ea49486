using System.Linq.Expressions;
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

    private static readonly Expression<Func<SearchRebuild, bool>> IsUnderWay =
        row => row.Line == 1 && row.Below != null;

    public async Task RunAsync(CancellationToken cancel)
    {
        // Whoever commits meanwhile rings again: what trickles in is gathered, and not read one by one.
        var goesOn = await IsAnythingLeftAsync(cancel);
        while (goesOn)
        {
            goesOn = (await work.RunAsync<bool>(database => IndexAsync(database, cancel), cancel)).Value;
        }
    }

    private async Task<bool> IsAnythingLeftAsync(CancellationToken cancel)
    {
        await using var database = storage.Read();
        return await database.Set<SearchDue>().AnyAsync(due => due.Line > 0, cancel)
            || await database.Set<SearchRebuild>().AnyAsync(IsUnderWay, cancel);
    }

    /// <summary>Says whether there is more to do now: not where another node is at what is left.</summary>
    private async Task<Result<bool>> IndexAsync(Database database, CancellationToken cancel)
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
        await database.Set<SearchDue>().Where(line => lines.Contains(line.Line)).ExecuteDeleteAsync(cancel);
        return due.Count == MostAtOnce || await database.Set<SearchRebuild>().AnyAsync(IsUnderWay, cancel);
    }

    private async Task<Result<bool>> RebuildAsync(Database database, CancellationToken cancel)
    {
        var rebuild = await database.Set<SearchRebuild>().SingleAsync(row => row.Line == 1, cancel);
        if (rebuild.Below is not { } below)
        {
            return false;
        }

        var next = await database.Set<Incident>()
            .Where(incident => incident.Number < below)
            .OrderByDescending(incident => incident.Number)
            .Take(MostAtOnce)
            .Select(incident => new { incident.Number, incident.Id })
            .ToListAsync(cancel);
        await database.WriteAsync(await texts.ReadAsync(database, [.. next.Select(one => one.Id)], cancel), cancel);
        rebuild.Below = next.Count < MostAtOnce ? null : next[^1].Number;
        return true;
    }
}
