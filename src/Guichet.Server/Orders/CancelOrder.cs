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
                var policy = (await inForce.ReadAsync(database, cancel)).Policy;
                return await database.Set<Order>().SingleOrDefaultAsync(
                    order => order.Id == id && order.Buyer == buyer.Person, cancel) is { } order
                    ? await CancelAsync(database, order, CancelReason.GivenUp, new(policy, now, cancel))
                    : new Refusal("order.unknown", "There is no such order.");
            },
            cancel);
    }

    /// <summary>Cancels it in the transaction at hand; one that is canceled already stays as it is. Refused:
    /// <c>order.already-paid</c>.</summary>
    public static async Task<Result<Order>> CancelAsync(
        Database database, Order order, CancelReason because, CreditNoteContext context)
    {
        var wasOpen = order.Status == OrderStatus.AwaitingPayment;
        var canceled = order.Cancel(because);
        if (canceled.Refusal is not null || !wasOpen)
        {
            return canceled;
        }

        var reason = because == CancelReason.Unpaid ? IssueInvoice.OrderUnpaid : IssueInvoice.OrderCanceled;
        if (await database.CounterInvoiceAsync(order.Id, reason, context) is { } refusal)
        {
            return refusal;
        }

        database.Add(OutboxMessage.Of(Canceled, new { order = order.Id.Value }, context.Now));
        return canceled;
    }
}
