using Guichet.Packs;
using Guichet.Server.Storage;

namespace Guichet.Server.Packs;

/// <summary>Whose packs a change of the catalogue or of the policy concerns.</summary>
internal static class PackConcern
{
    /// <summary>Packs and contracts that can be used on that day and have something left.</summary>
    public static IQueryable<PackRow> PacksUsableOn(this Database database, LocalDate day) =>
        database.Set<PackRow>().Where(pack => !pack.Lapsed
            && (pack.ExpiresOn == null || pack.ExpiresOn >= day)
            && (pack.Size == null || database.Set<LedgerEntry>()
                .Where(entry => entry.Pack == pack.Id)
                .OrderByDescending(entry => entry.Line)
                .Select(entry => entry.BalanceAfter - entry.ReservedAfter)
                .FirstOrDefault() > 0));
}
