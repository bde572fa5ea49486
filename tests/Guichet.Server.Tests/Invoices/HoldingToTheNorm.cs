using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Guichet.Accounts;
using Guichet.Invoices;
using Guichet.Orders;
using Guichet.Plans;
using Guichet.Server.Invoices;

namespace Guichet.Server.Tests.Invoices;

/// <summary>The rules of EN 16931 that hold between what an invoice says, on every kind of document.</summary>
public class HoldingToTheNorm
{
    private static readonly LocalDate Today = new(2026, 11, 20);
    private static readonly Instant At = Instant.FromUtc(2026, 11, 20, 10, 0);

    public static TheoryData<string> Kinds =>
        ["paid", "due", "part", "whole", "tax", "rest", "exempt", "reverse", "unregistered"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_document_adds_up(string kind)
    {
        var xml = Write(Make(kind));
        var settlement = xml.Descendants().Single(one => one.Name.LocalName == "ApplicableHeaderTradeSettlement");
        var sums = settlement.Elements().Single(
            one => one.Name.LocalName == "SpecifiedTradeSettlementHeaderMonetarySummation");
        var taxes = settlement.Elements().Where(one => one.Name.LocalName == "ApplicableTradeTax").ToList();
        var lines = xml.Descendants().Where(
            one => one.Name.LocalName == "IncludedSupplyChainTradeLineItem").ToList();

        // BR-CO-10, BR-CO-13 to BR-CO-16.
        Assert.Equal(lines.Sum(line => Number(line, "LineTotalAmount")), Number(sums, "LineTotalAmount"));
        Assert.Equal(Number(sums, "LineTotalAmount"), Number(sums, "TaxBasisTotalAmount"));
        Assert.Equal(taxes.Sum(tax => Number(tax, "CalculatedAmount")), Number(sums, "TaxTotalAmount"));
        Assert.Equal(
            Number(sums, "TaxBasisTotalAmount") + Number(sums, "TaxTotalAmount"), Number(sums, "GrandTotalAmount"));
        Assert.Equal(
            Number(sums, "GrandTotalAmount") - Number(sums, "TotalPrepaidAmount"), Number(sums, "DuePayableAmount"));
        foreach (var tax in taxes)
        {
            // BR-CO-17, and what each category is on (BR-S-8, BR-E-8, BR-AE-8).
            var (basis, rate) = (Number(tax, "BasisAmount"), Number(tax, "RateApplicablePercent"));
            Assert.Equal(
                Math.Round(basis * rate / 100, 2, MidpointRounding.AwayFromZero), Number(tax, "CalculatedAmount"));
            Assert.Equal(
                lines.Where(line => Text(line, "CategoryCode") == Text(tax, "CategoryCode"))
                    .Sum(line => Number(line, "LineTotalAmount")),
                basis);

            // BR-S-10, BR-Z-10 against BR-E-10, BR-AE-10.
            Assert.Equal(Text(tax, "CategoryCode") is "E" or "AE", Text(tax, "ExemptionReason") is not null);
        }

        // BR-27, BR-CO-4.
        Assert.All(lines, line => Assert.True(Number(line, "ChargeAmount") >= 0));
        Assert.All(lines, line => Assert.Contains(
            taxes, tax => Text(tax, "CategoryCode") == Text(line, "CategoryCode")));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_document_says_how_the_rest_is_paid_and_who_sells(string kind)
    {
        var xml = Write(Make(kind));

        // BR-CO-25.
        var terms = xml.Descendants().Any(one => one.Name.LocalName == "SpecifiedTradePaymentTerms");
        Assert.True(Number(xml, "DuePayableAmount") <= 0 || terms);

        // BR-CO-26, and BR-50 where there is an account.
        var seller = xml.Descendants().Single(one => one.Name.LocalName == "SellerTradeParty");
        Assert.Contains(
            seller.Elements(),
            one => one.Name.LocalName is "SpecifiedTaxRegistration" or "SpecifiedLegalOrganization");
        // BR-S-2, BR-Z-2, BR-E-2, BR-AE-2; BR-CO-9: a number for value added tax begins with its country.
        var number = seller.Elements().Single(one => one.Name.LocalName == "SpecifiedTaxRegistration")
            .Elements().Single();
        Assert.Equal(
            kind == "unregistered" ? ("FC", "RCS Paris 123 456 789") : ("VA", "FR32123456789"),
            ((string)number.Attribute("schemeID")!, number.Value));
        Assert.Equal(kind == "due", Text(xml, "IBANID") == "FR7630006000011234567890189");

        // BR-55: a credit note names its invoice.
        Assert.Equal(
            Text(xml, "TypeCode") == "381",
            xml.Descendants().Any(one => one.Name.LocalName == "InvoiceReferencedDocument"));
    }

    [Fact, Trait("Rule", "R27")]
    public void Tax_alone_is_credited_as_a_sale_with_tax_and_charged_again_without()
    {
        var xml = Write(Make("tax"));

        Assert.Equal((0m, 499m, 499m), (
            Number(xml, "TaxBasisTotalAmount"), Number(xml, "TaxTotalAmount"), Number(xml, "GrandTotalAmount")));
        Assert.Equal(
            [(2495m, "S"), (-2495m, "E")],
            xml.Descendants().Where(one => one.Name.LocalName == "IncludedSupplyChainTradeLineItem")
                .Select(line => (Number(line, "LineTotalAmount"), Text(line, "CategoryCode"))));
    }

    private static Invoice Make(string kind)
    {
        var rate = kind is "exempt" or "reverse" ? 0 : 2000;
        var plan = new SupportPlan(
            "pack-5", new LocalizedText("Pack of five"), PlanOffer.Sale, 5,
            new HashSet<Guichet.Catalog.LifecyclePhase>(), new HashSet<Guichet.Catalog.Deployment>(), ReleasePolicy.Any)
        {
            Price = new Money(249_500, "EUR"),
        };
        var purchase = new Purchase("G", new PersonId(Guid.NewGuid()), null, "FR", "PO 77", null, 1, At);
        var order = Order.Place(new OrderId(Guid.NewGuid()), purchase, plan, rate).Value!;
        var invoice = Invoice.For(order, Document(kind, order), Issue("F-", 1));
        return kind switch
        {
            "part" => invoice.Counter(new(99_800, 19_960) { Incidents = 2 }, "Bought by mistake", Issue("A-", 1)),
            "whole" => invoice.Counter(new(249_500, 49_900), "order-unpaid", Issue("A-", 2)),
            "tax" => invoice.Counter(new(0, 49_900) { Incidents = 0 }, "tax-exemption", Issue("A-", 3)),
            "rest" => invoice.Counter(new(99_800, 0) { Incidents = 2 }, "After the tax went back", Issue("A-", 4)),
            _ => invoice,
        };
    }

    private static InvoiceDocument Document(string kind, Order order)
    {
        var category = kind switch
        {
            "exempt" => TaxCategory.Exempt,
            "reverse" => TaxCategory.ReverseCharge,
            _ => TaxCategory.Standard,
        };
        return new InvoiceDocument
        {
            Seller = new Seller("Contoso SAS", "1 rue A\nBâtiment B", "75001", "Paris", "FR")
            {
                VatNumber = kind == "unregistered" ? "" : "FR32123456789",
                Registration = "RCS Paris 123 456 789",
            },
            Buyer = new BillingDetails("Zoé Martin", "", "2 rue B", "69002", "Lyon", "", "FR", ""),
            ConfirmationNumber = order.ConfirmationNumber,
            OrderedOn = Today,
            Lines = [new InvoiceLine(order.Plan, new LocalizedText("Pack of five"), 5, 1, order.Net)],
            TaxLine = new InvoiceTax(
                category, order.TaxBasisPoints, new LocalizedText("VAT"), new LocalizedText(""), order.Net, order.Tax),
            Payment = kind == "due" ? null : new InvoicePayment(Today, "pi_1"),
            DueOn = kind == "due" ? Today.PlusDays(30) : null,
            Account = kind == "due"
                ? new InvoiceAccount("Contoso SAS", "", "FR76 3000 6000 0112 3456 7890 189", "AGRIFRPP", "")
                : null,
        };
    }

    private static InvoiceIssue Issue(string series, int number) =>
        new(new InvoiceId(Guid.CreateVersion7()), series, number, Today, At);

    private static XElement Write(Invoice invoice) =>
        XDocument.Parse(Encoding.UTF8.GetString(InvoiceXml.Write(invoice)).TrimStart('\uFEFF')).Root!;

    private static string? Text(XElement within, string name) =>
        within.Descendants().FirstOrDefault(one => one.Name.LocalName == name)?.Value;

    private static decimal Number(XElement within, string name) =>
        decimal.Parse(Text(within, name)!, CultureInfo.InvariantCulture);
}
