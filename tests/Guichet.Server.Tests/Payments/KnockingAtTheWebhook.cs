using System.Net;
using Guichet.Client.Orders;

namespace Guichet.Server.Tests.Payments;

/// <summary>Nobody comes in but with the signature of Stripe.</summary>
public sealed class KnockingAtTheWebhook(StripeSqliteHouse house) : IClassFixture<StripeSqliteHouse>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private long Now => house.Clock.GetCurrentInstant().ToUnixTimeSeconds();

    [Fact]
    public async Task With_a_forged_signature_changes_nothing()
    {
        var (buyer, order, session) = await house.CheckOutAsync();
        house.Stripe().Pay(session);
        var body = StripeEvents.Write(house.LastEvent());

        string?[] signatures =
        [
            null,
            "",
            "t=1,v1=00",
            StripeEvents.Sign(body, Now, "whsec_another"),
            StripeEvents.Sign(body + " ", Now),
            StripeEvents.Sign(body, Now - 301),
            StripeEvents.Sign(body, Now).Replace("v1=", "v0=", StringComparison.Ordinal),
        ];
        foreach (var signature in signatures)
        {
            Assert.Equal(HttpStatusCode.BadRequest, await house.PostEventAsync(body, signature));
        }

        Assert.Equal(OrderStatus.AwaitingPayment, (await buyer.Client.GetOrderAsync(order.Id, Cancel)).Status);
        Assert.Equal(HttpStatusCode.OK, await house.PostEventAsync(body, StripeEvents.Sign(body, Now - 299)));
        Assert.Equal(OrderStatus.Paid, (await buyer.Client.GetOrderAsync(order.Id, Cancel)).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"id\":1")]
    public async Task With_a_body_that_is_no_event_is_turned_away(string body) =>
        Assert.Equal(HttpStatusCode.BadRequest, await house.PostEventAsync(body, StripeEvents.Sign(body, Now)));

    [Fact]
    public async Task With_too_much_is_turned_away()
    {
        var body = new string(' ', 300_000);

        Assert.Equal(
            HttpStatusCode.RequestEntityTooLarge, await house.PostEventAsync(body, StripeEvents.Sign(body, Now)));
    }

    [Fact]
    public async Task About_what_concerns_nobody_here_is_taken_and_forgotten()
    {
        var (_, order, session) = await house.CheckOutAsync();
        house.Stripe().Pay(session);
        var paid = house.LastEvent();
        var calls = house.Stripe().Calls.Count;

        var customer = Json("""{"id":"cus_1","object":"customer"}""");
        Assert.Equal(HttpStatusCode.OK, await house.TellAsync(("customer.created", customer, paid.At)));
        Assert.Equal(calls, house.Stripe().Calls.Count);
        var other = Json("""{"id":"cs_other","object":"checkout.session"}""");
        Assert.Equal(HttpStatusCode.OK, await house.TellAsync(("checkout.session.completed", other, paid.At)));
        Assert.NotEqual(Guid.Empty, order.Id);
    }

    [Fact]
    public async Task While_Stripe_does_not_answer_asks_to_be_told_again()
    {
        var (buyer, order, session) = await house.CheckOutAsync();
        house.Stripe().Pay(session);
        house.Stripe().LoseAnswers(2);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await house.TellAsync());
        Assert.Equal(HttpStatusCode.OK, await house.TellAsync());

        Assert.Equal(OrderStatus.Paid, (await buyer.Client.GetOrderAsync(order.Id, Cancel)).Status);
    }

    private static System.Text.Json.JsonElement Json(string text) =>
        System.Text.Json.JsonDocument.Parse(text).RootElement;
}
