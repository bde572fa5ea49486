namespace Guichet.Invoices;

/// <summary>Who sells, as it stands on every invoice.</summary>
/// <param name="Name">Name of the business.</param>
/// <param name="Street">Street and number.</param>
/// <param name="PostalCode">Postal code.</param>
/// <param name="City">Town.</param>
/// <param name="Country">Two letters.</param>
public sealed record Seller(string Name, string Street, string PostalCode, string City, string Country)
{
    /// <summary>Number for value added tax; empty for a seller without one.</summary>
    public string VatNumber { get; init; } = "";

    /// <summary>Legal form, capital, register and number, as the law of the country wants them; may be empty.</summary>
    public string Registration { get; init; } = "";

    /// <summary>Where questions about a bill are answered; may be empty.</summary>
    public string Email { get; init; } = "";
}

/// <summary>Countries among which a business that buys from another of them pays the tax itself.</summary>
/// <param name="Countries">Two letters each.</param>
/// <param name="Note">The sentence that an invoice without tax for that reason carries.</param>
public sealed record ReverseCharge(IReadOnlyList<string> Countries, LocalizedText Note)
{
    /// <summary>Whether it holds between a seller and the buyer of those details.</summary>
    public bool HoldsFor(Seller seller, BillingDetails buyer) =>
        buyer.VatNumber.Length > 0
        && buyer.Country != seller.Country
        && Countries.Contains(buyer.Country)
        && Countries.Contains(seller.Country)
        && VatNumber.IsWellFormed(buyer.VatNumber, buyer.Country);
}

/// <summary>How invoices are made.</summary>
/// <param name="Seller">Who makes them out.</param>
public sealed record InvoiceTerms(Seller Seller)
{
    /// <summary>What stands before the number of an invoice; <c>{year}</c> is the year in which it is issued, and
    /// numbers begin at 1 with each new text.</summary>
    public string Series { get; init; } = "INV-{year}-";

    /// <summary>The same for credit notes.</summary>
    public string CreditNoteSeries { get; init; } = "CN-{year}-";

    /// <summary>Null where there is none.</summary>
    public ReverseCharge? ReverseCharge { get; init; }

    /// <summary>What an invoice to somebody free of tax says.</summary>
    public LocalizedText ExemptionNote { get; init; } = new(
        "Exempt from tax: proof of the exemption is held by the seller.",
        "Exonéré de taxe : le vendeur détient le justificatif de l’exonération.");

    /// <summary>The series of a document of that kind, issued on that day.</summary>
    public string SeriesOf(InvoiceKind kind, LocalDate issuedOn) =>
        (kind == InvoiceKind.Invoice ? Series : CreditNoteSeries).Replace(
            "{year}", issuedOn.Year.ToString("0000", System.Globalization.CultureInfo.InvariantCulture),
            StringComparison.Ordinal);
}
