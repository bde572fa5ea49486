using Guichet.Accounts;
using Guichet.Invoices;

namespace Guichet.Tests.Invoices;

public class BeingFreeOfTax
{
    private static readonly Instant At = Instant.FromUtc(2026, 11, 20, 10, 0);
    private static readonly LocalDate Today = new(2026, 11, 20);
    private static readonly TaxExemption.Decision Clerk = new(new PersonId(Guid.NewGuid()), At, Today);

    [Theory, Trait("Rule", "R27")]
    [InlineData(-1, "FR", false)]
    [InlineData(0, "FR", true)]
    [InlineData(365, "FR", true)]
    [InlineData(366, "FR", false)]
    [InlineData(0, "DE", false)]
    public void Holds_from_the_first_day_to_the_last_in_its_country(int days, string country, bool holds)
    {
        var exemption = Asked().Accept(Today, Today.PlusDays(365), Clerk).Value;

        Assert.Equal(holds, exemption.HoldsFor(country, Today.PlusDays(days)));
    }

    [Theory, Trait("Rule", "R27")]
    [InlineData(-10, "FR", true)]
    [InlineData(5, "FR", true)]
    [InlineData(6, "FR", false)]
    [InlineData(0, "DE", false)]
    public void Owes_the_tax_on_orders_under_review_up_to_its_last_day(int days, string country, bool owes)
    {
        var exemption = Asked().Accept(Today.PlusDays(1), Today.PlusDays(5), Clerk).Value;

        Assert.Equal(owes, exemption.OwesTaxOn(country, Today.PlusDays(days)));
        Assert.False(Asked().OwesTaxOn(country, Today));
    }

    [Fact, Trait("Rule", "R27")]
    public void Does_not_hold_before_it_is_accepted_nor_once_it_is_refused()
    {
        Assert.False(Asked().HoldsFor("FR", Today));
        Assert.False(Asked().Refuse("Not readable.", Clerk).Value.HoldsFor("FR", Today));
    }

    [Fact]
    public void Is_decided_once()
    {
        var exemption = Asked().Refuse("Not readable.", Clerk).Value;

        Assert.Equal("tax-exemption.decided", exemption.Accept(Today, Today, Clerk).Refusal?.Code);
        Assert.Equal("tax-exemption.decided", exemption.Refuse("Again.", Clerk).Refusal?.Code);
        Assert.Equal("tax-exemption.decided", exemption.Withdraw(Clerk).Refusal?.Code);
    }

    [Theory]
    [InlineData(0, -1)]
    [InlineData(-10, -1)]
    public void Is_not_accepted_for_days_that_are_over_or_backwards(int from, int until) =>
        Assert.Equal(
            "tax-exemption.days-wrong",
            Asked().Accept(Today.PlusDays(from), Today.PlusDays(until), Clerk).Refusal?.Code);

    [Fact]
    public void Warns_once_thirty_days_ahead()
    {
        var exemption = Asked().Accept(Today, new LocalDate(2027, 3, 31), Clerk).Value;

        Assert.Equal(new LocalDate(2027, 3, 1), exemption.WarnOn);
        Assert.True(exemption.Warn());
        Assert.False(exemption.Warn());
    }

    [Fact]
    public void Is_proved_by_what_a_document_is_and_not_by_its_name()
    {
        Assert.Equal("application/pdf", ProofDocument.Check("a.txt", "%PDF-1.7"u8).Value);
        Assert.Equal("image/png", ProofDocument.Check("a", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]).Value);
        Assert.Equal("image/jpeg", ProofDocument.Check("a", [0xFF, 0xD8, 0xFF, 0xE0]).Value);
        Assert.Equal("document.kind-unknown", ProofDocument.Check("a.pdf", "<html>"u8).Refusal?.Code);
        Assert.Equal(
            "document.too-large", ProofDocument.Check("a.pdf", new byte[ProofDocument.MostBytes + 1]).Refusal?.Code);
    }

    private static TaxExemption Asked() => TaxExemption.Ask(
        new TaxExemptionId(Guid.NewGuid()),
        new Actor(
            new PersonId(Guid.NewGuid()), "A school", Role.Customer, SignInKind.Personal, null, null, []),
        "FR",
        "A school",
        At);
}
