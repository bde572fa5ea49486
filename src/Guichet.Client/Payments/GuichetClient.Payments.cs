using Guichet.Client.Orders;
using Guichet.Client.Payments;

namespace Guichet.Client;

public sealed partial class GuichetClient
{
    /// <summary>Where one's order is paid; the same checkout as long as it is open.</summary>
    public Task<CheckoutView> StartPaymentAsync(Guid order, CancellationToken cancel = default) =>
        PostAsync<CheckoutView>($"orders/{order}/checkout", null, cancel);

    /// <summary>Every try to pay an order, oldest first.</summary>
    public Task<IReadOnlyList<PaymentView>> ListPaymentsAsync(Guid order, CancellationToken cancel = default) =>
        GetAsync<IReadOnlyList<PaymentView>>($"orders/{order}/payments", cancel);

    /// <summary>Records a transfer that has come in; for billing clerks. The order is paid by it.</summary>
    public Task<OrderView> RecordTransferAsync(
        Guid order, NewTransfer transfer, CancellationToken cancel = default) =>
        PostAsync<OrderView>($"orders/{order}/payments", transfer, cancel);

    /// <summary>What of an order could be given back now; for the vendor.</summary>
    public Task<RefundableView> GetRefundableAsync(Guid order, CancellationToken cancel = default) =>
        GetAsync<RefundableView>($"orders/{order}/refundable", cancel);

    /// <summary>The refunds of an order, oldest first.</summary>
    public Task<IReadOnlyList<RefundView>> ListRefundsAsync(Guid order, CancellationToken cancel = default) =>
        GetAsync<IReadOnlyList<RefundView>>($"orders/{order}/refunds", cancel);

    /// <summary>Gives unused incidents back; for billing clerks. The same refund with the same id is made once.
    /// </summary>
    public Task<RefundView> RefundOrderAsync(Guid order, NewRefund refund, CancellationToken cancel = default) =>
        PostAsync<RefundView>($"orders/{order}/refunds", refund, cancel);

    /// <summary>All refunds, newest first; for the vendor.</summary>
    /// <param name="open">Only those whose money has not gone back.</param>
    /// <param name="cursor">Where to go on.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<Page<RefundView>> ListRefundsAsync(
        bool open, string? cursor = null, int? limit = null, CancellationToken cancel = default) =>
        GetAsync<Page<RefundView>>($"refunds{Query(("open", open), ("cursor", cursor), ("limit", limit))}", cancel);

    /// <summary>Sends a refund again that failed; for billing clerks.</summary>
    public Task<RefundView> RepeatRefundAsync(Guid refund, CancellationToken cancel = default) =>
        PostAsync<RefundView>($"refunds/{refund}/repeat", null, cancel);

    /// <summary>Says that a refund was paid out from the bank account; for billing clerks.</summary>
    public Task<RefundView> PayOutRefundAsync(
        Guid refund, PaidOutRefund paid, CancellationToken cancel = default) =>
        PostAsync<RefundView>($"refunds/{refund}/paid-out", paid, cancel);

    /// <summary>Payments by card that are disputed at a bank, newest first; for the vendor.</summary>
    /// <param name="open">Only those that are not settled.</param>
    /// <param name="cursor">Where to go on.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<Page<ChargebackView>> ListChargebacksAsync(
        bool open = true, string? cursor = null, int? limit = null, CancellationToken cancel = default) =>
        GetAsync<Page<ChargebackView>>(
            $"chargebacks{Query(("open", open), ("cursor", cursor), ("limit", limit))}", cancel);

    /// <summary>One chargeback; for the vendor.</summary>
    public Task<ChargebackView> GetChargebackAsync(Guid chargeback, CancellationToken cancel = default) =>
        GetAsync<ChargebackView>($"chargebacks/{chargeback}", cancel);

    /// <summary>Contests a chargeback or accepts it; for billing clerks.</summary>
    public Task<ChargebackView> AnswerChargebackAsync(
        Guid chargeback, NewChargebackAnswer answer, CancellationToken cancel = default) =>
        PostAsync<ChargebackView>($"chargebacks/{chargeback}/answer", answer, cancel);

    /// <summary>What does not add up between these books and the gateway's, newest first; for the vendor.</summary>
    /// <param name="open">Only what nobody has dealt with.</param>
    /// <param name="cursor">Where to go on.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<Page<PaymentFindingView>> ListPaymentFindingsAsync(
        bool open = true, string? cursor = null, int? limit = null, CancellationToken cancel = default) =>
        GetAsync<Page<PaymentFindingView>>(
            $"payment-findings{Query(("open", open), ("cursor", cursor), ("limit", limit))}", cancel);

    /// <summary>Says what was done about a finding; for billing clerks.</summary>
    public Task<PaymentFindingView> DealWithPaymentFindingAsync(
        Guid finding, DealtWithFinding dealt, CancellationToken cancel = default) =>
        PostAsync<PaymentFindingView>($"payment-findings/{finding}/dealt-with", dealt, cancel);
}
