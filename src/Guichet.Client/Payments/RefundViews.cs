namespace Guichet.Client.Payments;

/// <summary>How far a refund has come.</summary>
public enum RefundStatus
{
    /// <summary>Decided; the gateway has not answered, or the transfer is not paid out.</summary>
    Asked,

    /// <summary>The gateway has taken it on.</summary>
    Sent,

    /// <summary>The money has gone back.</summary>
    Succeeded,

    /// <summary>The gateway could not give it back; the clerk can try again.</summary>
    Failed,
}

/// <summary>Money that goes back to a buyer.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Order">The order.</param>
/// <param name="ConfirmationNumber">The order's number.</param>
/// <param name="Credits">Incidents that were taken back; 0 where tax alone goes back.</param>
/// <param name="Net">Of the price before tax.</param>
/// <param name="Tax">Of the tax.</param>
/// <param name="Total">What goes back.</param>
/// <param name="Reason">Why.</param>
/// <param name="Gateway">By which way: <c>stripe</c>, <c>demonstration</c>, <c>bank-transfer</c>.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="AskedAt">When it was decided.</param>
/// <param name="SettledAt">When the money had gone back; null before.</param>
/// <param name="Attempt">Which try this is, from 1.</param>
/// <param name="Reference">What the gateway or the bank calls it; null before the answer, and for the buyer.</param>
/// <param name="Failure">Why the last try failed; null where it did not, and for the buyer.</param>
public sealed record RefundView(
    Guid Id,
    Guid Order,
    string ConfirmationNumber,
    int Credits,
    MoneyView Net,
    MoneyView Tax,
    MoneyView Total,
    string Reason,
    string Gateway,
    RefundStatus Status,
    DateTimeOffset AskedAt,
    DateTimeOffset? SettledAt,
    int Attempt,
    string? Reference,
    string? Failure);

/// <summary>What of an order could be given back now.</summary>
/// <param name="Credits">Unused incidents; 0 where there is nothing to give back.</param>
/// <param name="Net">Of the price before tax, for all of them.</param>
/// <param name="Tax">Of the tax.</param>
/// <param name="Total">Both.</param>
/// <param name="IsWhole">Whether none was ever used, so that the whole price goes back.</param>
public sealed record RefundableView(int Credits, MoneyView Net, MoneyView Tax, MoneyView Total, bool IsWhole);

/// <summary>What does not add up between these books and those of a gateway.</summary>
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

/// <summary>Something that does not add up, until somebody has dealt with it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">What does not add up.</param>
/// <param name="Gateway">Name of the gateway.</param>
/// <param name="Reference">What the gateway calls it.</param>
/// <param name="Order">The order it is about; null where there is none.</param>
/// <param name="ConfirmationNumber">The order's number; null where there is none.</param>
/// <param name="Amount">How much is at the gateway.</param>
/// <param name="FoundAt">When it was found.</param>
/// <param name="DealtAt">When somebody dealt with it; null before.</param>
/// <param name="DealtBy">Who did; null before.</param>
/// <param name="Note">What they did about it; empty before.</param>
public sealed record PaymentFindingView(
    Guid Id,
    PaymentFindingKind Kind,
    string Gateway,
    string Reference,
    Guid? Order,
    string? ConfirmationNumber,
    MoneyView Amount,
    DateTimeOffset FoundAt,
    DateTimeOffset? DealtAt,
    string? DealtBy,
    string Note);
