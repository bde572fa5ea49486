using System.Net;
using Guichet.Client;
using Microsoft.AspNetCore.Hosting;

namespace Guichet.Server.Tests.Orders;

public sealed class BuyingWithoutAGateway : SqliteHouse
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_refused_and_nothing_is_placed()
    {
        var buyer = await WelcomesAsync();

        var refused = await Assert.ThrowsAsync<GuichetException>(
            () => buyer.Client.PlaceOrderAsync(BuyingAPack.Pack5(), Cancel));

        Assert.Equal((HttpStatusCode.Conflict, "payment.no-gateway"), (refused.Status, refused.Code));
        Assert.Empty((await buyer.Client.ListOrdersAsync(cancel: Cancel)).Items);
    }

    protected override void Configure(IWebHostBuilder host) => host.UseSetting("Payments:Gateway", "");
}
