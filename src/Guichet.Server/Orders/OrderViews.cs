using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Orders;
using Guichet.Orders;
using Guichet.Server.Payments;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using Guichet.Server.Storage;

namespace Guichet.Server.Orders;

/// <summary>Orders as a reader sees them, with the plan's name in their language.</summary>
internal sealed class OrderViews(IStorage storage, InForce inForce, PaymentWays ways, Texts texts)
{
    public async Task<Page<OrderView>> ListAsync(Actor actor, string? cursor, int limit, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var terms = await inForce.ReadAsync(database, cancel);
        var found = await database.ListOrdersAsync(actor, Cursor.Parse(cursor), limit, cancel);
        var last = found.Count > limit ? found[limit - 1].Order : null;
        return new Page<OrderView>(
            [.. found.Take(limit).Select(order => order.ToView(terms.Policy, ways, texts))],
            last is null ? null : new Cursor(last.PlacedAt, last.Id.Value).ToString());
    }

    public async Task<OrderView?> OfAsync(Actor actor, OrderId id, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var terms = await inForce.ReadAsync(database, cancel);
        return (await database.FindOrderAsync(actor, id, cancel))?.ToView(terms.Policy, ways, texts);
    }

    /// <summary>The order of a confirmation number as somebody typed it; null where there is none that they may see.
    /// </summary>
    public async Task<OrderId?> FindAsync(Actor actor, string typed, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return ConfirmationNumber.Normalize(typed) is { } number
            ? await database.FindByConfirmationNumberAsync(actor, number, cancel)
            : null;
    }
}

internal static class OrderViewing
{
    public static OrderView ToView(this OrderWithPack found, PolicyInForce policy, PaymentWays ways, Texts texts)
    {
        var order = found.Order;
        return new OrderView(
            order.Id.Value,
            order.ConfirmationNumber,
            order.Plan,
            policy.NameOf(order.Plan, texts),
            order.Size,
            new MoneyView(order.Net, order.Currency),
            new MoneyView(order.Tax, order.Currency),
            new MoneyView(order.Total.Amount, order.Currency),
            order.TaxBasisPoints,
            order.Country,
            order.PurchaseOrderNumber,
            Enum.Parse<Client.Orders.PaymentMethod>(order.Method.ToString()),
            ways.InstructionsFor(order),
            new MoneyView(order.Refunded.Amount, order.Currency),
            Enum.Parse<Client.Orders.OrderStatus>(order.Status.ToString()),
            order.PlacedAt.ToDateTimeOffset(),
            order.PaidAt?.ToDateTimeOffset(),
            found.Pack?.Value,
            order.Draft,
            found.BuyerName,
            found.BuyerEmail ?? "",
            order.Version,
            order.PayBy?.ToDateOnly(),
            order.AwaitedUntil?.ToDateOnly(),
            order.CanceledBecause is { } why ? Enum.Parse<Client.Orders.CancelReason>(why.ToString()) : null);
    }

    /// <summary>A plan's name; its key where the policy in force no longer has it.</summary>
    public static string NameOf(this PolicyInForce policy, string plan, Texts texts) =>
        policy.FindPlan(plan) is { } found ? texts[found.Name] : plan;
}
