using Guichet.Orders;
using Guichet.Payments;
using Guichet.Server.Payments.Chargebacks;

namespace Guichet.Server.Payments;

/// <summary>The house's way to a card processor. It is asked, and believed; but that an order is paid is decided by
/// <see cref="Orders.ConfirmPayment"/> alone. A call that could not be made throws
/// <see cref="GatewaySilentException"/>, and can be made again: each carries a key by which it counts once.</summary>
internal interface IPaymentGateway
{
    /// <summary>As payments name it.</summary>
    string Name { get; }

    /// <summary>Scheme and host at which buyers pay; null where they pay on a page of this house, which is then all of
    /// the gateway there is: it keeps no books that could be asked.</summary>
    string? Origin { get; }

    /// <summary>Why nothing can be paid here; null where it can.</summary>
    Refusal? WhyClosed { get; }

    /// <summary>Why this amount cannot be paid here; null where it can.</summary>
    Refusal? WhyNot(Money total);

    /// <summary>Opens a checkout for the payment; once, however often it is called. Refused:
    /// <c>payment.gateway-refused</c>.</summary>
    /// <param name="order">What is bought.</param>
    /// <param name="payment">The try to pay it.</param>
    /// <param name="lines">What is shown to the buyer; the amounts come to the order's total.</param>
    /// <param name="cancel">Gives up.</param>
    Task<Result<Checkout>> OpenAsync(
        Order order, Payment payment, IReadOnlyList<CheckoutLine> lines, CancellationToken cancel);

    /// <summary>A checkout as it stands now; null where there is none of that name.</summary>
    Task<Checkout?> FindAsync(string reference, CancellationToken cancel);

    /// <summary>The checkouts opened since then that were paid.</summary>
    Task<IReadOnlyList<Checkout>> ListPaidAsync(Instant since, CancellationToken cancel);

    /// <summary>Nobody can pay at that checkout any more. One that is already settled stays as it is.</summary>
    Task CloseAsync(string reference, CancellationToken cancel);

    /// <summary>Gives money back; once for each attempt, however often it is called.</summary>
    Task<RefundAnswer> RefundAsync(Refund refund, Payment payment, CancellationToken cancel);

    /// <summary>What became of that attempt of a refund, where the gateway has it already; null where it has not. For a
    /// call so late that the gateway may have forgotten its key.</summary>
    Task<RefundAnswer?> FindAttemptAsync(Refund refund, Payment payment, CancellationToken cancel);

    /// <summary>A refund as it stands now; null where there is none of that name.</summary>
    Task<RefundAtGateway?> FindRefundAsync(string reference, CancellationToken cancel);

    /// <summary>A chargeback as it stands now; null where there is none of that name.</summary>
    Task<ChargebackAtGateway?> FindChargebackAsync(string reference, CancellationToken cancel);

    /// <summary>The chargebacks opened since then.</summary>
    Task<IReadOnlyList<ChargebackAtGateway>> ListChargebacksAsync(Instant since, CancellationToken cancel);

    /// <summary>Tells the bank the vendor's answer; once for each attempt, however often it is called. Null that it was
    /// taken, else why not.</summary>
    /// <param name="chargeback">As it was answered.</param>
    /// <param name="evidence">What is sent where it is contested; null where it is accepted.</param>
    /// <param name="cancel">Gives up.</param>
    Task<string?> AnswerChargebackAsync(
        Chargeback chargeback, ChargebackEvidence? evidence, CancellationToken cancel);
}

/// <summary>Who the buyer is to the gateway, and what they pay for.</summary>
/// <param name="Name">In their language.</param>
/// <param name="Money">More than 0.</param>
internal sealed record CheckoutLine(string Name, Money Money);

/// <summary>How far a checkout has come at the gateway.</summary>
internal enum CheckoutState
{
    Open,

    /// <summary>The buyer is done, and the money is on its way.</summary>
    Processing,

    Paid,
    Expired,
    Failed,
}

/// <summary>A checkout as the gateway has it.</summary>
internal sealed record Checkout(string Reference, CheckoutState State, Money Money)
{
    /// <summary>The order that it says it is for; null where it says none.</summary>
    public OrderId? Order { get; init; }

    /// <summary>Where the buyer pays, while it is open.</summary>
    public string? Address { get; init; }

    /// <summary>What a refund names; null before it is paid.</summary>
    public string? Capture { get; init; }

    /// <summary>Whether a card was declined.</summary>
    public bool Declined { get; init; }
}

/// <summary>A refund as the gateway has it.</summary>
/// <param name="Ours">Our refund and its attempt; null for one that was made elsewhere.</param>
/// <param name="Answer">How far it is.</param>
/// <param name="Money">How much.</param>
/// <param name="Capture">The payment that it gives back; null where it names none.</param>
internal sealed record RefundAtGateway(
    (RefundId Id, int Attempt)? Ours, RefundAnswer Answer, Money Money, string? Capture);

/// <summary>The gateway was not reached, or could not answer: nothing is known, and the call can be made again.
/// </summary>
internal sealed class GatewaySilentException(string message, Exception cause) : Exception(message, cause);
