namespace Guichet.Client.Orders;

/// <summary>A plan that the asker can buy now, at what it costs them.</summary>
/// <param name="Plan">Key of the plan.</param>
/// <param name="Name">Its name in the language asked for.</param>
/// <param name="Size">Incidents in the pack; null for a plan that is not counted.</param>
/// <param name="Net">Price before tax.</param>
/// <param name="Tax">The tax on it.</param>
/// <param name="Total">What is paid; an order that names it is placed at no other price.</param>
/// <param name="TaxName">The tax as shown: "VAT 20%".</param>
/// <param name="TaxBasisPoints">The tax rate in hundredths of a percent.</param>
/// <param name="Country">Two-letter country that decides the tax.</param>
/// <param name="LastDay">The last usable day of a pack that is paid today.</param>
public sealed record OfferView(
    string Plan,
    string Name,
    int? Size,
    MoneyView Net,
    MoneyView Tax,
    MoneyView Total,
    string TaxName,
    int TaxBasisPoints,
    string Country,
    DateOnly LastDay);
