using Guichet.Accounts;
using Guichet.Orders;
using Guichet.Packs;
using Guichet.Server.Accounts;
using Guichet.Server.Packs;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Recovery;

/// <summary>A request whose number is that of a purchase, with the pack it brought.</summary>
internal sealed record MatchedRecovery(PackRecovery Recovery, PackRow Pack);

/// <summary>A request for who decides, with the purchase that its number is of; null for none.</summary>
internal sealed record RecoveryCase(PackRecovery Recovery, Person Asker, RecoveryCase.Purchase? Bought)
{
    internal sealed record Purchase(Guid Recovery, PackRow Pack, string OwnerName, string OwnerEmail);
}

internal static class RecoveryQueries
{
    /// <summary>A request to change, with its pack; null where there is none, or where its number is that of no
    /// purchase.</summary>
    public static Task<MatchedRecovery?> FindMatchAsync(this Database database, Guid id, CancellationToken cancel) =>
        database.Matches()
            .Where(match => match.Recovery.Id == id)
            .Select(match => new MatchedRecovery(match.Recovery, match.Pack))
            .SingleOrDefaultAsync(cancel);

    /// <summary>What waits for a decision, whether its number is that of a purchase or not, oldest first: one page, and
    /// one more where there is a next.</summary>
    public static Task<IReadOnlyList<RecoveryCase>> ListRecoveriesAsync(
        this Database database, Cursor? after, int limit, CancellationToken cancel)
    {
        var open = database.Set<PackRecovery>().Where(one => one.State == RecoveryState.Open);
        if (after is { } place)
        {
            open = open.Where(one => one.AskedAt >= place.At
                && (one.AskedAt > place.At || one.Id.CompareTo(place.Id) > 0));
        }

        return database.CasesAsync(open.OrderBy(one => one.AskedAt).ThenBy(one => one.Id).Take(limit + 1), cancel);
    }

    /// <summary>One request for whoever decides, whatever became of it; null for none.</summary>
    public static async Task<RecoveryCase?> FindRecoveryAsync(
        this Database database, Guid id, CancellationToken cancel) =>
        (await database.CasesAsync(database.Set<PackRecovery>().Where(one => one.Id == id), cancel)).SingleOrDefault();

    /// <summary>The request whose owner has that key; null for none.</summary>
    public static Task<PackRecovery?> FindByObjectionKeyAsync(
        this Database database, Guid key, CancellationToken cancel) =>
        database.Set<PackRecovery>().AsNoTracking().SingleOrDefaultAsync(one => one.ObjectionKey == key, cancel);

    /// <summary>The latest requests of one's own.</summary>
    public static Task<List<PackRecovery>> ListOwnRecoveriesAsync(
        this Database database, Actor actor, int most, CancellationToken cancel) =>
        database.Set<PackRecovery>().AsNoTracking()
            .Where(one => one.AskedBy == actor.Person)
            .OrderByDescending(one => one.AskedAt).ThenByDescending(one => one.Id)
            .Take(most)
            .ToListAsync(cancel);

    private static IQueryable<Match> Matches(this Database database) =>
        from recovery in database.Set<PackRecovery>()
        join order in database.Set<Order>() on recovery.Number equals order.ConfirmationNumber
        join pack in database.Set<PackRow>() on order.Id equals pack.PurchaseOrder
        select new Match { Recovery = recovery, Pack = pack };

    private static async Task<IReadOnlyList<RecoveryCase>> CasesAsync(
        this Database database, IQueryable<PackRecovery> recoveries, CancellationToken cancel)
    {
        var found = await (
            from recovery in recoveries.AsNoTracking()
            join asker in database.Set<Person>() on recovery.AskedBy equals asker.Id
            orderby recovery.AskedAt, recovery.Id
            select new { Recovery = recovery, Asker = asker }).ToListAsync(cancel);
        var ids = found.ConvertAll(one => one.Recovery.Id);
        var bought = await (
            from match in database.Matches().AsNoTracking()
            where ids.Contains(match.Recovery.Id)
            join owner in database.Set<Person>()
                on match.Recovery.FormerOwner ?? match.Pack.Owner equals owner.Id
            select new RecoveryCase.Purchase(match.Recovery.Id, match.Pack, owner.Name, owner.Email!))
            .ToDictionaryAsync(one => one.Recovery, cancel);
        return [.. found.Select(one =>
            new RecoveryCase(one.Recovery, one.Asker, bought.GetValueOrDefault(one.Recovery.Id)))];
    }

    private sealed class Match
    {
        public required PackRecovery Recovery { get; init; }

        public required PackRow Pack { get; init; }
    }
}
