using Guichet.Packs;
using Guichet.Server.Hosting;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Packs;

/// <summary>Lets lapse what is left in packs whose last usable day is over (R21). What is on hold stays, and lapses
/// when it comes back (R23).</summary>
internal sealed class ExpirePacks(UnitOfWork work, InForce inForce, IClock clock) : ISweep
{
    /// <summary>Kind of the outbox message that tells of each.</summary>
    public const string Expired = "pack.expired";

    private const int Batch = 100;

    public Task RunAsync(CancellationToken cancel) => RunAsync(clock.GetCurrentInstant(), cancel);

    /// <summary>How many packs it went over; running it again finds none of them.</summary>
    public async Task<int> RunAsync(Instant now, CancellationToken cancel)
    {
        var today = (await inForce.ReadAsync(cancel)).Policy.DayOf(now);
        for (var packs = 0; ;)
        {
            var result = await work.RunAsync<int>(database => ExpireAsync(database, today, now, cancel), cancel);
            packs += result.Value;
            if (result.Value < Batch)
            {
                return packs;
            }
        }
    }

    private static async Task<Result<int>> ExpireAsync(
        Database database, LocalDate today, Instant now, CancellationToken cancel)
    {
        var due = await database.Set<PackRow>()
            .Where(row => !row.Lapsed && row.ExpiresOn < today)
            .OrderBy(row => row.ExpiresOn).ThenBy(row => row.Id)
            .Take(Batch)
            .ToListAsync(cancel);
        var lastLines = await database.LastLinesAsync([.. due.Select(row => row.Id)], cancel);
        foreach (var row in due)
        {
            Lapse(database, row, lastLines.GetValueOrDefault(row.Id), today, now);
        }

        return due.Count;
    }

    /// <summary>Lets one lapse, whose last usable day is over, in the transaction at hand.</summary>
    public static void Lapse(Database database, PackRow row, LedgerEntry? lastLine, LocalDate today, Instant now)
    {
        var pack = row.With(lastLine);
        var left = pack.Available ?? 0;
        if (pack.Expire(today, now) is { } line)
        {
            database.Append(line);
        }

        row.Lapsed = true;
        database.Add(OutboxMessage.Of(Expired, new ExpiredPack(row.Id.Value, left), now));
    }
}

/// <summary>The payload.</summary>
/// <param name="Pack">The pack.</param>
/// <param name="Lost">Incidents that lapsed with it.</param>
internal sealed record ExpiredPack(Guid Pack, int Lost);
