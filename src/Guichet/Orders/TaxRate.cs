namespace Guichet.Orders;

/// <summary>The tax on a purchase by the buyer's country.</summary>
/// <param name="Country">ISO 3166 code of two letters; <c>*</c> for every country that has no line of its own.</param>
/// <param name="Name">As shown on an order: "VAT 20 %".</param>
/// <param name="BasisPoints">Hundredths of a percent: 2000 is 20 %.</param>
public sealed record TaxRate(string Country, LocalizedText Name, int BasisPoints);
