namespace Guichet.Orders;

/// <summary>Whom a line of the tax table is for.</summary>
public enum TaxedBuyers
{
    /// <summary>Everybody.</summary>
    Everybody,

    /// <summary>Those who buy for themselves.</summary>
    Private,

    /// <summary>Those who buy for a business.</summary>
    Business,
}

/// <summary>The tax on a purchase by the buyer's country.</summary>
/// <param name="Country">ISO 3166 code of two letters; <c>*</c> for every country that has no line of its own.</param>
/// <param name="Name">As shown on an order: "VAT 20 %".</param>
/// <param name="BasisPoints">Hundredths of a percent: 2000 is 20 %.</param>
public sealed record TaxRate(string Country, LocalizedText Name, int BasisPoints)
{
    /// <summary>Part of the country, as ISO 3166-2 writes it behind the dash: <c>QC</c>. Empty: all of it.</summary>
    public string Region { get; init; } = "";

    /// <summary>Whom the line is for.</summary>
    public TaxedBuyers Buyers { get; init; }
}
