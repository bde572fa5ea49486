using Guichet.Orders;

namespace Guichet.Server.Payments;

/// <summary>The house's way to the card processor. A payment is confirmed by <see cref="Orders.ConfirmPayment"/> alone,
/// when the gateway says so.</summary>
internal interface IPaymentGateway
{
    /// <summary>Why nothing can be paid here; null where it can.</summary>
    Refusal? WhyClosed { get; }

    /// <summary>The address to which the buyer goes to pay the order.</summary>
    Task<string> StartAsync(Order order, CancellationToken cancel);
}

/// <summary>What stands in where no gateway is set up: nothing can be bought, and the pages say so.</summary>
internal sealed class NoGateway : IPaymentGateway
{
    public Refusal? WhyClosed { get; } = new("payment.no-gateway", "No payment gateway is set up.");

    public Task<string> StartAsync(Order order, CancellationToken cancel) =>
        throw new InvalidOperationException("No payment gateway is set up.");
}

/// <summary>Stands in for a card processor in demonstrations and tests: a page of this house, which takes no money.
/// </summary>
internal sealed class DemonstrationGateway : IPaymentGateway
{
    public Refusal? WhyClosed => null;

    public Task<string> StartAsync(Order order, CancellationToken cancel) =>
        Task.FromResult($"/pay/demonstration/{order.Id.Value}");
}
