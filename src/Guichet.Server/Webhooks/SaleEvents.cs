using Guichet.Client;
using Guichet.Client.Webhooks;
using Guichet.Orders;
using Guichet.Packs;
using Guichet.Payments;
using Guichet.Server.Incidents;
using Guichet.Server.Packs;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using Wire = Guichet.Client.Orders;

namespace Guichet.Server.Webhooks;

/// <summary>The data of events about what was bought: ids, amounts and days. Not the confirmation number, which proves
/// a purchase, and not the buyer.</summary>
internal static class SaleEvents
{
    public static async Task<object?> OrderAsync(Database database, OutboxMessage told, CancellationToken cancel) =>
        await FindOrderAsync(database, told.Read<OfOrder>().Order, cancel) is { } facts ? new OrderEvent(facts) : null;

    public static async Task<object?> RefundedAsync(Database database, OutboxMessage told, CancellationToken cancel)
    {
        var (order, id) = told.Read<OfRefund>();
        var refund = await database.Set<Refund>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.Id == new RefundId(id), cancel);
        return refund is not null && await FindOrderAsync(database, order, cancel) is { } facts
            ? new OrderRefunded(facts, id, new(refund.Net + refund.Tax, refund.Currency), refund.Credits)
            : null;
    }

    public static async Task<object?> PackAsync(Database database, OutboxMessage told, CancellationToken cancel) =>
        await FindPackAsync(database, told.Read<OfPack>().Pack, cancel) is { } facts ? new PackEvent(facts) : null;

    public static async Task<object?> ExpiredAsync(Database database, OutboxMessage told, CancellationToken cancel)
    {
        var expired = told.Read<ExpiredPack>();
        return await FindPackAsync(database, expired.Pack, cancel) is { } facts
            ? new PackExpired(facts, expired.Lost)
            : null;
    }

    private static async Task<OrderFacts?> FindOrderAsync(Database database, Guid id, CancellationToken cancel)
    {
        var key = new OrderId(id);
        var order = await database.Set<Order>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == key, cancel);
        var pack = await database.Set<PackRow>()
            .Where(row => row.PurchaseOrder == key)
            .Select(row => (IncidentPackId?)row.Id)
            .SingleOrDefaultAsync(cancel);
        return order is null ? null : new(
            id,
            order.Organization?.Value,
            order.Plan,
            order.Size,
            order.Status.As<Wire.OrderStatus>(),
            View(order.Total),
            View(order.Refunded),
            order.PlacedAt.ToDateTimeOffset(),
            order.PaidAt?.ToDateTimeOffset(),
            pack?.Value);
    }

    private static async Task<PackFacts?> FindPackAsync(Database database, Guid id, CancellationToken cancel)
    {
        var key = new IncidentPackId(id);
        var row = await database.Set<PackRow>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == key, cancel);
        if (row is null)
        {
            return null;
        }

        var pack = await database.LoadPackAsync(key, cancel);
        return new(
            id, row.Plan, row.Organization?.Value, row.Size, pack.Available, row.ExpiresOn?.ToDateOnly());
    }

    private static MoneyView View(Money money) => new(money.Amount, money.Currency);

    private sealed record OfOrder(Guid Order);

    private sealed record OfRefund(Guid Order, Guid Refund);

    private sealed record OfPack(Guid Pack);
}
