using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Invoices;
using Guichet.Client.Orders;
using Guichet.Client.Payments;
using Guichet.Server.Orders;
using Guichet.Server.Storage;
using Guichet.Server.Tests.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Server.Tests.Orders;

/// <summary>An order that nobody pays: thirty days, a reminder seven before, and ten days longer.</summary>
public abstract class LeavingAnOrderUnpaid(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_reminded_of_once_and_canceled_after_its_last_day()
    {
        var (buyer, order) = await OrderAsync(PaymentMethod.BankTransfer);
        Assert.Equal(
            (new DateOnly(2026, 12, 20), new DateOnly(2026, 12, 20), new DateOnly(2026, 12, 30)),
            (order.PayBy!.Value, order.Transfer!.PayBy!.Value, order.AwaitedUntil!.Value));

        await SweepAsync(22);
        Assert.Equal(0, await ToldAsync("order.payment-due", order));
        await SweepAsync(23);
        await SweepAsync(24);
        Assert.Equal(1, await ToldAsync("order.payment-due", order));
        await SweepAsync(40);
        Assert.Equal(OrderStatus.AwaitingPayment, (await buyer.Client.GetOrderAsync(order.Id, Cancel)).Status);
        await Task.WhenAll(SweepAsync(41), SweepAsync(41));

        var canceled = await buyer.Client.GetOrderAsync(order.Id, Cancel);
        Assert.Equal((OrderStatus.Canceled, CancelReason.Unpaid), (canceled.Status, canceled.CanceledBecause!.Value));
        Assert.Equal((1, 1), (await ToldAsync("order.unpaid", order), await ToldAsync("order.canceled", order)));
        Assert.Single((await buyer.Client.ListInvoicesAsync(InvoiceKind.CreditNote, order.Id, cancel: Cancel)).Items);
    }

    /// <summary>There is nothing to counter on its invoice, and that keeps no other from its turn.</summary>
    [Fact]
    public async Task That_costs_nothing_is_canceled_like_any_other()
    {
        var administrator = await house.WelcomesAsync(Role.Administrator);
        var policy = await administrator.Client.GetPolicyAsync(Cancel);
        await administrator.Client.ApplyPolicyAsync(
            policy.Text.Replace("price: 499.00 USD", "price: 0.00 USD", StringComparison.Ordinal), cancel: Cancel);
        var buyer = await house.WelcomesAsync();
        var free = await buyer.Client.PlaceOrderAsync(
            new NewOrder
            {
                Id = Guid.CreateVersion7(), Plan = "pay-per-incident", Method = PaymentMethod.BankTransfer,
            },
            Cancel);
        var (other, order) = await OrderAsync(PaymentMethod.BankTransfer);

        await SweepAsync(41);

        Assert.Equal(
            (0, OrderStatus.Canceled, OrderStatus.Canceled),
            (free.Total.Amount, (await buyer.Client.GetOrderAsync(free.Id, Cancel)).Status,
                (await other.Client.GetOrderAsync(order.Id, Cancel)).Status));
        Assert.Empty((await buyer.Client.ListInvoicesAsync(InvoiceKind.CreditNote, free.Id, cancel: Cancel)).Items);
    }

    [Fact]
    public async Task A_transfer_that_comes_afterwards_is_kept_for_the_clerk()
    {
        var (_, order) = await OrderAsync(PaymentMethod.BankTransfer);
        var clerk = await house.WelcomesAsync(Role.BillingClerk);
        await SweepAsync(41);
        var transfer = new NewTransfer
        {
            Amount = order.Total.Amount,
            Currency = order.Total.Currency,
            ReceivedOn = new DateOnly(2026, 11, 20),
            Reference = $"LATE {order.Id:N}",
        };

        for (var tries = 0; tries < 2; tries++)
        {
            Assert.Equal("payment.after-cancel", (await Assert.ThrowsAsync<GuichetException>(
                () => clerk.Client.RecordTransferAsync(order.Id, transfer, Cancel))).Code);
        }

        var finding = Assert.Single(
            (await clerk.Client.ListPaymentFindingsAsync(limit: 200, cancel: Cancel)).Items,
            one => one.Order == order.Id);
        Assert.Equal(
            (PaymentFindingKind.PaidAfterCancel, order.Total, transfer.Reference),
            (finding.Kind, finding.Amount, finding.Reference));
    }

    [Fact]
    public async Task By_card_is_given_up_without_a_word_before_and_the_paid_stays()
    {
        var (buyer, left) = await OrderAsync(PaymentMethod.Card);
        var (payer, paid, _) = await house.BuyAsync();

        await SweepAsync(41);

        Assert.Equal(
            (OrderStatus.Canceled, null, 0),
            ((await buyer.Client.GetOrderAsync(left.Id, Cancel)).Status, left.PayBy,
                await ToldAsync("order.payment-due", left)));
        Assert.Equal(OrderStatus.Paid, (await payer.Client.GetOrderAsync(paid.Id, Cancel)).Status);
    }

    private async Task<(Somebody Buyer, OrderView Order)> OrderAsync(PaymentMethod method)
    {
        var buyer = await house.WelcomesAsync();
        return (buyer, await buyer.Client.PlaceOrderAsync(
            new NewOrder { Id = Guid.CreateVersion7(), Plan = "pack-5", Method = method }, Cancel));
    }

    /// <summary>As on the day that comes so many days after the order.</summary>
    private Task SweepAsync(int days) => house.Services.GetRequiredService<CancelUnpaidOrders>().RunAsync(
        house.Clock.GetCurrentInstant() + Duration.FromDays(days), Cancel);

    private async Task<int> ToldAsync(string kind, OrderView order)
    {
        await using var database = house.Services.GetRequiredService<IStorage>().Read();
        return (await database.Set<OutboxMessage>().AsNoTracking().Where(one => one.Kind == kind).ToListAsync(Cancel))
            .Count(one => one.Payload.Contains(order.Id.ToString(), StringComparison.Ordinal));
    }
}

public sealed class LeavingAnOrderUnpaidOnSqlite(StripeSqliteHouse house)
    : LeavingAnOrderUnpaid(house), IClassFixture<StripeSqliteHouse>;

public sealed class LeavingAnOrderUnpaidOnPostgres(StripePostgresHouse house)
    : LeavingAnOrderUnpaid(house), IClassFixture<StripePostgresHouse>;
