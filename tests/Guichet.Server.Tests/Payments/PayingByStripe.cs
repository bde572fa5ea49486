using System.Net;
using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Orders;
using Guichet.Client.Payments;
using Guichet.Orders;
using Guichet.Server.Payments;
using Guichet.Server.Storage;
using Guichet.Server.Tests.Accounts;
using Guichet.Server.Tests.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderStatus = Guichet.Client.Orders.OrderStatus;

namespace Guichet.Server.Tests.Payments;

public abstract class PayingByStripe(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact, Trait("Rule", "R21")]
    public async Task Shows_price_and_tax_at_the_gateway_and_brings_the_pack_when_the_webhook_comes()
    {
        var (buyer, order, session) = await house.CheckOutAsync();
        Assert.Equal(
            [("5-pack of incidents", 249_500L), ("French VAT", 49_900L)],
            house.Stripe().Sessions[session].Lines.Select(line => (Known(line.Name), line.Amount)));
        Assert.Equal(OrderStatus.AwaitingPayment, (await buyer.Client.GetOrderAsync(order.Id, Cancel)).Status);

        house.Stripe().Pay(session);
        Assert.Equal(OrderStatus.AwaitingPayment, (await buyer.Client.GetOrderAsync(order.Id, Cancel)).Status);
        Assert.Equal(HttpStatusCode.OK, await house.TellAsync());

        await PaidOnceAsync(buyer, order.Id);
        var payment = Assert.Single(await buyer.Client.ListPaymentsAsync(order.Id, Cancel));
        Assert.Equal(
            (PaymentStatus.Confirmed, "stripe", session, 299_400L),
            (payment.Status, payment.Gateway, payment.Reference, payment.Amount.Amount));

        // Names are the policy's; that both lines have one is what counts here.
        static string Known(string name) =>
            name.Contains("VAT", StringComparison.Ordinal) ? "French VAT" : "5-pack of incidents";
    }

    [Fact]
    public async Task Told_by_two_webhooks_and_the_return_page_at_once_is_paid_once()
    {
        var (buyer, order, session) = await house.CheckOutAsync();
        house.Stripe().Pay(session);
        var told = house.LastEvent();

        await Task.WhenAll(Enumerable.Range(0, 4).SelectMany(_ => new Task[]
        {
            house.TellAsync(told),
            house.TellAsync(told),
            ReturnAsync(buyer, order.Id),
            house.ReconcileAsync(),
        }));

        await PaidOnceAsync(buyer, order.Id);
    }

    [Fact]
    public async Task Without_a_return_page_or_a_webhook_is_found_by_the_reconciliation()
    {
        var (buyer, order, session) = await house.CheckOutAsync();
        house.Stripe().Pay(session);
        house.Clock.Advance(Duration.FromDays(2));

        await house.ReconcileAsync();
        await house.ReconcileAsync();

        await PaidOnceAsync(buyer, order.Id);
        Assert.DoesNotContain(await FindingsAsync(), finding => finding.Order == order.Id);
    }

    [Fact]
    public async Task Told_late_and_out_of_order_ends_in_the_same_state()
    {
        var (buyer, order, session) = await house.CheckOutAsync();
        house.Stripe().Decline(session);
        house.Stripe().Pay(session);
        var declined = house.LastEvent("payment_intent.payment_failed");
        var paid = house.LastEvent("checkout.session.completed");
        house.Clock.Advance(Duration.FromDays(3));

        Assert.Equal(HttpStatusCode.OK, await house.TellAsync(paid));
        Assert.Equal(HttpStatusCode.OK, await house.TellAsync(declined));
        Assert.Equal(HttpStatusCode.OK, await house.TellAsync(paid));

        await PaidOnceAsync(buyer, order.Id);
    }

    [Fact]
    public async Task That_settles_later_waits_and_then_is_paid_or_fails()
    {
        var (buyer, order, session) = await house.CheckOutAsync();
        house.Stripe().Pay(session, later: true);
        await house.TellAsync();
        await ReturnAsync(buyer, order.Id);
        Assert.Equal(OrderStatus.AwaitingPayment, (await buyer.Client.GetOrderAsync(order.Id, Cancel)).Status);

        house.Stripe().Settle(session, paid: false);
        await house.TellAsync();
        Assert.Equal(
            PaymentStatus.Failed, Assert.Single(await buyer.Client.ListPaymentsAsync(order.Id, Cancel)).Status);

        var again = (await buyer.Client.StartPaymentAsync(order.Id, Cancel)).Address.Split('/')[^1];
        house.Stripe().Pay(again, later: true);
        house.Stripe().Settle(again, paid: true);
        await house.TellAsync();
        await PaidOnceAsync(buyer, order.Id);
    }

    [Fact]
    public async Task Started_by_many_at_once_opens_one_checkout()
    {
        var buyer = await house.WelcomesAsync();
        var order = await buyer.Client.PlaceOrderAsync(
            new NewOrder { Id = Guid.CreateVersion7(), Plan = "pack-5" }, Cancel);

        var started = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => buyer.Client.StartPaymentAsync(order.Id, Cancel)));

        Assert.Single(started.Distinct());
        Assert.Single(house.Stripe().Sessions.Values, session => session.Order == order.Id.ToString());
    }

    [Fact]
    public async Task Started_when_the_answer_was_lost_comes_to_the_same_checkout()
    {
        var buyer = await house.WelcomesAsync();
        var order = await buyer.Client.PlaceOrderAsync(
            new NewOrder { Id = Guid.CreateVersion7(), Plan = "pack-5" }, Cancel);
        house.Stripe().LoseAnswers(2);

        await RefusedAsync("payment.gateway-silent", buyer.Client.StartPaymentAsync(order.Id, Cancel));
        await using var second = await SecondHouse.OpenAsync(house);
        using var client = new GuichetClient(second.Factory.CreateClient(), buyer.Key);
        await client.StartPaymentAsync(order.Id, Cancel);

        Assert.Single(house.Stripe().Sessions.Values, session => session.Order == order.Id.ToString());
    }

    [Fact]
    public async Task Declined_is_said_on_the_order_and_another_card_pays()
    {
        var (buyer, order, session) = await house.CheckOutAsync();
        house.Stripe().Decline(session);
        await house.TellAsync();

        var payment = Assert.Single(await buyer.Client.ListPaymentsAsync(order.Id, Cancel));
        Assert.Equal((PaymentStatus.Started, true), (payment.Status, payment.DeclinedAt is not null));
        var again = await buyer.Client.StartPaymentAsync(order.Id, Cancel);
        Assert.EndsWith(session, again.Address, StringComparison.Ordinal);
        house.Stripe().Pay(session);
        await house.TellAsync();
        await PaidOnceAsync(buyer, order.Id);
    }

    [Fact]
    public async Task Not_in_time_expires_and_a_new_checkout_pays()
    {
        var (buyer, order, session) = await house.CheckOutAsync();
        house.Clock.Advance(Duration.FromHours(13));
        house.Stripe().TellExpired(session);
        await house.TellAsync();

        Assert.Equal(
            PaymentStatus.Expired, Assert.Single(await buyer.Client.ListPaymentsAsync(order.Id, Cancel)).Status);
        var again = (await buyer.Client.StartPaymentAsync(order.Id, Cancel)).Address.Split('/')[^1];
        Assert.NotEqual(session, again);
        house.Stripe().Pay(again);
        await house.TellAsync();
        await PaidOnceAsync(buyer, order.Id);
        Assert.Equal(
            [PaymentStatus.Expired, PaymentStatus.Confirmed],
            (await buyer.Client.ListPaymentsAsync(order.Id, Cancel)).Select(payment => payment.Status));
    }

    [Fact]
    public async Task Canceled_closes_the_checkout()
    {
        var (buyer, order, session) = await house.CheckOutAsync();

        await buyer.Client.CancelOrderAsync(order.Id, Cancel);
        await house.DeliverAsync();

        var now = house.Clock.GetCurrentInstant().ToUnixTimeSeconds();
        Assert.Equal("expired", house.Stripe().Sessions[session].Status(now));
        Assert.Equal(
            PaymentStatus.Expired, Assert.Single(await buyer.Client.ListPaymentsAsync(order.Id, Cancel)).Status);
        await RefusedAsync("order.canceled", buyer.Client.StartPaymentAsync(order.Id, Cancel));
    }

    [Fact]
    public async Task Canceled_and_paid_in_the_same_moment_is_shown_to_the_clerk()
    {
        var (buyer, order, session) = await house.CheckOutAsync();
        await buyer.Client.CancelOrderAsync(order.Id, Cancel);
        house.Stripe().Pay(session);
        await house.TellAsync();
        await house.TellAsync();

        var finding = Assert.Single(await FindingsAsync(), one => one.Order == order.Id);
        Assert.Equal((PaymentFindingKind.PaidAfterCancel, 299_400L), (finding.Kind, finding.Amount.Amount));
        Assert.Equal(OrderStatus.Canceled, (await buyer.Client.GetOrderAsync(order.Id, Cancel)).Status);
    }

    [Theory]
    [InlineData(299_399, "usd")]
    [InlineData(299_401, "usd")]
    [InlineData(299_400, "eur")]
    public async Task With_another_amount_or_currency_is_not_accepted_but_shown(long amount, string currency)
    {
        var (buyer, order, session) = await house.CheckOutAsync();
        var tampered = house.Stripe().Sessions[session];
        (tampered.Amount, tampered.Currency) = (amount, currency);
        house.Stripe().Pay(session);

        Assert.Equal(HttpStatusCode.OK, await house.TellAsync());
        await house.ReconcileAsync();

        Assert.Equal(OrderStatus.AwaitingPayment, (await buyer.Client.GetOrderAsync(order.Id, Cancel)).Status);
        var finding = Assert.Single(await FindingsAsync(), one => one.Order == order.Id);
        Assert.Equal((PaymentFindingKind.AmountDiffers, amount), (finding.Kind, finding.Amount.Amount));
    }

    [Fact]
    public async Task For_no_order_is_kept_once_and_dealt_with_once()
    {
        var reference = $"cs_test_stray_{Guid.NewGuid():N}";
        house.Stripe().Sessions[reference] = new StandInSession
        {
            Id = reference,
            Order = Guid.NewGuid().ToString(),
            Amount = 5000,
            Currency = "usd",
            Url = "",
            Created = house.Clock.GetCurrentInstant().ToUnixTimeSeconds(),
            ExpiresAt = (house.Clock.GetCurrentInstant() + Duration.FromHours(1)).ToUnixTimeSeconds(),
        };
        house.Stripe().Pay(reference);
        await house.TellAsync();
        await house.ReconcileAsync();
        await house.TellAsync();

        var clerk = await house.WelcomesAsync(Role.BillingClerk);
        var finding = Assert.Single(await FindingsAsync(), one => one.Reference == reference);
        Assert.Equal(PaymentFindingKind.PaymentWithoutOrder, finding.Kind);
        var note = new DealtWithFinding { Note = "Given back at Stripe." };
        var dealt = await clerk.Client.DealWithPaymentFindingAsync(finding.Id, note, Cancel);
        Assert.Equal("Given back at Stripe.", dealt.Note);
        await RefusedAsync(
            "payment-finding.dealt-with", clerk.Client.DealWithPaymentFindingAsync(finding.Id, note, Cancel));
        await house.ReconcileAsync();
        Assert.DoesNotContain(await FindingsAsync(), one => one.Reference == reference);
        house.Stripe().Sessions.Remove(reference);
    }

    [Fact]
    public async Task That_the_gateway_does_not_know_is_found_once()
    {
        var (buyer, order, session) = await house.BuyAsync();
        house.Stripe().Sessions.Remove(session);

        await house.ReconcileAsync();
        await house.ReconcileAsync();

        var finding = Assert.Single(await FindingsAsync(), one => one.Order == order.Id);
        Assert.Equal((PaymentFindingKind.OrderWithoutPayment, 0L), (finding.Kind, finding.Amount.Amount));
        Assert.Equal(OrderStatus.Paid, (await buyer.Client.GetOrderAsync(order.Id, Cancel)).Status);
    }

    [Fact]
    public async Task Paid_a_second_time_is_shown_to_the_clerk()
    {
        var (buyer, order, session) = await house.BuyAsync();
        var second = $"cs_test_second_{Guid.NewGuid():N}";
        house.Stripe().Sessions[second] = new StandInSession
        {
            Id = second,
            Order = order.Id.ToString(),
            Amount = 299_400,
            Currency = "usd",
            Url = "",
            Created = house.Clock.GetCurrentInstant().ToUnixTimeSeconds(),
            ExpiresAt = (house.Clock.GetCurrentInstant() + Duration.FromHours(1)).ToUnixTimeSeconds(),
        };
        house.Stripe().Pay(second);
        await house.TellAsync();

        await PaidOnceAsync(buyer, order.Id);
        var finding = Assert.Single(await FindingsAsync(), one => one.Order == order.Id);
        Assert.Equal((PaymentFindingKind.PaidTwice, second), (finding.Kind, finding.Reference));
        Assert.NotEqual(session, second);
    }

    [Fact]
    public async Task Leads_through_the_pages_to_the_gateway_and_back()
    {
        using var visit = new Visit(house);
        await RegisterAsync(visit);
        var id = Guid.CreateVersion7();
        using var billed = await visit.PostAsync(
            "/plans/pack-5/buy", "billing",
            ("Model.Name", "Noor Haddad"), ("Model.Street", "1 rue de la Paix"), ("Model.City", "Lyon"),
            ("Model.Country", "FR"));
        Assert.Equal(HttpStatusCode.Redirect, billed.StatusCode);

        using var page = await visit.GetAsync("/plans/pack-5/buy");
        using var unaccepted = await visit.PostAsync(
            "/plans/pack-5/buy", "buy", ("Model.Id", id.ToString()), ("Model.Method", "Card"));
        using var bought = await visit.PostAsync(
            "/plans/pack-5/buy", "buy",
            ("Model.Id", id.ToString()), ("Model.Method", "Card"), ("Model.Accepts", "true"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Redirect), (unaccepted.StatusCode, bought.StatusCode));
        Assert.Contains(
            $"form-action 'self' {house.Stripe().Address};",
            page.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal);
        var session = house.Stripe().Sessions.Values.Single(one => one.Order == id.ToString());
        Assert.Equal(session.Url, bought.Headers.Location!.ToString());

        Assert.Contains("is not confirmed yet", await visit.ReadAsync(PathOf(session)), StringComparison.Ordinal);
        house.Stripe().Pay(session.Id);
        using var returned = await visit.GetAsync(PathOf(session));
        Assert.EndsWith($"/orders/{id}", returned.Headers.Location!.ToString(), StringComparison.Ordinal);
        var paid = await visit.ReadAsync($"/orders/{id}");
        Assert.Contains("Thank you", paid, StringComparison.Ordinal);
        Assert.Contains("incidents are ready", paid, StringComparison.Ordinal);

        house.Stripe().Dispute(session.Id);
        await house.TellAsync();
        var disputed = await visit.ReadAsync($"/orders/{id}");
        Assert.DoesNotContain("incidents are ready", disputed, StringComparison.Ordinal);
        Assert.Contains("is disputed at your bank", disputed, StringComparison.Ordinal);
        Assert.Contains("Payment taken back", await visit.ReadAsync("/packs"), StringComparison.Ordinal);
    }

    private static string PathOf(StandInSession session) => new Uri(session.SuccessUrl).AbsolutePath;

    private async Task RegisterAsync(Visit visit)
    {
        var email = Visit.NewAddress();
        using var registered = await visit.PostAsync(
            "/account/register", "register",
            ("Model.Email", email), ("Model.Name", "Noor Haddad"), ("Model.Password", Visit.Password),
            ("Model.SignIn", "Personal"), ("Model.Country", "FR"), ("Model.TimeZone", "Europe/Paris"),
            ("Model.Language", "en"));
        using var confirmed = await visit.PostAsync(
            await house.LastLinkAsync("account.confirm-email", email), "confirm", ("Model.Password", Visit.Password));
        Assert.Equal(HttpStatusCode.Redirect, confirmed.StatusCode);
    }

    /// <summary>The buyer comes back; the gateway is asked, and nothing is believed.</summary>
    private Task<Order?> ReturnAsync(Somebody buyer, Guid order) =>
        house.Services.GetRequiredService<PaymentReturn>().RunAsync(
            new Actor(buyer.Id, "Buyer", Role.Customer, SignInKind.Personal, null, null, []),
            new OrderId(order),
            Cancel);

    private async Task<IReadOnlyList<PaymentFindingView>> FindingsAsync()
    {
        var clerk = await house.WelcomesAsync(Role.BillingClerk);
        return (await clerk.Client.ListPaymentFindingsAsync(limit: 200, cancel: Cancel)).Items;
    }

    private async Task PaidOnceAsync(Somebody buyer, Guid order)
    {
        Assert.Equal(OrderStatus.Paid, (await buyer.Client.GetOrderAsync(order, Cancel)).Status);
        var pack = Assert.Single((await buyer.Client.ListPacksAsync(cancel: Cancel)).Items);
        Assert.Equal(5, pack.Available);
        Assert.Single((await buyer.Client.ReadStatementAsync(pack.Id, cancel: Cancel)).Items);
        await using var database = house.Storage.Read();
        var told = await database.Set<OutboxMessage>().Where(message => message.Kind == "order.paid")
            .Select(message => message.Payload).ToListAsync(Cancel);
        Assert.Single(told, payload => payload.Contains(order.ToString(), StringComparison.Ordinal));
    }

    private static async Task RefusedAsync(string code, Task call) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<GuichetException>(() => call)).Code);
}

public sealed class PayingByStripeOnSqlite(StripeSqliteHouse house)
    : PayingByStripe(house), IClassFixture<StripeSqliteHouse>;

public sealed class PayingByStripeOnPostgres(StripePostgresHouse house)
    : PayingByStripe(house), IClassFixture<StripePostgresHouse>;
