using Guichet.Accounts;
using Guichet.Orders;

namespace Guichet.Payments;

/// <summary>A payment.</summary>
public readonly record struct PaymentId(Guid Value);

/// <summary>How far a payment has come.</summary>
public enum PaymentStatus
{
    /// <summary>The buyer was sent to the gateway, and nothing is settled.</summary>
    Started,

    /// <summary>The money is there; the order is paid by it.</summary>
    Confirmed,

    /// <summary>Nobody paid in time, or the buyer gave up: no money moved.</summary>
    Expired,

    /// <summary>The gateway said that it came to nothing.</summary>
    Failed,
}

/// <summary>One try to pay an order, at a gateway or by a transfer that was recorded. An order is paid by one of them
/// at most. Whatever is told twice, late or out of order leaves it as it is.</summary>
public sealed class Payment
{
    /// <summary>How long a buyer has at the gateway.</summary>
    public static readonly Duration Open = Duration.FromHours(12);

    /// <summary>Its id.</summary>
    public PaymentId Id { get; private init; }

    /// <summary>The order that it is to pay.</summary>
    public OrderId Order { get; private init; }

    /// <summary>Name of the gateway: <c>stripe</c>, <c>demonstration</c>, <c>bank-transfer</c>.</summary>
    public string Gateway { get; private init; } = "";

    /// <summary>Counts up from 1 in the order; the key by which the gateway knows a repeated call is made of it.
    /// </summary>
    public int Attempt { get; private init; }

    /// <summary>What the gateway calls it (a checkout session), or the bank; null until the gateway has answered.
    /// Unique at its gateway.</summary>
    public string? Reference { get; private set; }

    /// <summary>What a refund names at the gateway; null before the payment, and where there is no such thing.
    /// </summary>
    public string? Capture { get; private set; }

    /// <summary>Minor units.</summary>
    public long Amount { get; private init; }

    /// <summary>ISO 4217 code.</summary>
    public string Currency { get; private init; } = "";

    /// <summary>Where it stands.</summary>
    public PaymentStatus Status { get; private set; }

    /// <summary>When the buyer set out, or the clerk recorded it.</summary>
    public Instant StartedAt { get; private init; }

    /// <summary>From when on nobody can pay any more; null for what was paid at once.</summary>
    public Instant? EndsAt { get; private init; }

    /// <summary>When it was confirmed, expired or failed; null before.</summary>
    public Instant? SettledAt { get; private set; }

    /// <summary>When a card was declined last; the buyer can try another one. Null: never.</summary>
    public Instant? DeclinedAt { get; private set; }

    /// <summary>Where the gateway sends the buyer back to: scheme and host.</summary>
    public string ReturnsTo { get; private init; } = "";

    /// <summary>In which language the gateway speaks to the buyer: <c>en</c> or <c>fr</c>.</summary>
    public string Language { get; private init; } = "";

    /// <summary>The clerk who recorded a transfer; null for what a gateway told.</summary>
    public PersonId? RecordedBy { get; private init; }

    /// <summary>The day on which a transfer reached the account; null for what a gateway told.</summary>
    public LocalDate? ReceivedOn { get; private init; }

    /// <summary>Counts up with each change.</summary>
    public int Version { get; private set; }

    /// <summary>What is paid by it.</summary>
    public Money Money => new(Amount, Currency);

    /// <summary>The buyer sets out for the gateway.</summary>
    public static Payment Start(
        PaymentId id, Order order, string gateway, int attempt, (string ReturnsTo, string Language) buyer,
        Instant at) =>
        new()
        {
            Id = id,
            Order = order.Id,
            Gateway = gateway,
            Attempt = attempt,
            Amount = order.Total.Amount,
            Currency = order.Currency,
            Status = PaymentStatus.Started,
            StartedAt = at,
            EndsAt = at + Open,
            ReturnsTo = buyer.ReturnsTo,
            Language = buyer.Language,
            Version = 1,
        };

    /// <summary>Money that has come in without anybody having set out for it here: a transfer.</summary>
    public static Payment Record(PaymentId id, OrderId order, int attempt, ReceivedPayment received, Instant at) =>
        new()
        {
            Id = id,
            Order = order,
            Gateway = received.Gateway,
            Attempt = attempt,
            Reference = received.Reference,
            Capture = received.Capture,
            Amount = received.Money.Amount,
            Currency = received.Money.Currency,
            Status = PaymentStatus.Confirmed,
            StartedAt = at,
            SettledAt = at,
            RecordedBy = received.RecordedBy,
            ReceivedOn = received.ReceivedOn,
            Version = 1,
        };

    /// <summary>The gateway has given it a name.</summary>
    public void Name(string reference) => (Reference, Version) = (reference, Version + 1);

    /// <summary>The money is there; of a payment that had expired or failed here as well, for the gateway knows.
    /// </summary>
    public void Confirm(string? capture, Instant at)
    {
        if (Status != PaymentStatus.Confirmed)
        {
            (Status, Capture, SettledAt, Version) = (PaymentStatus.Confirmed, capture, at, Version + 1);
        }
    }

    /// <summary>A card was declined; the buyer is still at the gateway.</summary>
    public void Decline(Instant at)
    {
        if (Status == PaymentStatus.Started)
        {
            (DeclinedAt, Version) = (at, Version + 1);
        }
    }

    /// <summary>It came to nothing. One that was confirmed stays so.</summary>
    public void End(PaymentStatus how, Instant at)
    {
        if (Status == PaymentStatus.Started)
        {
            (Status, SettledAt, Version) = (how, at, Version + 1);
        }
    }
}

/// <summary>Money that a gateway or a clerk says is there.</summary>
/// <param name="Gateway">Name of the gateway.</param>
/// <param name="Reference">What the gateway or the bank calls it.</param>
/// <param name="Capture">What a refund names at the gateway; null without.</param>
/// <param name="Money">How much.</param>
/// <param name="ReceivedOn">The day of a transfer; null for a gateway.</param>
/// <param name="RecordedBy">The clerk; null for a gateway.</param>
public sealed record ReceivedPayment(
    string Gateway,
    string Reference,
    string? Capture,
    Money Money,
    LocalDate? ReceivedOn = null,
    PersonId? RecordedBy = null)
{
    /// <summary>The gateway's name for transfers to the bank account.</summary>
    public const string BankTransfer = "bank-transfer";

    /// <summary>Why this money does not pay the order; null where it does, or has already done so. Refused:
    /// <c>payment.paid-twice</c> for other money than that which paid it, <c>order.canceled</c>,
    /// <c>payment.currency-differs</c>, <c>payment.too-little</c>, <c>payment.too-much</c>.</summary>
    public Refusal? WhyNotFor(Order order)
    {
        if (order.Status == OrderStatus.Paid)
        {
            return order.PaymentReference == Reference
                ? null
                : new Refusal("payment.paid-twice", "The order was already paid by another payment.");
        }

        if (order.Status == OrderStatus.Canceled)
        {
            return new Refusal("order.canceled", "The order was canceled.");
        }

        if (Money.Currency != order.Currency)
        {
            return Differs(
                order,
                new Refusal("payment.currency-differs", "The payment is in another currency than the order."));
        }

        return Money.Amount.CompareTo(order.Total.Amount) switch
        {
            < 0 => Differs(
                order, new Refusal("payment.too-little", "The payment is smaller than the order's total.")),
            > 0 => Differs(
                order, new Refusal("payment.too-much", "The payment is larger than the order's total.")),
            _ => null,
        };
    }

    private Refusal Differs(Order order, Refusal refusal) =>
        refusal.With("expected", order.Total).With("received", Money);
}
