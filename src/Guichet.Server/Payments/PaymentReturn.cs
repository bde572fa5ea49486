using Guichet.Accounts;
using Guichet.Orders;
using Guichet.Payments;
using Guichet.Server.Orders;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Payments;

/// <summary>A buyer comes back from the gateway: what became of it is asked there, as the webhook may be on its way.
/// </summary>
internal sealed class PaymentReturn(IStorage storage, LookAtPayment look, ILogger<PaymentReturn> logger)
{
    /// <summary>The buyer's order as it is then; null for anybody else's. Where the gateway does not answer it is as it
    /// was, and the webhook or the reconciliation brings the rest.</summary>
    public async Task<Order?> RunAsync(Actor buyer, OrderId id, CancellationToken cancel)
    {
        var (order, reference) = await FindAsync(buyer, id, cancel);
        if (order is not { Status: OrderStatus.AwaitingPayment } || reference is null)
        {
            return order;
        }

        try
        {
            await look.RunAsync(reference, cancel);
        }
        catch (GatewaySilentException silent)
        {
            logger.LogWarning(silent, "Order {Order} waits: its payment could not be looked up", id.Value);
            return order;
        }

        return (await FindAsync(buyer, id, cancel)).Order;
    }

    private async Task<(Order? Order, string? Reference)> FindAsync(
        Actor buyer, OrderId id, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var order = await database.FindOwnOrderAsync(buyer, id, cancel);
        var reference = order is null
            ? null
            : await database.Set<Payment>()
                .Where(payment => payment.Order == id && payment.Reference != null)
                .OrderByDescending(payment => payment.Attempt)
                .Select(payment => payment.Reference)
                .FirstOrDefaultAsync(cancel);
        return (order, reference);
    }
}
