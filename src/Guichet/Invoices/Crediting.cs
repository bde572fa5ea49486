namespace Guichet.Invoices;

/// <summary>What a credit note gives back, in minor units.</summary>
/// <param name="Net">Before tax.</param>
/// <param name="Tax">Of the tax.</param>
public readonly record struct CreditedAmount(long Net, long Tax)
{
    /// <summary>Together.</summary>
    public long Total => Net + Tax;
}

/// <summary>Parts what is given back of an invoice into net and tax, so that all credit notes of an invoice together
/// come to no more than the invoice, and to exactly the invoice where all of it is given back.</summary>
public static class Crediting
{
    /// <summary>The parts of a sum that is given back with its tax. Refused: <c>invoice.amount-too-large</c> where it
    /// is not above zero or more than is left.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="earlier">All credit notes that counter it already, added up.</param>
    /// <param name="total">What is given back, in minor units, tax included.</param>
    public static Result<CreditedAmount> OfTotal(Invoice invoice, CreditedAmount earlier, long total)
    {
        var left = new CreditedAmount(invoice.Net - earlier.Net, invoice.Tax - earlier.Tax);
        if (total <= 0 || total > left.Total)
        {
            return TooLarge(left.Total);
        }

        if (total == left.Total)
        {
            return left;
        }

        // Where earlier notes gave back tax alone, less of it is left than its share would be.
        var tax = (long)Math.Round(
            total * (decimal)invoice.Tax / invoice.Total.Amount, MidpointRounding.AwayFromZero);
        tax = Math.Clamp(tax, Math.Max(0, total - left.Net), Math.Min(left.Tax, total));
        return new CreditedAmount(total - tax, tax);
    }

    /// <summary>All tax that is left on the invoice, and nothing else (R27). Refused:
    /// <c>invoice.amount-too-large</c> where there is none.</summary>
    public static Result<CreditedAmount> OfTax(Invoice invoice, CreditedAmount earlier) =>
        invoice.Tax - earlier.Tax is > 0 and var tax ? new CreditedAmount(0, tax) : TooLarge(0);

    private static Refusal TooLarge(long left) =>
        new Refusal("invoice.amount-too-large", "More is to be given back than is left on the invoice.")
            .With("left", left);
}
