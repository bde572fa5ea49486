using Guichet.Invoices;
using Guichet.Orders;

namespace Guichet.Tests.Invoices;

public class TaxingAPurchase
{
    private static readonly TaxRate[] Table =
    [
        Rate("FR", 2000),
        Rate("DE", 1900),
        Rate("CA", 500),
        Rate("CA", 1300) with { Region = "ON" },
        Rate("BR", 1000) with { Buyers = TaxedBuyers.Business },
        Rate("BR", 1500),
        Rate("*", 0),
    ];

    private static readonly InvoiceTerms Terms = new(new Seller("Seller", "Street 1", "75002", "Paris", "FR"))
    {
        ReverseCharge = new ReverseCharge(["FR", "DE", "GR"], new LocalizedText("Reverse charge.")),
    };

    [Theory]
    [InlineData("FR", "", "", 2000)]
    [InlineData("US", "NY", "", 0)]
    [InlineData("CA", "", "", 500)]
    [InlineData("CA", "ON", "", 1300)]
    [InlineData("CA", "QC", "", 500)]
    [InlineData("BR", "", "", 1500)]
    [InlineData("BR", "", "A business", 1000)]
    public void Takes_the_closest_line_of_the_table(string country, string region, string business, int basisPoints)
    {
        var tax = Taxation.Of(Buyer(country) with { Region = region, Organization = business }, Table, Terms, false);

        Assert.Equal(basisPoints, tax.BasisPoints);
        Assert.Equal(basisPoints == 0 ? TaxCategory.Zero : TaxCategory.Standard, tax.Category);
    }

    [Theory]
    [InlineData("DE", "DE123456789", TaxCategory.ReverseCharge)]
    [InlineData("GR", "EL123456789", TaxCategory.ReverseCharge)]
    [InlineData("DE", "", TaxCategory.Standard)]
    [InlineData("FR", "FR12345678901", TaxCategory.Standard)]
    [InlineData("US", "123456789", TaxCategory.Zero)]
    public void Leaves_it_to_a_business_in_another_country_of_the_union(
        string country, string number, TaxCategory category)
    {
        var tax = Taxation.Of(Buyer(country) with { VatNumber = number }, Table, Terms, isExempt: false);

        Assert.Equal(category, tax.Category);
        Assert.Equal(category == TaxCategory.ReverseCharge ? "Reverse charge." : "", tax.Note.English);
    }

    [Fact, Trait("Rule", "R27")]
    public void Is_nought_under_an_exemption_and_says_so()
    {
        var tax = Taxation.Of(Buyer("FR"), Table, Terms, isExempt: true);

        Assert.Equal((TaxCategory.Exempt, 0), (tax.Category, tax.BasisPoints));
        Assert.NotEmpty(tax.Note.French);
    }

    [Theory]
    [InlineData("FR 40 303 265 045", "FR", true)]
    [InlineData("fr40303265045", "FR", true)]
    [InlineData("FR4030326504", "FR", false)]
    [InlineData("DE123456789", "FR", false)]
    [InlineData("DE 123.456.789", "DE", true)]
    [InlineData("ATU12345678", "AT", true)]
    [InlineData("AT12345678", "AT", false)]
    [InlineData("EL123456789", "GR", true)]
    [InlineData("GR123456789", "GR", false)]
    [InlineData("NL123456789B01", "NL", true)]
    [InlineData("CHE-123.456.789 TVA", "CH", true)]
    [InlineData("ESX1234567X", "ES", true)]
    [InlineData("IE1234567WA", "IE", true)]
    [InlineData("12-3456789", "US", true)]
    [InlineData("12", "US", false)]
    public void Looks_at_the_form_of_a_number(string typed, string country, bool isWellFormed) =>
        Assert.Equal(isWellFormed, VatNumber.IsWellFormed(VatNumber.Normalize(typed), country));

    [Fact]
    public void Refuses_details_with_a_number_of_another_country()
    {
        var refused = BillingDetails.Check(Buyer("FR") with { VatNumber = "DE123456789" });

        Assert.Equal("billing.vat-number-malformed", refused.Refusal?.Code);
        Assert.Equal("FR", refused.Refusal!.Facts["country"]);
    }

    private static BillingDetails Buyer(string country) => BillingDetails.Of("Buyer", "", country);

    private static TaxRate Rate(string country, int basisPoints) =>
        new(country, new LocalizedText($"Tax {basisPoints}"), basisPoints);
}
