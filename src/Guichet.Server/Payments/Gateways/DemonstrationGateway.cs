using Guichet.Orders;
using Guichet.Payments;
using Guichet.Server.Payments.Chargebacks;

namespace Guichet.Server.Payments.Gateways;

/// <summary>Stands in for a card processor in demonstrations and tests: a page of this house, which takes no money and
/// gives none back.</summary>
internal sealed class DemonstrationGateway : IPaymentGateway
{
    public string Name => "demonstration";

    public string? Origin => null;

    public Refusal? WhyClosed => null;

    public Refusal? WhyNot(Money total) => null;

    public Task<Result<Checkout>> OpenAsync(
        Order order, Payment payment, IReadOnlyList<CheckoutLine> lines, CancellationToken cancel) =>
        throw new InvalidOperationException("The page for demonstrations keeps no books.");

    public Task<Checkout?> FindAsync(string reference, CancellationToken cancel) => Task.FromResult<Checkout?>(null);

    public Task<IReadOnlyList<Checkout>> ListPaidAsync(Instant since, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<Checkout>>([]);

    public Task CloseAsync(string reference, CancellationToken cancel) => Task.CompletedTask;

    public Task<RefundAnswer> RefundAsync(Refund refund, Payment payment, CancellationToken cancel) =>
        Task.FromResult(new RefundAnswer(
            RefundStatus.Succeeded, $"demonstration-refund-{refund.Id.Value:N}-{refund.Attempt}", null));

    public Task<RefundAnswer?> FindAttemptAsync(Refund refund, Payment payment, CancellationToken cancel) =>
        Task.FromResult<RefundAnswer?>(null);

    public Task<RefundAtGateway?> FindRefundAsync(string reference, CancellationToken cancel) =>
        Task.FromResult<RefundAtGateway?>(null);

    public Task<ChargebackAtGateway?> FindChargebackAsync(string reference, CancellationToken cancel) =>
        Task.FromResult<ChargebackAtGateway?>(null);

    public Task<IReadOnlyList<ChargebackAtGateway>> ListChargebacksAsync(Instant since, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<ChargebackAtGateway>>([]);

    public Task<string?> AnswerChargebackAsync(
        Chargeback chargeback, ChargebackEvidence? evidence, CancellationToken cancel) =>
        Task.FromResult<string?>("there are no banks here");
}

/// <summary>What stands in where no gateway is set up: nothing can be paid by card, and the pages say so.</summary>
internal sealed class NoGateway : IPaymentGateway
{
    private static readonly Refusal Closed = new("payment.no-gateway", "No payment gateway is set up.");

    public string Name => "none";

    public string? Origin => null;

    public Refusal? WhyClosed => Closed;

    public Refusal? WhyNot(Money total) => Closed;

    public Task<Result<Checkout>> OpenAsync(
        Order order, Payment payment, IReadOnlyList<CheckoutLine> lines, CancellationToken cancel) =>
        Task.FromResult<Result<Checkout>>(Closed);

    public Task<Checkout?> FindAsync(string reference, CancellationToken cancel) => Task.FromResult<Checkout?>(null);

    public Task<IReadOnlyList<Checkout>> ListPaidAsync(Instant since, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<Checkout>>([]);

    public Task CloseAsync(string reference, CancellationToken cancel) => Task.CompletedTask;

    public Task<RefundAnswer> RefundAsync(Refund refund, Payment payment, CancellationToken cancel) =>
        Task.FromResult(new RefundAnswer(RefundStatus.Failed, null, Closed.Message));

    public Task<RefundAnswer?> FindAttemptAsync(Refund refund, Payment payment, CancellationToken cancel) =>
        Task.FromResult<RefundAnswer?>(null);

    public Task<RefundAtGateway?> FindRefundAsync(string reference, CancellationToken cancel) =>
        Task.FromResult<RefundAtGateway?>(null);

    public Task<ChargebackAtGateway?> FindChargebackAsync(string reference, CancellationToken cancel) =>
        Task.FromResult<ChargebackAtGateway?>(null);

    public Task<IReadOnlyList<ChargebackAtGateway>> ListChargebacksAsync(Instant since, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<ChargebackAtGateway>>([]);

    public Task<string?> AnswerChargebackAsync(
        Chargeback chargeback, ChargebackEvidence? evidence, CancellationToken cancel) =>
        Task.FromResult<string?>("there are no banks here");
}
