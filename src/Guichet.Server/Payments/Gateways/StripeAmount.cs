using System.Collections.Frozen;

namespace Guichet.Server.Payments.Gateways;

/// <summary>Amounts as Stripe counts them. Mostly these are ISO minor units; where they are not, an amount that Stripe
/// cannot take is refused and never rounded.</summary>
internal static class StripeAmount
{
    /// <summary>Stripe counts whole units, ISO 4217 hundredths.</summary>
    private static readonly FrozenSet<string> Whole = FrozenSet.Create("MGA");

    /// <summary>ISO 4217 counts whole units, Stripe hundredths that must be 0.</summary>
    private static readonly FrozenSet<string> PaddedToHundredths = FrozenSet.Create("ISK", "UGX");

    private const int Hundredths = 100;

    /// <summary>The amount for Stripe. Refused: <c>payment.currency-not-taken</c>.</summary>
    public static Result<long> Of(Money money)
    {
        if (PaddedToHundredths.Contains(money.Currency))
        {
            return money.Amount * Hundredths;
        }

        if (Whole.Contains(money.Currency))
        {
            return money.Amount % Hundredths == 0 ? money.Amount / Hundredths : NotTaken(money);
        }

        return Currency.DecimalDigits(money.Currency) switch
        {
            // Of three decimals the last one must be 0.
            3 when money.Amount % 10 != 0 => NotTaken(money),
            null => NotTaken(money),
            _ => money.Amount,
        };
    }

    /// <summary>Our money for an amount of Stripe's.</summary>
    public static Money Read(long amount, string currency)
    {
        var code = currency.ToUpperInvariant();
        return new Money(
            PaddedToHundredths.Contains(code) ? amount / Hundredths
                : Whole.Contains(code) ? amount * Hundredths
                : amount,
            code);
    }

    private static Refusal NotTaken(Money money) =>
        new Refusal("payment.currency-not-taken", $"The gateway does not take {money.Currency} {money.Amount}.")
            .With("amount", money);
}
