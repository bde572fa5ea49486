using Guichet.Orders;

namespace Guichet.Invoices;

/// <summary>Why a purchase carries the tax it carries. Each has its code in EN 16931.</summary>
public enum TaxCategory
{
    /// <summary>The rate of the policy's table (S).</summary>
    Standard,

    /// <summary>The table says nought (Z).</summary>
    Zero,

    /// <summary>The buyer, a business in another country of the same union, pays it there (AE).</summary>
    ReverseCharge,

    /// <summary>The buyer is free of tax (E, R27).</summary>
    Exempt,
}

/// <summary>The tax on a purchase, and why.</summary>
/// <param name="Category">Why.</param>
/// <param name="BasisPoints">Hundredths of a percent; nought but for <see cref="TaxCategory.Standard"/>.</param>
/// <param name="Name">As shown: "VAT 20 %".</param>
/// <param name="Note">The sentence an invoice carries about it; empty where it needs none.</param>
public sealed record Taxation(TaxCategory Category, int BasisPoints, LocalizedText Name, LocalizedText Note)
{
    private static readonly LocalizedText None = new("");

    /// <summary>Decides the tax on a purchase. An exemption comes first, then the reverse charge, then the line of the
    /// table that is closest: by region before the whole country, for the kind of buyer before everybody, the country's
    /// before <c>*</c>.</summary>
    /// <param name="buyer">Who buys.</param>
    /// <param name="table">The policy's lines.</param>
    /// <param name="terms">How invoices are made; null where the policy names no seller.</param>
    /// <param name="isExempt">Whether an exemption is in force for the buyer's country on that day.</param>
    public static Taxation Of(
        BillingDetails buyer, IReadOnlyList<TaxRate> table, InvoiceTerms? terms, bool isExempt)
    {
        var line = Closest(buyer, table);
        if (isExempt)
        {
            return new(TaxCategory.Exempt, 0, new("Exempt from tax", "Exonéré de taxe"),
                terms?.ExemptionNote ?? None);
        }

        if (terms is { ReverseCharge: { } reverse, Seller: { } seller } && reverse.HoldsFor(seller, buyer))
        {
            return new(TaxCategory.ReverseCharge, 0, new("Reverse charge", "Autoliquidation"), reverse.Note);
        }

        return new(line.BasisPoints == 0 ? TaxCategory.Zero : TaxCategory.Standard, line.BasisPoints, line.Name, None);
    }

    private static TaxRate Closest(BillingDetails buyer, IReadOnlyList<TaxRate> table) => table
        .Where(line => line.Country == buyer.Country || line.Country == "*")
        .Where(line => line.Region.Length == 0 || line.Region == buyer.Region)
        .Where(line => line.Buyers == TaxedBuyers.Everybody
            || line.Buyers == TaxedBuyers.Business == buyer.IsBusiness)
        .OrderByDescending(line => line.Country != "*")
        .ThenByDescending(line => line.Region.Length > 0)
        .ThenByDescending(line => line.Buyers != TaxedBuyers.Everybody)
        .FirstOrDefault() ?? new TaxRate(buyer.Country, None, 0);
}
