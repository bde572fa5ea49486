using Guichet.Accounts;
using Guichet.Orders;
using Guichet.Server.Invoices;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Orders;

/// <summary>The buyer gives an order up, or their payment was declined. An invoice that was to be paid is countered.
/// </summary>
internal sealed class CancelOrder(InvoiceQueue work, InForce inForce, IClock clock)
{
    /// <summary>Kind of the message on which its checkouts are closed.</summary>
    public const string Canceled = "order.canceled";

    /// <summary>Refused: <c>order.unknown</c> for anybody else, <c>order.already-paid</c>.</summary>
    public Task<Result<Order>> RunAsync(Actor buyer, OrderId id, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<Order>(
            async database =>
            {
                if (await database.Set<Order>().SingleOrDefaultAsync(
                    order => order.Id == id && order.Buyer == buyer.Person, cancel) is not { } order)
                {
                    return new Refusal("order.unknown", "There is no such order.");
                }

                var wasOpen = order.Status == OrderStatus.AwaitingPayment;
                var canceled = order.Cancel();
                if (canceled.Refusal is null && wasOpen)
                {
                    var policy = (await inForce.ReadAsync(database, cancel)).Policy;
                    if (await database.CounterInvoiceAsync(
                        id, IssueInvoice.OrderCanceled, new(policy, now, cancel)) is { } refusal)
                    {
                        return refusal;
                    }

                    database.Add(OutboxMessage.Of(Canceled, new { order = id.Value }, now));
                }

                return canceled;
            },
            cancel);
    }
}
