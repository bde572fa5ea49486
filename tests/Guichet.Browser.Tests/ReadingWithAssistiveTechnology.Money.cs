using Guichet.Accounts;
using Guichet.Client;
using Guichet.Orders;
using Guichet.Payments;
using Guichet.Server.Accounts;
using Guichet.Server.Payments.Chargebacks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Browser.Tests;

/// <summary>Pages that are about one contract or one payment, and so have no address before there is one.</summary>
public sealed partial class ReadingWithAssistiveTechnology
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Meets_no_obstacle_on_a_contract_and_on_a_payment_that_a_bank_took_back()
    {
        var (partner, buyer, vendor) =
            (Known("dana@fabrikam.test"), Known("camille@example.test"), Known("admin@example.test"));
        var benefit = await partner.ActivateBenefitAsync("partner-gold-20", Cancel);
        var granted = await vendor.GrantContractAsync(
            new() { Id = Guid.CreateVersion7(), Plan = "advanced-partner", StartsOn = new(2026, 11, 20) }, Cancel);
        var order = await buyer.PlaceOrderAsync(new() { Id = Guid.CreateVersion7(), Plan = "pack-5" }, Cancel);
        order = await buyer.PayForDemonstrationAsync(order.Id, Cancel);
        var chargeback = await TakeBackAsync(new OrderId(order.Id), order.Total.Amount, order.Total.Currency);

        Assert.Empty(await WalkAsync(
            "fr",
            [
                ("dana@fabrikam.test", [$"/packs/{benefit.Id}/access-id"]),
                ("camille@example.test", [$"/packs/{order.Pack}", $"/orders/{order.Id}"]),
                ("clerk@example.test", [$"/desk/chargebacks/{chargeback}", "/desk/payments"]),
                ("admin@example.test", ["/desk/contracts", $"/desk/contracts/{granted.Id}"]),
            ]));
    }

    private GuichetClient Known(string email) => new(
        House.Factory.CreateClient(), DemonstrationPeople.All.Single(one => one.Email == email).ApiKey);

    /// <summary>No bank disputes what was paid at the gateway for demonstrations: the house is told of one that does.
    /// </summary>
    private async Task<Guid> TakeBackAsync(OrderId order, long amount, string currency)
    {
        var (id, found) = (
            new ChargebackId(Guid.CreateVersion7()),
            new ChargebackAtGateway(
                "dp_axe", ChargebackStatus.Open, new Money(amount, currency), null, "fraudulent",
                Server.Tests.House.Today, Server.Tests.House.Today + Duration.FromDays(14)));
        await House.Work.RunAsync<bool>(
            async database =>
            {
                var payment = await database.Set<Payment>().SingleAsync(one => one.Order == order, Cancel);
                database.Add(Chargeback.Of(id, payment, found));
                return true;
            },
            Cancel);
        await House.Services.GetRequiredService<LookAtChargeback>().ApplyAsync(found, Cancel);
        return id.Value;
    }
}
