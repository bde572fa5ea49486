namespace Guichet.Orders;

/// <summary>How long a vendor waits for the payment of an order.</summary>
public sealed record OrderTerms
{
    /// <summary>Days from the order in which a transfer is to arrive; the day stands on the invoice. An order by card
    /// is given up after as many.</summary>
    public int DaysToPay { get; init; } = 30;

    /// <summary>How many days before that day the buyer is reminded; 0: never.</summary>
    public int RemindDaysBefore { get; init; } = 7;

    /// <summary>Days after that day on which a transfer is still awaited; then the order is canceled.</summary>
    public int CancelDaysAfter { get; init; } = 10;

    /// <summary>The days of an order that is placed on that day.</summary>
    public PaymentDeadline DeadlineOf(PaymentMethod method, LocalDate placedOn)
    {
        var payBy = placedOn.PlusDays(DaysToPay);
        return method == PaymentMethod.BankTransfer
            ? new PaymentDeadline(
                payBy,
                RemindDaysBefore > 0 && RemindDaysBefore < DaysToPay ? payBy.PlusDays(-RemindDaysBefore) : null,
                payBy.PlusDays(CancelDaysAfter))
            : new PaymentDeadline(null, null, payBy);
    }
}

/// <summary>Until when an order is to be paid. It is fixed when the order is placed: whoever changes the policy moves
/// no day that a buyer was told.</summary>
/// <param name="PayBy">The day by which a transfer is asked for; null for a card, which is asked for at once.</param>
/// <param name="RemindOn">The day on which the buyer is reminded; null: never.</param>
/// <param name="AwaitedUntil">The last day on which a payment is awaited, inclusive; after it the order is canceled.
/// </param>
public sealed record PaymentDeadline(LocalDate? PayBy, LocalDate? RemindOn, LocalDate? AwaitedUntil);
