using Guichet.Accounts;
using Guichet.Incidents;
using Guichet.Orders;
using Guichet.Packs;
using Guichet.Payments;
using Guichet.Server.Accounts;
using Guichet.Server.Orders;
using Guichet.Server.Packs;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Payments.Chargebacks;

/// <summary>A chargeback with the number of its order and the name of who answered it.</summary>
internal sealed record ChargebackOfOrder(Chargeback Chargeback, string ConfirmationNumber, string? AnsweredBy);

/// <summary>An incident for which a credit of a purchase was put on hold.</summary>
internal sealed record UsedIncident(long Number, Instant SubmittedAt, Instant? ClosedAt);

internal static class ChargebackQueries
{
    private const int MostIncidents = 100;

    /// <summary>One page, newest first, and one more; those that are not settled alone where asked.</summary>
    public static Task<List<ChargebackOfOrder>> ListChargebacksAsync(
        this Database database, bool open, Cursor? after, int limit, CancellationToken cancel)
    {
        var chargebacks = database.Set<Chargeback>().AsNoTracking();
        if (open)
        {
            chargebacks = chargebacks.Where(one => one.SettledAt == null);
        }

        if (after is { } place)
        {
            var id = new ChargebackId(place.Id);
            chargebacks = chargebacks.Where(one => one.OpenedAt <= place.At
                && (one.OpenedAt < place.At || one.Id.CompareTo(id) < 0));
        }

        return chargebacks
            .OrderByDescending(one => one.OpenedAt).ThenByDescending(one => one.Id)
            .Take(limit + 1)
            .OfOrders(database)
            .ToListAsync(cancel);
    }

    /// <summary>One chargeback; null where there is none.</summary>
    public static Task<ChargebackOfOrder?> FindChargebackAsync(
        this Database database, ChargebackId id, CancellationToken cancel) =>
        database.Set<Chargeback>().AsNoTracking()
            .Where(one => one.Id == id)
            .OfOrders(database)
            .SingleOrDefaultAsync(cancel);

    /// <summary>Those of an order, oldest first; none where it is not theirs to see.</summary>
    public static Task<List<ChargebackOfOrder>> ListChargebacksOfAsync(
        this Database database, Actor actor, OrderId order, CancellationToken cancel)
    {
        var visible = database.Set<Order>().VisibleTo(actor).Select(one => one.Id);
        return database.Set<Chargeback>().AsNoTracking()
            .Where(one => one.Order == order && visible.Contains(one.Order))
            .OrderBy(one => one.OpenedAt)
            .OfOrders(database)
            .ToListAsync(cancel);
    }

    /// <summary>Whether a bank has taken the payment of an order back, and has not decided.</summary>
    public static Task<bool> IsDisputedAsync(this Database database, OrderId order, CancellationToken cancel) =>
        database.Set<Chargeback>().AnyAsync(
            one => one.Order == order
                && (one.Status == ChargebackStatus.Open || one.Status == ChargebackStatus.UnderReview),
            cancel);

    /// <summary>What an order was used for, oldest first; none where it came without a ledger.</summary>
    public static async Task<IReadOnlyList<UsedIncident>> ListUseAsync(
        this Database database, OrderId order, CancellationToken cancel)
    {
        var pack = await database.Set<PackRow>().AsNoTracking()
            .Where(one => one.PurchaseOrder == order)
            .Select(one => (IncidentPackId?)one.Id)
            .SingleOrDefaultAsync(cancel);
        if (pack is null)
        {
            return [];
        }

        var ids = (await database.Set<LedgerEntry>().AsNoTracking()
            .Where(line => line.Pack == pack && line.Kind == LedgerEntryKind.Reserved && line.Incident != null)
            .OrderBy(line => line.Line)
            .Take(MostIncidents)
            .Select(line => line.Incident!.Value)
            .ToListAsync(cancel)).ConvertAll(id => new IncidentId(id));
        return await database.Set<Incident>().AsNoTracking()
            .Where(one => ids.Contains(one.Id))
            .OrderBy(one => one.SubmittedAt)
            .Select(one => new UsedIncident(one.Number, one.SubmittedAt, one.ClosedAt))
            .ToListAsync(cancel);
    }

    private static IQueryable<ChargebackOfOrder> OfOrders(this IQueryable<Chargeback> chargebacks, Database database) =>
        chargebacks.Select(one => new ChargebackOfOrder(
            one,
            database.Set<Order>().Where(order => order.Id == one.Order)
                .Select(order => order.ConfirmationNumber).Single(),
            database.Set<Person>().Where(person => person.Id == one.AnsweredBy)
                .Select(person => person.Name).SingleOrDefault()));
}
