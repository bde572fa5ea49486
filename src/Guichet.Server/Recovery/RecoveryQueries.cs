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

/// <summary>The same with the names of both sides, for who decides.</summary>
internal sealed record RecoveryCase(
    PackRecovery Recovery, PackRow Pack, Person Asker, string OwnerName, string OwnerEmail);

internal static class RecoveryQueries
{
    /// <summary>A request to change, with its pack; null where there is none, or where its number is that of no
    /// purchase.</summary>
    public static Task<MatchedRecovery?> FindMatchAsync(this Database database, Guid id, CancellationToken cancel) =>
        database.Matches()
            .Where(match => match.Recovery.Id == id)
            .Select(match => new MatchedRecovery(match.Recovery, match.Pack))
            .SingleOrDefaultAsync(cancel);

    /// <summary>What waits for a decision, oldest first: one page, and one more where there is a next.</summary>
    public static Task<List<RecoveryCase>> ListRecoveriesAsync(
        this Database database, Cursor? after, int limit, CancellationToken cancel)
    {
        var open = database.Matches().Where(match => match.Recovery.State == RecoveryState.Open);
        if (after is { } place)
        {
            open = open.Where(match => match.Recovery.AskedAt >= place.At
                && (match.Recovery.AskedAt > place.At || match.Recovery.Id.CompareTo(place.Id) > 0));
        }

        return database.Cases(open
            .OrderBy(match => match.Recovery.AskedAt).ThenBy(match => match.Recovery.Id)
            .Take(limit + 1)).ToListAsync(cancel);
    }

    /// <summary>One request for whoever decides, whatever became of it; null where its number is that of no
    /// purchase.</summary>
    public static Task<RecoveryCase?> FindRecoveryAsync(this Database database, Guid id, CancellationToken cancel) =>
        database.Cases(database.Matches().Where(match => match.Recovery.Id == id)).SingleOrDefaultAsync(cancel);

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

    /// <summary>Requests whose time to object is over and whose number is that of no purchase.</summary>
    public static IQueryable<PackRecovery> UnmatchedDue(this Database database, Instant now) =>
        database.Set<PackRecovery>()
            .Where(one => one.State == RecoveryState.Open && one.WaitsUntil <= now
                && !database.Set<Order>().Any(order => order.ConfirmationNumber == one.Number
                    && database.Set<PackRow>().Any(pack => pack.PurchaseOrder == order.Id)))
            .OrderBy(one => one.WaitsUntil).ThenBy(one => one.Id);

    private static IQueryable<Match> Matches(this Database database) =>
        from recovery in database.Set<PackRecovery>()
        join order in database.Set<Order>() on recovery.Number equals order.ConfirmationNumber
        join pack in database.Set<PackRow>() on order.Id equals pack.PurchaseOrder
        select new Match { Recovery = recovery, Pack = pack };

    private static IQueryable<RecoveryCase> Cases(this Database database, IQueryable<Match> matches) =>
        from match in matches.AsNoTracking()
        join asker in database.Set<Person>() on match.Recovery.AskedBy equals asker.Id
        join owner in database.Set<Person>()
            on match.Recovery.FormerOwner ?? match.Pack.Owner equals owner.Id
        orderby match.Recovery.AskedAt, match.Recovery.Id
        select new RecoveryCase(match.Recovery, match.Pack, asker, owner.Name, owner.Email!);

    private sealed class Match
    {
        public required PackRecovery Recovery { get; init; }

        public required PackRow Pack { get; init; }
    }
}
