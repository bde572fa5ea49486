using CsCheck;
using Guichet.Accounts;
using Guichet.Catalog;
using Guichet.Invoices;
using Guichet.Orders;
using Guichet.Plans;

namespace Guichet.Tests.Invoices;

public class CounteringAnInvoice
{
    private static readonly Instant At = Instant.FromUtc(2026, 11, 20, 10, 0);
    private static readonly LocalDate Today = new(2026, 11, 20);

    [Fact]
    public void In_parts_never_gives_back_more_than_was_billed_and_in_the_end_exactly_all()
    {
        var parts = Gen.Select(Gen.Long[-10, 3_000_000], Gen.Long[-10, 500_000]);
        Gen.Select(Gen.Long[1, 5_000_000], Gen.Int[0, 3000], parts.Array[0, 8]).Sample((net, rate, wanted) =>
        {
            var invoice = Invoiced(net, rate);
            var given = new CreditedAmount();
            foreach (var (ofNet, ofTax) in wanted)
            {
                if (Crediting.Of(invoice, given, new(ofNet, ofTax)).Succeeded(out var amount, out _))
                {
                    given = Add(given, amount);
                }

                Assert.InRange(given.Net, 0, invoice.Net);
                Assert.InRange(given.Tax, 0, invoice.Tax);
            }

            given = Add(given, Crediting.Left(invoice, given));
            Assert.Equal((invoice.Net, invoice.Tax), (given.Net, given.Tax));
            Assert.Equal("invoice.amount-too-large", Crediting.Of(invoice, given, new(1, 0)).Refusal?.Code);
        });
    }

    [Fact]
    public void Tax_is_rounded_half_away_from_zero_and_within_half_a_cent() =>
        Gen.Select(Gen.Long[0, 1_000_000_000], Gen.Int[0, 10_000]).Sample((net, rate) =>
        {
            var tax = new Money(net, "EUR").BasisPoints(rate).Amount;

            // In ten-thousandths of a cent, exact: no fraction is left to round.
            Assert.InRange((tax * 10_000) - (net * rate), -4_999, 5_000);
        });

    [Fact, Trait("Rule", "R27")]
    public void Over_the_tax_alone_leaves_what_was_sold()
    {
        var invoice = Invoiced(49_900, 2000);

        var tax = Crediting.Of(invoice, default, new(0, 9_980)).Value;

        Assert.Equal("invoice.amount-too-large", Crediting.Of(invoice, tax, new(0, 1)).Refusal?.Code);
        Assert.Equal(new CreditedAmount(49_900, 0), Crediting.Left(invoice, tax));
    }

    [Fact]
    public void Names_it_and_carries_its_own_amounts()
    {
        var invoice = Invoiced(49_900, 2000);

        var note = invoice.Counter(new CreditedAmount(1_000, 200), "goodwill", Issue("A2026-", 7));

        Assert.Equal("A2026-00007", note.FullNumber);
        Assert.Equal((invoice.Id, invoice.FullNumber), (note.Counters, note.Document.CounteredNumber));
        Assert.Equal((1_000, 200), (note.Document.TaxLine.Net, note.Document.TaxLine.Tax));
        Assert.Equal(1_000, Assert.Single(note.Document.Lines).Net);
        Assert.Null(note.Document.Payment);
        Assert.Equal(invoice.Document.Lines[0].Incidents, note.Document.Lines[0].Incidents);
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(0, null)]
    public void Says_for_how_many_incidents_it_is(int part, int? said) => Assert.Equal(
        said,
        Invoiced(49_900, 2000)
            .Counter(new CreditedAmount(1_000, 200) { Incidents = part }, "goodwill", Issue("A2026-", 7))
            .Document.Lines[0].Incidents);

    [Theory]
    [InlineData("F{year}-", "F2026-")]
    [InlineData("INV-", "INV-")]
    public void Stands_in_a_series_of_its_year(string series, string expected)
    {
        var terms = new InvoiceTerms(new Seller("S", "s", "p", "c", "FR")) { Series = series };

        Assert.Equal(expected, terms.SeriesOf(InvoiceKind.Invoice, Today));
    }

    private static CreditedAmount Add(CreditedAmount one, CreditedAmount other) =>
        new(one.Net + other.Net, one.Tax + other.Tax);

    private static InvoiceIssue Issue(string series, int number) =>
        new(new InvoiceId(Guid.NewGuid()), series, number, Today, At);

    private static Invoice Invoiced(long net, int rate)
    {
        var plan = new SupportPlan(
            "one", new LocalizedText("One"), PlanOffer.Sale, 1,
            new HashSet<LifecyclePhase> { LifecyclePhase.Mainstream },
            new HashSet<Deployment> { Deployment.OnPremises }, ReleasePolicy.Any)
        {
            Price = new Money(net, "EUR"),
        };
        var purchase = new Purchase("0000-0000-0000", new PersonId(Guid.NewGuid()), null, "FR", "", null, 1, At);
        var order = Order.Place(new OrderId(Guid.NewGuid()), purchase, plan, rate).Value;
        var document = new InvoiceDocument
        {
            Seller = new Seller("Seller", "Street 1", "75002", "Paris", "FR"),
            Buyer = BillingDetails.Of("Buyer", "", "FR"),
            ConfirmationNumber = order.ConfirmationNumber,
            OrderedOn = Today,
            Lines = [new InvoiceLine("one", plan.Name, 1, 1, order.Net)],
            TaxLine = new InvoiceTax(
                TaxCategory.Standard, rate, new LocalizedText("VAT"), new LocalizedText(""), order.Net, order.Tax),
        };
        return Invoice.For(order, document, Issue("F2026-", 1));
    }
}
