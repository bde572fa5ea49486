using Guichet.Client.Payments;

namespace Guichet.Client.Orders;

/// <summary>How far an order has come.</summary>
public enum OrderStatus
{
    /// <summary>Placed; the payment is not confirmed.</summary>
    AwaitingPayment,

    /// <summary>Paid; the pack is there.</summary>
    Paid,

    /// <summary>Given up, or the payment was declined.</summary>
    Canceled,
}

/// <summary>Why an order was canceled.</summary>
public enum CancelReason
{
    /// <summary>The buyer gave it up, or their payment was declined.</summary>
    GivenUp,

    /// <summary>Nobody paid in time.</summary>
    Unpaid,
}

/// <summary>How a buyer wants to pay.</summary>
public enum PaymentMethod
{
    /// <summary>By card, at the payment gateway.</summary>
    Card,

    /// <summary>By transfer to the vendor's bank account; the billing clerk records what has come in.</summary>
    BankTransfer,
}

/// <summary>An order.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ConfirmationNumber">What proves the purchase (R22).</param>
/// <param name="Plan">Key of the plan.</param>
/// <param name="PlanName">Its name in the language asked for.</param>
/// <param name="Size">Incidents in the pack; null for a plan that is not counted.</param>
/// <param name="Net">Price before tax.</param>
/// <param name="Tax">The tax on it.</param>
/// <param name="Total">What is paid.</param>
/// <param name="TaxBasisPoints">The tax rate in hundredths of a percent.</param>
/// <param name="Country">Two-letter country that decided the tax.</param>
/// <param name="PurchaseOrderNumber">The buyer's own number; may be empty.</param>
/// <param name="Method">How it is paid.</param>
/// <param name="Transfer">How to pay by transfer, while that is awaited; null otherwise.</param>
/// <param name="Refunded">What has been given back, or is on its way.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="PlacedAt">When it was placed.</param>
/// <param name="PaidAt">When the payment was confirmed; null before.</param>
/// <param name="Pack">The pack that was bought; null before the payment.</param>
/// <param name="Draft">The request that waits for it; null where there is none.</param>
/// <param name="BuyerName">Who ordered.</param>
/// <param name="BuyerEmail">Their address.</param>
/// <param name="Version">Counts up with each change.</param>
/// <param name="PayBy">The day by which a transfer is asked for; null for a card.</param>
/// <param name="AwaitedUntil">The last day on which a payment is awaited; after it the order is canceled. Null: for
/// good.</param>
/// <param name="CanceledBecause">Why it was canceled; null where it was not, and for old ones.</param>
public sealed record OrderView(
    Guid Id,
    string ConfirmationNumber,
    string Plan,
    string PlanName,
    int? Size,
    MoneyView Net,
    MoneyView Tax,
    MoneyView Total,
    int TaxBasisPoints,
    string Country,
    string PurchaseOrderNumber,
    PaymentMethod Method,
    TransferView? Transfer,
    MoneyView Refunded,
    OrderStatus Status,
    DateTimeOffset PlacedAt,
    DateTimeOffset? PaidAt,
    Guid? Pack,
    Guid? Draft,
    string BuyerName,
    string BuyerEmail,
    int Version,
    DateOnly? PayBy,
    DateOnly? AwaitedUntil,
    CancelReason? CanceledBecause);
