using Guichet.Client.Orders;
using Guichet.Client.Payments;

namespace Guichet.Server.Tests.Payments;

public abstract class SettingOutAgain(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task When_time_is_over_asks_about_the_first_checkout_before(bool later)
    {
        var (buyer, order, session) = await house.CheckOutAsync();
        house.Stripe().Pay(session, later);
        house.Clock.Advance(Duration.FromHours(13));

        var again = await buyer.Client.StartPaymentAsync(order.Id, Cancel);

        Assert.EndsWith($"/orders/{order.Id}", again.Address, StringComparison.Ordinal);
        Assert.Single(house.Stripe().Sessions.Values, one => one.Order == order.Id.ToString());
        if (later)
        {
            house.Stripe().Settle(session, paid: true);
            await house.ReconcileAsync();
        }

        await PaidOnceAsync(buyer, order.Id);
    }

    [Fact]
    public async Task When_the_gateway_has_forgotten_the_first_checkout_opens_another()
    {
        var (buyer, order, session) = await house.CheckOutAsync();
        house.Stripe().Sessions.Remove(session);

        var again = (await buyer.Client.StartPaymentAsync(order.Id, Cancel)).Address.Split('/')[^1];

        house.Stripe().Pay(again);
        await house.TellAsync();
        await PaidOnceAsync(buyer, order.Id);
        Assert.Equal(
            [PaymentStatus.Expired, PaymentStatus.Confirmed],
            (await buyer.Client.ListPaymentsAsync(order.Id, Cancel)).Select(payment => payment.Status));
    }

    private static async Task PaidOnceAsync(Somebody buyer, Guid order)
    {
        Assert.Equal(OrderStatus.Paid, (await buyer.Client.GetOrderAsync(order, Cancel)).Status);
        Assert.Equal(5, Assert.Single((await buyer.Client.ListPacksAsync(cancel: Cancel)).Items).Available);
    }
}

public sealed class SettingOutAgainOnSqlite(StripeSqliteHouse house)
    : SettingOutAgain(house), IClassFixture<StripeSqliteHouse>;

public sealed class SettingOutAgainOnPostgres(StripePostgresHouse house)
    : SettingOutAgain(house), IClassFixture<StripePostgresHouse>;
