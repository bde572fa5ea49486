using Guichet.Incidents;
using Guichet.Server.Incidents.Moving;
using Guichet.Server.Packs;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Workshop;

/// <summary>Who is concerned by another policy.</summary>
internal static class PreviewQueries
{
    /// <summary>By plan key the packs that can be used on the day and have something left.</summary>
    public static Task<Dictionary<string, int>> CountPacksAsync(
        this Database database, IReadOnlyList<string> plans, LocalDate on, CancellationToken cancel) =>
        database.PacksUsableOn(on)
            .Where(pack => plans.Contains(pack.Plan))
            .GroupBy(pack => pack.Plan)
            .Select(packs => new { Plan = packs.Key, Count = packs.Count() })
            .ToDictionaryAsync(packs => packs.Plan, packs => packs.Count, cancel);

    /// <summary>Open incidents after the one given, in the order of their ids.</summary>
    public static Task<List<Incident>> ListOpenAsync(
        this Database database, Guid? after, int limit, CancellationToken cancel) =>
        database.Movable(new MoveFilter(null, null), after).AsNoTracking().Take(limit).ToListAsync(cancel);
}
