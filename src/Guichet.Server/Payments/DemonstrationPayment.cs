using Guichet.Accounts;
using Guichet.Orders;
using Guichet.Payments;
using Guichet.Server.Orders;
using Guichet.Server.Payments.Gateways;
using Guichet.Server.Storage;

namespace Guichet.Server.Payments;

/// <summary>What the buyer answers at the gateway for demonstrations.</summary>
internal sealed class DemonstrationPayment(
    IPaymentGateway gateway, IStorage storage, ConfirmPayment confirm, CancelOrder decline)
{
    /// <summary>The buyer's order while it can be paid here. Refused: <c>payment.no-gateway</c>,
    /// <c>order.unknown</c> for anybody else's.</summary>
    public async Task<Result<Order>> FindAsync(Actor buyer, OrderId id, CancellationToken cancel)
    {
        if (gateway is not DemonstrationGateway)
        {
            return new Refusal("payment.no-gateway", "The gateway for demonstrations is not set up.");
        }

        await using var database = storage.Read();
        return await database.FindOwnOrderAsync(buyer, id, cancel) is { } order
            ? order
            : new Refusal("order.unknown", "There is no such order.");
    }

    /// <summary>Pays. Refused as <see cref="FindAsync"/> is, and as <see cref="ConfirmPayment"/> is.</summary>
    public async Task<Result<Order>> PayAsync(Actor buyer, OrderId id, CancellationToken cancel) =>
        (await FindAsync(buyer, id, cancel)).Succeeded(out var order, out var refusal)
            ? await confirm.RunAsync(
                order.Id,
                new ReceivedPayment(gateway.Name, $"demonstration-{order.Id.Value:N}", null, order.Total),
                cancel)
            : refusal;

    /// <summary>Declines. Refused as <see cref="FindAsync"/> is, and as <see cref="CancelOrder"/> is.</summary>
    public async Task<Result<Order>> DeclineAsync(Actor buyer, OrderId id, CancellationToken cancel) =>
        (await FindAsync(buyer, id, cancel)).Succeeded(out var order, out var refusal)
            ? await decline.RunAsync(buyer, order.Id, cancel)
            : refusal;
}
