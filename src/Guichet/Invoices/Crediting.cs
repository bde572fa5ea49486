namespace Guichet.Invoices;

/// <summary>What a credit note gives back, in minor units.</summary>
/// <param name="Net">Before tax.</param>
/// <param name="Tax">Of the tax.</param>
public readonly record struct CreditedAmount(long Net, long Tax)
{
    /// <summary>For how many incidents of the pack; 0 where it is for none, as for tax alone. Null: for all that was
    /// billed.</summary>
    public int? Incidents { get; init; }

    /// <summary>Together.</summary>
    public long Total => Net + Tax;
}

/// <summary>All credit notes of an invoice together come to no more than the invoice, neither before tax nor in tax.
/// </summary>
public static class Crediting
{
    /// <summary>The amount, where that much is left on the invoice. Refused: <c>invoice.amount-too-large</c> where more
    /// is to be given back, or nothing.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="earlier">All credit notes that counter it already, added up.</param>
    /// <param name="amount">What is to be given back.</param>
    public static Result<CreditedAmount> Of(Invoice invoice, CreditedAmount earlier, CreditedAmount amount)
    {
        var left = Left(invoice, earlier);
        return amount is { Net: >= 0, Tax: >= 0, Total: > 0 } && amount.Net <= left.Net && amount.Tax <= left.Tax
            ? amount
            : new Refusal("invoice.amount-too-large", "More is to be given back than is left on the invoice.")
                .With("left", left.Total);
    }

    /// <summary>What no credit note has given back.</summary>
    public static CreditedAmount Left(Invoice invoice, CreditedAmount earlier) =>
        new(invoice.Net - earlier.Net, invoice.Tax - earlier.Tax);
}
