using System.Globalization;

namespace Guichet;

/// <summary>An amount of money, exact: an integer of the currency's minor units (cents), never a fraction.</summary>
/// <param name="Amount">Minor units; may be negative only in refunds and credit notes.</param>
/// <param name="Currency">ISO 4217 code, upper case.</param>
public readonly record struct Money(long Amount, string Currency)
{
    /// <summary>The sum; adding two currencies is a bug and throws.</summary>
    public static Money operator +(Money left, Money right) =>
        left.Currency == right.Currency
            ? left with { Amount = left.Amount + right.Amount }
            : throw new InvalidOperationException($"Cannot add {right.Currency} to {left.Currency}.");

    /// <summary>As programs write it: a point, as many decimals as the currency has (two where it is no currency),
    /// nothing else: <c>2495.00</c>, <c>55000</c>.</summary>
    public string Plain
    {
        get
        {
            var digits = Guichet.Currency.DecimalDigits(Currency) ?? 2;
            return (Amount / (decimal)Math.Pow(10, digits)).ToString($"F{digits}", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The part given in basis points (2000 is 20 %), rounded half away from zero to the minor unit.</summary>
    public Money BasisPoints(int basisPoints) =>
        this with { Amount = (long)Math.Round(Amount * (decimal)basisPoints / 10_000m, MidpointRounding.AwayFromZero) };
}
