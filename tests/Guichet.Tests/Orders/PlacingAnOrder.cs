using Guichet.Accounts;
using Guichet.Catalog;
using Guichet.Orders;
using Guichet.Plans;

namespace Guichet.Tests.Orders;

public class PlacingAnOrder
{
    private static readonly PersonId Buyer = new(Guid.Parse("01990000-0000-7000-8000-000000000001"));
    private static readonly Instant At = Instant.FromUtc(2026, 11, 20, 10, 0);
    private static readonly LocalDate Today = new(2026, 11, 20);

    [Fact, Trait("Rule", "R14")]
    public void Fixes_the_price_and_the_tax_to_the_cent()
    {
        var order = Placed(taxBasisPoints: 810);

        Assert.Equal((49_900, 4_042, 53_942), (order.Net, order.Tax, order.Total.Amount));
        Assert.Equal(OrderStatus.AwaitingPayment, order.Status);
    }

    [Fact]
    public void Is_paid_once()
    {
        var order = Placed();

        Assert.True(order.ConfirmPayment("first", At).Value);
        Assert.False(order.ConfirmPayment("second", At + Duration.FromHours(1)).Value);
        Assert.Equal(("first", At), (order.PaymentReference, order.PaidAt));
    }

    [Fact]
    public void Canceled_cannot_be_paid()
    {
        var order = Placed().Cancel().Value;

        Assert.Equal("order.canceled", order.ConfirmPayment("late", At).Refusal?.Code);
    }

    [Fact]
    public void Paid_cannot_be_canceled()
    {
        var order = Placed();
        order.ConfirmPayment("first", At);

        Assert.Equal("order.already-paid", order.Cancel().Refusal?.Code);
    }

    [Theory, Trait("Rule", "R19")]
    [InlineData(SignInKind.Work, 0, "sign-in.known-issue")]
    [InlineData(SignInKind.Personal, 0, null)]
    [InlineData(SignInKind.Work, 10, "sign-in.known-issue")]
    [InlineData(SignInKind.Work, 11, null)]
    public void Is_closed_by_a_known_issue_until_its_last_day(SignInKind signIn, int days, string? code)
    {
        var issue = new KnownIssue(
            "KB 1", new HashSet<string> { "one" }, new HashSet<SignInKind> { SignInKind.Work }, null,
            Today.PlusDays(10), new LocalizedText("Sign in with a personal account."));

        Assert.Equal(code, Sale.WhyNot(Plan(), Customer(signIn), [issue], Today.PlusDays(days))?.Code);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(MemberRole.Administrator, null)]
    [InlineData(MemberRole.Submitter, null)]
    [InlineData(MemberRole.Billing, null)]
    [InlineData(MemberRole.Reader, "access.may-not-buy")]
    public void Is_open_to_every_member_but_readers(MemberRole? role, string? code) =>
        Assert.Equal(code, Sale.WhyNot(Plan(), Customer() with { MemberRole = role }, [], Today)?.Code);

    [Fact]
    public void Is_closed_to_staff() => Assert.Equal(
        "access.may-not-buy", Sale.WhyNot(Plan(), Customer() with { Role = Role.Agent }, [], Today)?.Code);

    [Fact]
    public void Of_a_plan_for_partners_is_open_to_those_partners_alone()
    {
        var plan = Plan() with { PartnerLevels = new HashSet<PartnerLevel> { PartnerLevel.Gold } };

        var gold = new Enrollment(PartnerLevel.Gold, [], Today, Today.PlusDays(1), null);

        Assert.Equal("plan.not-offered", Sale.WhyNot(plan, Customer(), [], Today)?.Code);
        Assert.Equal("plan.not-offered", Sale.WhyNot(
            plan, Customer() with { Enrollments = [gold with { EndedOn = Today }] }, [], Today)?.Code);
        Assert.Null(Sale.WhyNot(
            plan, Customer() with { Enrollments = [gold] }, [], Today));
    }

    [Theory]
    [InlineData(PlanOffer.Contract)]
    [InlineData(PlanOffer.Free)]
    public void Of_what_is_not_sold_is_refused(PlanOffer offer)
    {
        var plan = Plan() with { Offer = offer, Price = null };

        Assert.Equal("order.not-for-sale", Sale.WhyNot(plan, Customer(), [], Today)?.Code);
        Assert.Equal("order.not-for-sale", Order.Place(default, Purchase(), plan, 0).Refusal?.Code);
    }

    private static Order Placed(int taxBasisPoints = 2000) =>
        Order.Place(default, Purchase(), Plan(), taxBasisPoints).Value;

    private static Purchase Purchase() => new("4K7M-90QZ-XA2B", Buyer, null, "FR", "", null, 1, At);

    private static Actor Customer(SignInKind signIn = SignInKind.Personal) =>
        new(Buyer, "Camille Laurent", Role.Customer, signIn, null, null, []);

    private static SupportPlan Plan() => new(
        "one",
        new LocalizedText("One incident"),
        PlanOffer.Sale,
        1,
        new HashSet<LifecyclePhase> { LifecyclePhase.Mainstream },
        new HashSet<Deployment> { Deployment.OnPremises },
        ReleasePolicy.Any)
    {
        Price = new Money(49_900, "USD"),
    };
}
