using Guichet.Orders;
using Guichet.Payments;
using Guichet.Plans;

namespace Guichet.Server.Tests.Mail;

/// <summary>The mails about money that goes back, comes late or is taken back.</summary>
public sealed partial class WritingMails
{
    private async Task RefundAsync(Somebody customer)
    {
        var refund = new RefundId(Guid.Parse("01900000-0000-7000-8000-000000000005"));
        await StoreAsync(database =>
        {
            var received = new ReceivedPayment("stripe", "cs_1", "pi_1", new Money(227_400, "EUR"));
            var payment = Payment.Record(new PaymentId(Guid.CreateVersion7()), Order, 1, received, Today);
            database.Add(payment);
            var share = new RefundShare(0, 37_900, 7_580);
            return Refund.Ask(refund, payment, new AskedRefund(share, null, "Bought by mistake.", null), Today);
        });
        await WriteAsync("refund.made", new { order = Order.Value, refund = refund.Value });
        await TakeBackAsync(customer);
    }

    private async Task TakeBackAsync(Somebody customer)
    {
        var chargeback = new ChargebackId(Guid.Parse("01900000-0000-7000-8000-000000000007"));
        await StoreAsync(database =>
        {
            var payment = database.Set<Payment>().Single(one => one.Order == Order);
            var found = new ChargebackAtGateway(
                "dp_1", ChargebackStatus.Open, payment.Money, "pi_1", "fraudulent", Today,
                Today + Duration.FromDays(7));
            var one = Chargeback.Of(chargeback, payment, found);
            one.Look(found, Today);
            return one;
        });
        foreach (var kind in new[] { "chargeback.opened", "chargeback.won", "chargeback.lost" })
        {
            await WriteAsync(kind, new { chargeback = chargeback.Value });
        }

        await WriteAsync("chargeback.heard", new { chargeback = chargeback.Value, person = customer.Id.Value });
    }

    private async Task TransferAsync(Somebody customer, SupportPlan plan)
    {
        var order = new OrderId(Guid.Parse("01900000-0000-7000-8000-000000000006"));
        var purchase = new Purchase("G-2026-0002", customer.Id, null, "FR", "", null, 1, Today)
        {
            Method = PaymentMethod.BankTransfer,
            Deadline = new OrderTerms().DeadlineOf(PaymentMethod.BankTransfer, new LocalDate(2026, 11, 20)),
        };
        await StoreAsync(_ => Guichet.Orders.Order.Place(order, purchase, plan, 2000).Value!);
        await WriteAsync("order.awaits-transfer", new { order = order.Value });
        await WriteAsync("order.payment-due", new { order = order.Value });
        await StoreAsync(database =>
        {
            database.Set<Guichet.Orders.Order>().Single(one => one.Id == order).Cancel(CancelReason.Unpaid);
            return null;
        });
        await WriteAsync("order.unpaid", new { order = order.Value });
    }
}
