using CsCheck;
using Guichet.Orders;
using Guichet.Payments;

namespace Guichet.Tests.Payments;

/// <summary>What gateways tell, in whatever order and however often.</summary>
public sealed class TellingTwice
{
    private static readonly Instant At = Instant.FromUtc(2026, 11, 20, 10, 0);

    [Fact]
    public void Of_a_payment_keeps_it_confirmed_once_it_was() =>
        Gen.Int[0, 3].Array[1, 10].Sample(told =>
        {
            var payment = Payment.Start(
                new PaymentId(Guid.CreateVersion7()), SharingARefund.Placed(1000, 0, 5), "stripe", 1,
                ("https://support.example.test", "en"), At);
            foreach (var what in told)
            {
                switch (what)
                {
                    case 0:
                        payment.Confirm("pi_1", At);
                        break;
                    case 1:
                        payment.Decline(At);
                        break;
                    case 2:
                        payment.End(PaymentStatus.Expired, At);
                        break;
                    default:
                        payment.End(PaymentStatus.Failed, At);
                        break;
                }
            }

            var ended = told.FirstOrDefault(what => what > 1);
            Assert.Equal(
                told.Contains(0) ? PaymentStatus.Confirmed
                    : ended == 2 ? PaymentStatus.Expired
                    : ended == 3 ? PaymentStatus.Failed : PaymentStatus.Started,
                payment.Status);
            Assert.Equal(payment.Status == PaymentStatus.Started, payment.SettledAt is null);
        });

    [Fact]
    public void Of_an_earlier_try_of_a_refund_counts_no_more()
    {
        var refund = Asked("stripe");
        refund.Answer(1, new RefundAnswer(RefundStatus.Failed, "re_1", "expired_card"), At);
        Assert.Null(refund.Repeat().Refusal);

        Assert.False(refund.Answer(1, new RefundAnswer(RefundStatus.Succeeded, "re_1", null), At));
        Assert.True(refund.Answer(2, new RefundAnswer(RefundStatus.Succeeded, "re_2", null), At));
        Assert.False(refund.Answer(2, new RefundAnswer(RefundStatus.Succeeded, "re_2", null), At));

        Assert.Equal((RefundStatus.Succeeded, "re_2"), (refund.Status, refund.Reference));
        Assert.Equal("refund.not-failed", refund.Repeat().Refusal?.Code);
        Assert.Equal("refund.not-by-transfer", refund.PayOut("SEPA", At).Refusal?.Code);
    }

    [Theory]
    [InlineData(RefundStatus.Succeeded, null)]
    [InlineData(RefundStatus.Failed, "expired_card")]
    public void That_a_refund_was_taken_on_is_no_news_once_it_is_settled(RefundStatus ended, string? failure)
    {
        var refund = Asked("stripe");
        Assert.True(refund.Answer(1, new RefundAnswer(ended, "re_1", failure), At));

        Assert.False(refund.Answer(1, new RefundAnswer(RefundStatus.Sent, "re_1", null), At));

        Assert.Equal((ended, failure), (refund.Status, refund.Failure));
        Assert.Equal(ended == RefundStatus.Succeeded ? At : null, refund.SettledAt);
    }

    [Theory]
    [InlineData(1000, "USD", null)]
    [InlineData(999, "USD", "payment.too-little")]
    [InlineData(1001, "USD", "payment.too-much")]
    [InlineData(1000, "EUR", "payment.currency-differs")]
    public void Of_money_that_is_not_the_orders_does_not_pay_it(long amount, string currency, string? code)
    {
        var order = SharingARefund.Placed(1000, 0, 5);

        Assert.Equal(code, Received(amount, currency).WhyNotFor(order)?.Code);
    }

    [Fact]
    public void Of_other_money_for_what_is_paid_is_no_repetition()
    {
        var order = SharingARefund.Paid(1000, 0, 5);

        Assert.Equal("payment.paid-twice", Received(1000, "USD").WhyNotFor(order)?.Code);
        Assert.Null((Received(1000, "USD") with { Reference = "paid" }).WhyNotFor(order));
        Assert.Equal(PaymentFindingKind.PaidTwice, PaymentFinding.KindOf(Received(1, "USD").WhyNotFor(order)!));
    }

    private static ReceivedPayment Received(long amount, string currency) =>
        new("stripe", "cs_1", "pi_1", new Money(amount, currency));

    private static Refund Asked(string gateway)
    {
        var order = SharingARefund.Paid(1000, 0, 5);
        var received = new ReceivedPayment(gateway, "cs_1", "pi_1", order.Total);
        var payment = Payment.Record(new PaymentId(Guid.CreateVersion7()), order.Id, 1, received, At);
        var asked = new AskedRefund(RefundShare.Of(order, 1).Value, null, "By mistake.", null);
        return Refund.Ask(new RefundId(Guid.CreateVersion7()), payment, asked, At);
    }
}
