namespace Guichet.Invoices;

/// <summary>To whom an invoice is made out. All of it is what the buyer gave; what they did not give is empty.
/// </summary>
/// <param name="Name">The person's name.</param>
/// <param name="Organization">Their business; empty for somebody who buys for themselves.</param>
/// <param name="Street">Street and number, in one line or several.</param>
/// <param name="PostalCode">Postal code.</param>
/// <param name="City">Town.</param>
/// <param name="Region">Part of the country, as ISO 3166-2 writes it behind the dash: <c>QC</c>.</param>
/// <param name="Country">Two-letter country; decides the tax.</param>
/// <param name="VatNumber">As <see cref="Invoices.VatNumber.Normalize"/> writes it.</param>
public sealed record BillingDetails(
    string Name,
    string Organization,
    string Street,
    string PostalCode,
    string City,
    string Region,
    string Country,
    string VatNumber)
{
    /// <summary>What is known of somebody who has given nothing yet: their name and country.</summary>
    public static BillingDetails Of(string name, string organization, string country) =>
        new(name, organization, "", "", "", "", country, "");

    /// <summary>Whether a business buys: it has a name or a number as one.</summary>
    public bool IsBusiness => Organization.Length > 0 || VatNumber.Length > 0;

    /// <summary>Whether it says where the buyer is, as an invoice has to.</summary>
    public bool HasAddress => Street.Length > 0 && City.Length > 0;

    /// <summary>Why an order of theirs cannot be billed by those terms; null where it can, and where no invoices are
    /// issued. <c>billing.address-missing</c>.</summary>
    public Refusal? WhyNotBilled(InvoiceTerms? terms) => terms is null || HasAddress
        ? null
        : new Refusal("billing.address-missing", "An invoice needs an address: keep billing details first.");

    /// <summary>The details with spaces cut and codes in capitals. Refused: <c>billing.vat-number-malformed</c> where
    /// the number has not the form of its country.</summary>
    public static Result<BillingDetails> Check(BillingDetails given)
    {
        var clean = new BillingDetails(
            given.Name.Trim(),
            given.Organization.Trim(),
            given.Street.Trim(),
            given.PostalCode.Trim(),
            given.City.Trim(),
            given.Region.Trim().ToUpperInvariant(),
            given.Country.Trim().ToUpperInvariant(),
            Invoices.VatNumber.Normalize(given.VatNumber));
        return clean.VatNumber.Length == 0 || Invoices.VatNumber.IsWellFormed(clean.VatNumber, clean.Country)
            ? clean
            : new Refusal("billing.vat-number-malformed", "The VAT number has not the form of its country.")
                .With("country", clean.Country);
    }
}
