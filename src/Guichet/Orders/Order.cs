using Guichet.Accounts;
using Guichet.Plans;

namespace Guichet.Orders;

/// <summary>An order.</summary>
public readonly record struct OrderId(Guid Value)
{
    /// <summary>The order in which lists continue where two were made at one instant.</summary>
    public int CompareTo(OrderId other) => Value.CompareTo(other.Value);
}

/// <summary>How far an order has come.</summary>
public enum OrderStatus
{
    /// <summary>Placed; the gateway has not confirmed the payment.</summary>
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

/// <summary>The intent to buy one pack of a plan, and what became of it. The price is fixed when it is
/// placed.</summary>
public sealed class Order
{
    /// <summary>Its id, made by the buyer's form or program: placing it twice is placing it once.</summary>
    public OrderId Id { get; private init; }

    /// <summary>What the buyer quotes as proof of purchase (R22).</summary>
    public string ConfirmationNumber { get; private init; } = "";

    /// <summary>Who buys.</summary>
    public PersonId Buyer { get; private init; }

    /// <summary>Their organisation; null for somebody who buys for themselves.</summary>
    public OrganizationId? Organization { get; private init; }

    /// <summary>Key of the plan.</summary>
    public string Plan { get; private init; } = "";

    /// <summary>Incidents in it.</summary>
    public int? Size { get; private init; }

    /// <summary>ISO 4217 code of all its amounts.</summary>
    public string Currency { get; private init; } = "";

    /// <summary>Price before tax, in minor units.</summary>
    public long Net { get; private init; }

    /// <summary>Tax, in minor units.</summary>
    public long Tax { get; private init; }

    /// <summary>The tax rate in basis points.</summary>
    public int TaxBasisPoints { get; private init; }

    /// <summary>Two-letter country that decided the tax.</summary>
    public string Country { get; private init; } = "";

    /// <summary>The buyer's own purchase-order number; may be empty.</summary>
    public string PurchaseOrderNumber { get; private init; } = "";

    /// <summary>Where it stands.</summary>
    public OrderStatus Status { get; private set; }

    /// <summary>When it was placed.</summary>
    public Instant PlacedAt { get; private init; }

    /// <summary>When the payment was confirmed; null before.</summary>
    public Instant? PaidAt { get; private set; }

    /// <summary>The gateway's reference of the payment; null before.</summary>
    public string? PaymentReference { get; private set; }

    /// <summary>How the buyer wants to pay.</summary>
    public PaymentMethod Method { get; private init; }

    /// <summary>Of the price before tax, what has been given back, in minor units; never more than it.</summary>
    public long RefundedNet { get; private set; }

    /// <summary>Of the tax, what has been given back, in minor units; never more than it.</summary>
    public long RefundedTax { get; private set; }

    /// <summary>Incidents that were taken back against money.</summary>
    public int RefundedCredits { get; private set; }

    /// <summary>The request that waits for this purchase; null where there is none.</summary>
    public Guid? Draft { get; private init; }

    /// <summary>The day by which a transfer is asked for; null for a card.</summary>
    public LocalDate? PayBy { get; private init; }

    /// <summary>The day on which the buyer is reminded; null where they were, and for never.</summary>
    public LocalDate? RemindOn { get; private set; }

    /// <summary>The last day on which a payment is awaited, inclusive; null: for good.</summary>
    public LocalDate? AwaitedUntil { get; private init; }

    /// <summary>Why it was canceled; null where it was not.</summary>
    public CancelReason? CanceledBecause { get; private set; }

    /// <summary>The policy version under which it was priced.</summary>
    public int PolicyVersion { get; private init; }

    /// <summary>Counts up with each change.</summary>
    public int Version { get; private set; }

    /// <summary>What is paid.</summary>
    public Money Total => new(Net + Tax, Currency);

    /// <summary>What has been given back, or is on its way.</summary>
    public Money Refunded => new(RefundedNet + RefundedTax, Currency);

    /// <summary>Places an order. Refused: <c>order.not-for-sale</c>.</summary>
    public static Result<Order> Place(OrderId id, Purchase purchase, SupportPlan plan, int taxBasisPoints)
    {
        if (plan is not { Offer: PlanOffer.Sale, Price: { } price })
        {
            return new Refusal("order.not-for-sale", $"The plan {plan.Key} is not for sale.").With("plan", plan.Key);
        }

        return new Order
        {
            Id = id,
            ConfirmationNumber = purchase.ConfirmationNumber,
            Buyer = purchase.Buyer,
            Organization = purchase.Organization,
            Plan = plan.Key,
            Size = plan.Size,
            Currency = price.Currency,
            Net = price.Amount,
            Tax = price.BasisPoints(taxBasisPoints).Amount,
            TaxBasisPoints = taxBasisPoints,
            Country = purchase.Country,
            PurchaseOrderNumber = purchase.PurchaseOrderNumber,
            Method = purchase.Method,
            Status = OrderStatus.AwaitingPayment,
            PlacedAt = purchase.At,
            Draft = purchase.Draft,
            PayBy = purchase.Deadline?.PayBy,
            RemindOn = purchase.Deadline?.RemindOn,
            AwaitedUntil = purchase.Deadline?.AwaitedUntil,
            PolicyVersion = purchase.PolicyVersion,
            Version = 1,
        };
    }

    /// <summary>Why it is not ordered at the total that the buyer accepted; null where it is, and where they named
    /// none. Refused: <c>order.price-changed</c>, with <c>accepted</c> and <c>total</c>.</summary>
    public Refusal? WhyNotAt(Money? accepted) => accepted is null || accepted == Total
        ? null
        : new Refusal("order.price-changed", "It costs something else by now than was accepted.")
            .With("accepted", accepted)
            .With("total", Total);

    /// <summary>The payment is confirmed. True the first time, false where it was already; refused:
    /// <c>order.canceled</c>.</summary>
    public Result<bool> ConfirmPayment(string reference, Instant at)
    {
        switch (Status)
        {
            case OrderStatus.Paid:
                return false;
            case OrderStatus.Canceled:
                return new Refusal("order.canceled", "The order was canceled.");
            case OrderStatus.AwaitingPayment:
            default:
                (Status, PaidAt, PaymentReference, RemindOn) = (OrderStatus.Paid, at, reference, null);
                Version++;
                return true;
        }
    }

    /// <summary>Money goes back: for credits that are taken back, or tax alone. Refused: <c>refund.not-paid</c>,
    /// <c>refund.too-much</c> where more would go back than was paid, or than there were incidents.</summary>
    public Result<Order> Refund(int credits, long net, long tax)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(credits);
        ArgumentOutOfRangeException.ThrowIfNegative(net);
        ArgumentOutOfRangeException.ThrowIfNegative(tax);
        if (Status != OrderStatus.Paid)
        {
            return new Refusal("refund.not-paid", "Only what was paid is refunded.");
        }

        if (RefundedNet + net > Net || RefundedTax + tax > Tax || RefundedCredits + credits > (Size ?? 0))
        {
            return new Refusal("refund.too-much", "More would be refunded than was paid.");
        }

        (RefundedNet, RefundedTax, RefundedCredits) = (RefundedNet + net, RefundedTax + tax, RefundedCredits + credits);
        Version++;
        return this;
    }

    /// <summary>Whether the buyer is to be reminded of the payment; once.</summary>
    public bool Remind(LocalDate today)
    {
        if (Status != OrderStatus.AwaitingPayment || RemindOn is not { } on || on > today)
        {
            return false;
        }

        (RemindOn, Version) = (null, Version + 1);
        return AwaitedUntil is not { } until || until >= today;
    }

    /// <summary>Whether the last day on which a payment is awaited is over.</summary>
    public bool IsOverdue(LocalDate today) => Status == OrderStatus.AwaitingPayment && AwaitedUntil < today;

    /// <summary>The buyer gives up, the payment is declined, or nobody paid in time. Refused once paid:
    /// <c>order.already-paid</c>.</summary>
    public Result<Order> Cancel(CancelReason because = CancelReason.GivenUp)
    {
        if (Status == OrderStatus.Paid)
        {
            return new Refusal("order.already-paid", "The order is already paid.");
        }

        if (Status != OrderStatus.Canceled)
        {
            (Status, CanceledBecause, RemindOn) = (OrderStatus.Canceled, because, null);
            Version++;
        }

        return this;
    }
}

/// <summary>Who buys, and under what number.</summary>
/// <param name="ConfirmationNumber">As shown to the buyer.</param>
/// <param name="Buyer">The account that will own the pack (R20).</param>
/// <param name="Organization">Their organisation; null without one.</param>
/// <param name="Country">Two-letter country that decides the tax.</param>
/// <param name="PurchaseOrderNumber">The buyer's own number; may be empty.</param>
/// <param name="Draft">The request that waits for it; null where there is none.</param>
/// <param name="PolicyVersion">The policy version of the price.</param>
/// <param name="At">When it is placed.</param>
public sealed record Purchase(
    string ConfirmationNumber,
    PersonId Buyer,
    OrganizationId? Organization,
    string Country,
    string PurchaseOrderNumber,
    Guid? Draft,
    int PolicyVersion,
    Instant At)
{
    /// <summary>How the buyer wants to pay.</summary>
    public PaymentMethod Method { get; init; }

    /// <summary>Until when it is to be paid; null: for good.</summary>
    public PaymentDeadline? Deadline { get; init; }
}
