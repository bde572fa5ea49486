using CsCheck;
using Guichet.Accounts;
using Guichet.Catalog;
using Guichet.Orders;
using Guichet.Payments;
using Guichet.Plans;

namespace Guichet.Tests.Payments;

public sealed class SharingARefund
{
    private static readonly Instant At = Instant.FromUtc(2026, 11, 20, 10, 0);

    [Fact]
    public void Of_two_of_five_is_two_fifths_of_price_and_tax()
    {
        var share = RefundShare.Of(Paid(249_500, 2000, 5), 2).Value;

        Assert.Equal(new RefundShare(2, 99_800, 19_960), share);
    }

    [Fact]
    public void Rounds_half_away_from_zero_and_makes_up_for_it_in_the_next_step()
    {
        var order = Paid(net: 101, taxBasisPoints: 0, size: 2);

        var first = RefundShare.Of(order, 1).Value;
        order.Refund(first.Credits, first.Net, first.Tax);

        Assert.Equal((51L, 50L), (first.Net, RefundShare.Of(order, 1).Value.Net));
    }

    [Theory]
    [InlineData(59_880, "USD", 1)]
    [InlineData(59_881, "USD", 2)]
    [InlineData(1, "USD", 1)]
    [InlineData(0, "USD", 0)]
    [InlineData(299_399, "USD", 5)]
    [InlineData(299_400, "USD", null)]
    [InlineData(300_000, "USD", null)]
    [InlineData(59_880, "EUR", null)]
    public void Money_paid_for_so_many_incidents_a_part_counting_as_one(long amount, string currency, int? credits)
    {
        var order = Paid(249_500, 2000, 5);

        Assert.Equal(credits, RefundShare.CreditsOf(order, new Money(amount, currency)));
    }

    [Fact]
    public void Money_paid_for_incidents_that_are_not_refunded_alone()
    {
        var order = Paid(249_500, 2000, 5);
        order.Refund(4, 199_600, 39_920);

        Assert.Equal(1, RefundShare.CreditsOf(order, new Money(30_000, "USD")));
        Assert.Null(RefundShare.CreditsOf(order, new Money(59_880, "USD")));
    }

    [Fact]
    public void In_whatever_steps_comes_to_exactly_what_was_paid() =>
        (from net in Gen.Long[0, 10_000_000]
         from tax in Gen.Int[0, 3000]
         from steps in Gen.Int[1, 5].Array[1, 8]
         select (net, tax, steps)).Sample((net, tax, steps) =>
        {
            var size = steps.Sum();
            var order = Paid(net, tax, size);
            foreach (var credits in steps)
            {
                var share = RefundShare.Of(order, credits).Value;
                var fair = (decimal)net * credits / size;
                Assert.InRange(share.Net, Math.Floor(fair) - 1, Math.Ceiling(fair) + 1);
                Assert.True(share.Net >= 0 && share.Tax >= 0);
                Assert.Null(order.Refund(share.Credits, share.Net, share.Tax).Refusal);
            }

            Assert.Equal((order.Net, order.Tax, size), (order.RefundedNet, order.RefundedTax, order.RefundedCredits));
            Assert.Equal("refund.too-much", RefundShare.Of(order, 1).Refusal?.Code);
        });

    [Fact]
    public void After_the_tax_went_back_alone_is_of_the_price_only() =>
        (from net in Gen.Long[1, 1_000_000]
         from used in Gen.Int[0, 4]
         select (net, used)).Sample((net, used) =>
        {
            var order = Paid(net, 2000, 5);
            order.Refund(0, 0, order.Tax);

            var share = RefundShare.Of(order, 5 - used).Value;

            Assert.Equal(0, share.Tax);
            Assert.Null(order.Refund(share.Credits, share.Net, share.Tax).Refusal);
        });

    [Fact]
    public void Of_what_is_not_paid_is_refused()
    {
        var order = Placed(1000, 0, 5);

        Assert.Equal("refund.not-paid", RefundShare.Of(order, 1).Refusal?.Code);
        Assert.Equal("refund.not-paid", order.Refund(1, 200, 0).Refusal?.Code);
    }

    [Fact]
    public void Of_more_than_was_bought_is_refused()
    {
        var order = Paid(1000, 0, 5);

        Assert.Equal("refund.too-much", RefundShare.Of(order, 6).Refusal?.Code);
        Assert.Equal("refund.too-much", order.Refund(1, 1001, 0).Refusal?.Code);
        Assert.Equal("refund.too-much", order.Refund(0, 0, 1).Refusal?.Code);
    }

    [Fact]
    public void Of_what_is_not_counted_is_refused() =>
        Assert.Equal("refund.not-counted", RefundShare.Of(Paid(1000, 0, null), 1).Refusal?.Code);

    internal static Order Paid(long net, int taxBasisPoints, int? size)
    {
        var order = Placed(net, taxBasisPoints, size);
        Assert.True(order.ConfirmPayment("paid", At).Value);
        return order;
    }

    internal static Order Placed(long net, int taxBasisPoints, int? size)
    {
        var plan = new SupportPlan(
            "pack", new LocalizedText("Pack"), PlanOffer.Sale, size,
            new HashSet<LifecyclePhase>(), new HashSet<Deployment>(), ReleasePolicy.Any)
        {
            Price = new Money(net, "USD"),
        };
        var purchase = new Purchase("NUMBER", new PersonId(Guid.CreateVersion7()), null, "FR", "", null, 1, At);
        return Order.Place(new OrderId(Guid.CreateVersion7()), purchase, plan, taxBasisPoints).Value!;
    }
}
