using Guichet.Accounts;
using Guichet.Orders;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Orders;

/// <summary>The buyer gives an order up, or their payment was declined.</summary>
internal sealed class CancelOrder(UnitOfWork work)
{
    /// <summary>Refused: <c>order.unknown</c> for anybody else, <c>order.already-paid</c>.</summary>
    public Task<Result<Order>> RunAsync(Actor buyer, OrderId id, CancellationToken cancel) =>
        work.RunAsync<Order>(
            async database =>
                await database.Set<Order>()
                    .SingleOrDefaultAsync(order => order.Id == id && order.Buyer == buyer.Person, cancel) is { } order
                    ? order.Cancel()
                    : new Refusal("order.unknown", "There is no such order."),
            cancel);
}
