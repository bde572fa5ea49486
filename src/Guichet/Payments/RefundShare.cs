using Guichet.Orders;

namespace Guichet.Payments;

/// <summary>What credits of a pack are worth that are taken back.</summary>
/// <param name="Credits">How many.</param>
/// <param name="Net">Of the price before tax, in minor units.</param>
/// <param name="Tax">Of the tax, in minor units.</param>
public readonly record struct RefundShare(int Credits, long Net, long Tax)
{
    /// <summary>The share of so many credits, after what was refunded before. Price and tax are shared out each by
    /// itself: all credits refunded up to now are worth <c>amount × credits ÷ size</c>, rounded half away from zero to
    /// the minor unit, and this refund is what of that has not gone back yet. So the refunds of a pack in whatever
    /// steps come to exactly what was paid, and never to more. Refused: <c>refund.not-paid</c>,
    /// <c>refund.not-counted</c> where incidents are not counted, <c>refund.too-much</c> for more credits than are
    /// left of the order.</summary>
    public static Result<RefundShare> Of(Order order, int credits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(credits, 1);
        if (order.Status != OrderStatus.Paid)
        {
            return new Refusal("refund.not-paid", "Only what was paid is refunded.");
        }

        if (order.Size is not { } size)
        {
            return new Refusal("refund.not-counted", "A plan that does not count incidents has no unused part.");
        }

        var after = order.RefundedCredits + credits;
        return after > size
            ? new Refusal("refund.too-much", "More would be refunded than was paid.")
            : new RefundShare(
                credits,
                Math.Max(0, Part(order.Net, after, size) - order.RefundedNet),
                Math.Max(0, Part(order.Tax, after, size) - order.RefundedTax));
    }

    /// <summary>The share of money that a bank took back, whatever the credits: price and tax in the proportion of what
    /// is left of each, and no more than that.</summary>
    public static RefundShare OfMoney(Order order, long amount, int credits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        var (net, tax) = (order.Net - order.RefundedNet, order.Tax - order.RefundedTax);
        var gone = Math.Min(amount, net + tax);
        var ofTax = net + tax == 0
            ? 0
            : (long)Math.Round((decimal)gone * tax / (net + tax), MidpointRounding.AwayFromZero);
        return new RefundShare(
            Math.Clamp(credits, 0, (order.Size ?? 0) - order.RefundedCredits), gone - ofTax, ofTax);
    }

    /// <summary>How many incidents that money paid for, of those that were not refunded; a part of one counts as one.
    /// Null without a limit: where it is all that is left of the payment, or cannot be compared with it.</summary>
    public static int? CreditsOf(Order order, Money money)
    {
        var left = order.Total.Amount - order.Refunded.Amount;
        return order.Size is not { } size || money.Currency != order.Currency || money.Amount >= left
            ? null
            : (int)Math.Ceiling((decimal)money.Amount * (size - order.RefundedCredits) / left);
    }

    private static long Part(long amount, int credits, int size) =>
        (long)Math.Round((decimal)amount * credits / size, MidpointRounding.AwayFromZero);
}
