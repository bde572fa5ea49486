using Guichet.Client.Packs;
using Guichet.Packs;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Packs;

/// <summary>Walks every pack's ledger, some packs at a time, and looks whether each holds together (R23).</summary>
internal sealed class LedgerWalk(IStorage storage)
{
    private const int PacksAtOnce = 500;
    private const int MostBreaks = 100;

    public async Task<LedgerCheckView> RunAsync(CancellationToken cancel)
    {
        await using var database = storage.Read();
        var breaks = new List<LedgerBreakView>();
        var (packs, lines) = (0, 0L);
        var after = new IncidentPackId(Guid.Empty);
        while (await NextAsync(database, after, cancel) is { Count: > 0 } next)
        {
            var ids = next.Select(pack => pack.Id).ToArray();
            var ledgers = (await database.Set<LedgerEntry>().AsNoTracking()
                .Where(line => ids.Contains(line.Pack))
                .OrderBy(line => line.Pack).ThenBy(line => line.Line)
                .ToListAsync(cancel)).ToLookup(line => line.Pack);
            foreach (var pack in next)
            {
                packs++;
                lines += ledgers[pack.Id].Count();
                if (FirstBreak(pack, ledgers[pack.Id]) is { } found && breaks.Count < MostBreaks)
                {
                    breaks.Add(new LedgerBreakView(found.Pack.Value, found.Line, found.Code));
                }
            }

            after = next[^1].Id;
        }

        return new LedgerCheckView(packs, lines, breaks);
    }

    private static Task<List<PackRow>> NextAsync(Database database, IncidentPackId after, CancellationToken cancel) =>
        database.Set<PackRow>().AsNoTracking()
            .Where(pack => pack.Id.CompareTo(after) > 0)
            .OrderBy(pack => pack.Id)
            .Take(PacksAtOnce)
            .ToListAsync(cancel);

    /// <summary>A pack that is counted has its first line at least.</summary>
    private static LedgerBreak? FirstBreak(PackRow pack, IEnumerable<LedgerEntry> ledger) =>
        pack.Size is not null && !ledger.Any()
            ? new LedgerBreak(pack.Id, 1, "ledger.line-missing")
            : LedgerCheck.FirstBreak(ledger);
}
