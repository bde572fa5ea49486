using Guichet.Accounts;
using Guichet.Orders;

namespace Guichet.Payments;

/// <summary>What does not add up between the books of the house and those of a gateway.</summary>
public enum PaymentFindingKind
{
    /// <summary>Money at the gateway for which there is no order here.</summary>
    PaymentWithoutOrder,

    /// <summary>Another amount or currency than the order's; the order is not paid.</summary>
    AmountDiffers,

    /// <summary>A second payment for an order that was paid.</summary>
    PaidTwice,

    /// <summary>Money for an order that was canceled before.</summary>
    PaidAfterCancel,

    /// <summary>An order that is paid here, and at the gateway is not.</summary>
    OrderWithoutPayment,

    /// <summary>Money that went back at the gateway, and not from here.</summary>
    UnknownRefund,

    /// <summary>A chargeback of a payment that is not known here.</summary>
    UnknownChargeback,

    /// <summary>A bank took back what had been refunded before, in whole or in part.</summary>
    GoneTwice,

    /// <summary>A chargeback that was lost here was won after all.</summary>
    WonAfterAll,
}

/// <summary>Something that does not add up, kept once for the billing clerk until somebody has dealt with it.</summary>
public sealed class PaymentFinding
{
    /// <summary>Its id.</summary>
    public Guid Id { get; private init; }

    /// <summary>What does not add up.</summary>
    public PaymentFindingKind Kind { get; private init; }

    /// <summary>Name of the gateway.</summary>
    public string Gateway { get; private init; } = "";

    /// <summary>What the gateway calls it.</summary>
    public string Reference { get; private init; } = "";

    /// <summary>The order it is about; null where there is none here.</summary>
    public OrderId? Order { get; private init; }

    /// <summary>How much is at the gateway, in minor units; 0 for nothing.</summary>
    public long Amount { get; private init; }

    /// <summary>ISO 4217 code.</summary>
    public string Currency { get; private init; } = "";

    /// <summary>When it was found.</summary>
    public Instant FoundAt { get; private init; }

    /// <summary>When somebody dealt with it; null before.</summary>
    public Instant? DealtAt { get; private set; }

    /// <summary>Who dealt with it.</summary>
    public PersonId? DealtBy { get; private set; }

    /// <summary>What they did about it.</summary>
    public string Note { get; private set; } = "";

    /// <summary>Counts up with each change.</summary>
    public int Version { get; private set; }

    /// <summary>How much is at the gateway.</summary>
    public Money Money => new(Amount, Currency);

    /// <summary>What a payment that does not pay an order is to the clerk, by why it does not; null for a refusal that
    /// is none of it.</summary>
    public static PaymentFindingKind? KindOf(Refusal refusal) => refusal.Code switch
    {
        "order.unknown" => PaymentFindingKind.PaymentWithoutOrder,
        "order.canceled" => PaymentFindingKind.PaidAfterCancel,
        "payment.paid-twice" => PaymentFindingKind.PaidTwice,
        "payment.currency-differs" or "payment.too-little" or "payment.too-much" => PaymentFindingKind.AmountDiffers,
        _ => null,
    };

    /// <summary>Keeps what was found.</summary>
    public static PaymentFinding Of(
        Guid id, PaymentFindingKind kind, (string Gateway, string Reference) payment, OrderId? order, Money money,
        Instant at) => new()
    {
        Id = id,
        Kind = kind,
        Gateway = payment.Gateway,
        Reference = payment.Reference,
        Order = order,
        Amount = money.Amount,
        Currency = money.Currency,
        FoundAt = at,
        Version = 1,
    };

    /// <summary>Somebody has dealt with it. Refused the second time: <c>payment-finding.dealt-with</c>.</summary>
    public Result<PaymentFinding> DealWith(PersonId by, string note, Instant at)
    {
        if (DealtAt is not null)
        {
            return new Refusal("payment-finding.dealt-with", "Somebody has already dealt with it.");
        }

        (DealtAt, DealtBy, Note, Version) = (at, by, note, Version + 1);
        return this;
    }
}
