using System.Globalization;
using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Invoices;
using Guichet.Client.Orders;
using Guichet.Client.Payments;
using Guichet.Server.Storage;
using Guichet.Server.Tests.Invoices;
using Guichet.Server.Tests.Mail;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Tests.Payments;

public abstract class PayingByTransfer(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Says_where_to_transfer_and_brings_the_pack_when_the_clerk_records_it()
    {
        var (buyer, order) = await OrderAsync();
        var clerk = await house.WelcomesAsync(Role.BillingClerk);
        Assert.Equal(
            (order.ConfirmationNumber, "FR76 3000 6000 0112 3456 7890 189", 299_400L),
            (order.Transfer!.Reference, order.Transfer.Iban, order.Transfer.Amount.Amount));
        var transfer = Transfer(order);

        var paid = await clerk.Client.RecordTransferAsync(order.Id, transfer, Cancel);
        var again = await clerk.Client.RecordTransferAsync(order.Id, transfer, Cancel);

        Assert.Equal((OrderStatus.Paid, paid), (paid.Status, again));
        Assert.Null(paid.Transfer);
        Assert.Equal("PO-77", paid.PurchaseOrderNumber);
        Assert.Equal(5, (await buyer.Client.GetPackAsync(paid.Pack!.Value, Cancel)).Available);
        var payment = Assert.Single(await buyer.Client.ListPaymentsAsync(order.Id, Cancel));
        Assert.Equal(
            ("bank-transfer", PaymentStatus.Confirmed, new DateOnly(2026, 11, 20)),
            (payment.Gateway, payment.Status, payment.ReceivedOn!.Value));

        // Who recorded it is written with it, and once like it.
        await using var database = house.Storage.Read();
        var subject = order.Id.ToString();
        Assert.Equal(
            [("payment.recorded", (Guid?)clerk.Id.Value, transfer.Reference!)],
            (await database.Set<AuditEntry>().Where(one => one.Subject == subject).ToListAsync(Cancel))
                .Select(one => (one.Act, one.Actor, one.Detail)));
    }

    [Theory]
    [InlineData(299_399, "USD", "payment.too-little")]
    [InlineData(299_401, "USD", "payment.too-much")]
    [InlineData(299_400, "EUR", "payment.currency-differs")]
    public async Task Of_another_amount_is_refused(long amount, string currency, string code)
    {
        var (buyer, order) = await OrderAsync();
        var clerk = await house.WelcomesAsync(Role.BillingClerk);

        await RefusedAsync(code, clerk.Client.RecordTransferAsync(
            order.Id, Transfer(order) with { Amount = amount, Currency = currency }, Cancel));

        Assert.Equal(OrderStatus.AwaitingPayment, (await buyer.Client.GetOrderAsync(order.Id, Cancel)).Status);
    }

    [Fact]
    public async Task Pays_one_order_only()
    {
        var (_, first) = await OrderAsync();
        var (_, second) = await OrderAsync();
        var clerk = await house.WelcomesAsync(Role.BillingClerk);
        var transfer = Transfer(first);
        await clerk.Client.RecordTransferAsync(first.Id, transfer, Cancel);

        await RefusedAsync(
            "payment.reference-used", clerk.Client.RecordTransferAsync(second.Id, transfer, Cancel));
        await RefusedAsync(
            "payment.paid-twice", clerk.Client.RecordTransferAsync(first.Id, Transfer(first), Cancel));
    }

    [Theory]
    [InlineData("2026-11-18")]
    [InlineData("2026-11-22")]
    public async Task On_a_day_before_the_order_or_to_come_is_refused(string day)
    {
        var (_, order) = await OrderAsync();
        var clerk = await house.WelcomesAsync(Role.BillingClerk);

        await RefusedAsync("payment.day-wrong", clerk.Client.RecordTransferAsync(
            order.Id,
            Transfer(order) with { ReceivedOn = DateOnly.Parse(day, CultureInfo.InvariantCulture) },
            Cancel));
    }

    [Fact]
    public async Task Cannot_be_recorded_for_an_order_by_card_nor_paid_by_card_afterwards()
    {
        var (_, byCard, _) = await house.CheckOutAsync();
        var (buyer, byTransfer) = await OrderAsync();
        var clerk = await house.WelcomesAsync(Role.BillingClerk);

        await RefusedAsync(
            "payment.not-by-transfer", clerk.Client.RecordTransferAsync(byCard.Id, Transfer(byCard), Cancel));
        await RefusedAsync("payment.not-by-card", buyer.Client.StartPaymentAsync(byTransfer.Id, Cancel));
    }

    [Fact]
    public async Task Goes_back_by_transfer_which_the_clerk_makes()
    {
        var (buyer, order) = await OrderAsync();
        var clerk = await house.WelcomesAsync(Role.BillingClerk);
        await clerk.Client.RecordTransferAsync(order.Id, Transfer(order), Cancel);
        var refund = await clerk.Client.RefundOrderAsync(order.Id, RefundingAnOrder.Refunds(2), Cancel);
        while (await house.DeliverAsync() > 0)
        {
        }

        Assert.Equal(RefundStatus.Asked, (await clerk.Client.ListRefundsAsync(order.Id, Cancel))[0].Status);
        var paid = new PaidOutRefund { Reference = "SEPA 99" };
        var settled = await clerk.Client.PayOutRefundAsync(refund.Id, paid, Cancel);
        var again = await clerk.Client.PayOutRefundAsync(refund.Id, paid, Cancel);

        Assert.Equal((RefundStatus.Succeeded, "SEPA 99", settled), (settled.Status, settled.Reference, again));
        await RefusedAsync("refund.paid-out-already", clerk.Client.PayOutRefundAsync(
            refund.Id, paid with { Reference = "SEPA 100" }, Cancel));
        Assert.Equal("SEPA 99", (await clerk.Client.ListRefundsAsync(order.Id, Cancel))[0].Reference);
        Assert.Equal(119_760, (await buyer.Client.GetOrderAsync(order.Id, Cancel)).Refunded.Amount);
    }

    [Theory]
    [InlineData("en", "nothing is given back")]
    [InlineData("fr", "rien n’est remboursé")]
    public async Task Canceled_says_on_the_credit_note_that_nothing_was_paid(string language, string said)
    {
        var (buyer, order) = await OrderAsync();

        await buyer.Client.CancelOrderAsync(order.Id, Cancel);

        var note = Assert.Single((await buyer.Client.ListInvoicesAsync(
            InvoiceKind.CreditNote, order.Id, cancel: Cancel)).Items);
        Assert.Contains(
            said,
            BillingAPurchase.Read(await buyer.Client.DownloadInvoiceAsync(note.Number, language, Cancel)),
            StringComparison.Ordinal);
    }

    private async Task<(Somebody Buyer, OrderView Order)> OrderAsync()
    {
        var buyer = await house.WelcomesAsync();
        var order = new NewOrder
        {
            Id = Guid.CreateVersion7(),
            Plan = "pack-5",
            PurchaseOrderNumber = "PO-77",
            Method = PaymentMethod.BankTransfer,
        };
        return (buyer, await buyer.Client.PlaceOrderAsync(order, Cancel));
    }

    private static NewTransfer Transfer(OrderView order) => new()
    {
        Amount = order.Total.Amount,
        Currency = order.Total.Currency,
        ReceivedOn = new DateOnly(2026, 11, 20),
        Reference = $"SEPA {Guid.NewGuid():N}",
    };

    private static async Task RefusedAsync(string code, Task call) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<GuichetException>(() => call)).Code);
}

public sealed class PayingByTransferOnSqlite(StripeSqliteHouse house)
    : PayingByTransfer(house), IClassFixture<StripeSqliteHouse>;

public sealed class PayingByTransferOnPostgres(StripePostgresHouse house)
    : PayingByTransfer(house), IClassFixture<StripePostgresHouse>;
