using Guichet.Accounts;
using Guichet.Orders;
using Guichet.Payments;
using Guichet.Server.Tests.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Guichet.Server.Tests.Invoices;

/// <summary>What no operation writes, and a broken backup or a hand in the database could.</summary>
public abstract class LayingPaymentsBesideOrders(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Names_the_orders_whose_payments_are_missing_wrong_or_not_booked()
    {
        var clerk = await house.WelcomesAsync(Role.BillingClerk);
        var (_, missing, _) = await house.BuyAsync();
        var (_, wrong, _) = await house.BuyAsync();
        var (_, unbooked, _) = await house.CheckOutAsync();
        Assert.Empty((await clerk.Client.CheckBooksAsync(Cancel)).Breaks);

        await SpoilAsync(missing.Id, set => set.SetProperty(one => one.Status, PaymentStatus.Failed));
        await SpoilAsync(wrong.Id, set => set.SetProperty(one => one.Amount, 1));
        await SpoilAsync(unbooked.Id, set => set
            .SetProperty(one => one.Status, PaymentStatus.Confirmed)
            .SetProperty(one => one.SettledAt, House.Today));

        Assert.Equal(
            [
                ("books.payment-missing", missing.ConfirmationNumber),
                ("books.payment-not-booked", unbooked.ConfirmationNumber),
                ("books.payment-wrong", wrong.ConfirmationNumber),
            ],
            (await clerk.Client.CheckBooksAsync(Cancel)).Breaks
                .Select(one => (one.Code, one.Subject)).OrderBy(one => one.Code, StringComparer.Ordinal));
    }

    private Task<Result<int>> SpoilAsync(Guid order, Action<UpdateSettersBuilder<Payment>> set)
    {
        var id = new OrderId(order);
        return house.Work.RunAsync<int>(
            async database => await database.Set<Payment>().Where(one => one.Order == id)
                .ExecuteUpdateAsync(set, Cancel),
            Cancel);
    }
}

public sealed class LayingPaymentsBesideOrdersOnSqlite(StripeSqliteHouse house)
    : LayingPaymentsBesideOrders(house), IClassFixture<StripeSqliteHouse>;

public sealed class LayingPaymentsBesideOrdersOnPostgres(StripePostgresHouse house)
    : LayingPaymentsBesideOrders(house), IClassFixture<StripePostgresHouse>;
