using Guichet.Accounts;
using Guichet.Orders;
using Guichet.Packs;
using Guichet.Server.Accounts;
using Guichet.Server.Incidents;
using Guichet.Server.Packs;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Orders;

/// <summary>An order with the pack it brought, without one before the payment, and with its buyer.</summary>
internal sealed record OrderWithPack(Order Order, IncidentPackId? Pack, string BuyerName, string? BuyerEmail);

internal static class OrderQueries
{
    /// <summary>A buyer sees their own; whoever looks after an organisation or its bills sees all of its orders; the
    /// vendor's billing sees every order.</summary>
    public static IQueryable<Order> VisibleTo(this IQueryable<Order> orders, Actor actor) => actor switch
    {
        { Role: Role.BillingClerk or Role.SupportManager or Role.Administrator } => orders,
        { Organization: { } organization, MemberRole: MemberRole.Administrator or MemberRole.Billing } =>
            orders.Where(order => order.Buyer == actor.Person || order.Organization == organization),
        _ => orders.Where(order => order.Buyer == actor.Person),
    };

    /// <summary>One page, newest first, and one more where there is a next page.</summary>
    public static Task<List<OrderWithPack>> ListOrdersAsync(
        this Database database, Actor actor, Cursor? after, int limit, CancellationToken cancel) =>
        database.Set<Order>().AsNoTracking().VisibleTo(actor).ListPageAsync(database, after, limit, cancel);

    /// <summary>The same of orders that were chosen already.</summary>
    public static Task<List<OrderWithPack>> ListPageAsync(
        this IQueryable<Order> orders, Database database, Cursor? after, int limit, CancellationToken cancel)
    {
        if (after is { } place)
        {
            var id = new OrderId(place.Id);
            orders = orders.Where(order => order.PlacedAt <= place.At
                && (order.PlacedAt < place.At || order.Id.CompareTo(id) < 0));
        }

        return orders
            .OrderByDescending(order => order.PlacedAt).ThenByDescending(order => order.Id)
            .Take(limit + 1)
            .WithPacks(database)
            .ToListAsync(cancel);
    }

    /// <summary>The order of that confirmation number, as it is stored; null where it is not there or not theirs to
    /// see.</summary>
    public static async Task<OrderId?> FindByConfirmationNumberAsync(
        this Database database, Actor actor, string number, CancellationToken cancel) =>
        (await database.Set<Order>().AsNoTracking().VisibleTo(actor)
            .SingleOrDefaultAsync(order => order.ConfirmationNumber == number, cancel))?.Id;

    /// <summary>One order; null where it is not there or not theirs to see.</summary>
    public static Task<OrderWithPack?> FindOrderAsync(
        this Database database, Actor actor, OrderId id, CancellationToken cancel) =>
        database.Set<Order>().AsNoTracking().VisibleTo(actor)
            .Where(order => order.Id == id)
            .WithPacks(database)
            .SingleOrDefaultAsync(cancel);

    /// <summary>An order of one's own; null for anybody else's.</summary>
    public static Task<Order?> FindOwnOrderAsync(
        this Database database, Actor actor, OrderId id, CancellationToken cancel) =>
        database.Set<Order>().AsNoTracking()
            .SingleOrDefaultAsync(order => order.Id == id && order.Buyer == actor.Person, cancel);

    /// <summary>Whether that request waits, and is theirs.</summary>
    public static Task<bool> HasDraftAsync(
        this Database database, Guid draft, PersonId person, CancellationToken cancel) =>
        database.Set<RequestDraft>().AnyAsync(row => row.Id == draft && row.Person == person, cancel);

    private static IQueryable<OrderWithPack> WithPacks(this IQueryable<Order> orders, Database database) =>
        orders.Join(
            database.Set<Person>(),
            order => order.Buyer,
            person => person.Id,
            (order, buyer) => new OrderWithPack(
                order,
                database.Set<PackRow>()
                    .Where(pack => pack.PurchaseOrder == order.Id)
                    .Select(pack => (IncidentPackId?)pack.Id)
                    .SingleOrDefault(),
                buyer.Name,
                buyer.Email));
}
