using Guichet.Packs;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Packs;

/// <summary>A pack's ledger inside an operation. Who appends to a ledger that grew in between loses the race for the
/// line number, and <see cref="UnitOfWork"/> runs the operation again.</summary>
internal static class LedgerStore
{
    /// <summary>The pack after its last line; it must exist.</summary>
    public static async Task<IncidentPack> LoadPackAsync(
        this Database database, IncidentPackId id, CancellationToken cancel)
    {
        var pack = await database.Set<PackRow>().AsNoTracking().SingleAsync(row => row.Id == id, cancel);
        return pack.With(await database.LastLineAsync(id, cancel));
    }

    /// <summary>Appends the lines, in their order.</summary>
    public static void Append(this Database database, params IEnumerable<LedgerEntry> lines) =>
        database.AddRange(lines);

    private static Task<LedgerEntry?> LastLineAsync(
        this Database database, IncidentPackId id, CancellationToken cancel) =>
        database.Set<LedgerEntry>().AsNoTracking()
            .Where(line => line.Pack == id)
            .OrderByDescending(line => line.Line)
            .FirstOrDefaultAsync(cancel);
}
