using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Guichet.Client.Orders;
using Guichet.Server.Payments;
using Guichet.Server.Payments.Gateways;
using Guichet.Server.Tests.Mail;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Server.Tests.Payments;

/// <summary>A house that takes money by Stripe, or by transfer; its outbox waits until a test delivers it.</summary>
public sealed class StripeSqliteHouse : SqliteHouse, IStripeHouse
{
    private StripeStandIn? stripe;

    StripeStandIn IStripeHouse.Stripe => stripe!;

    public override async ValueTask InitializeAsync()
    {
        stripe = new StripeStandIn(Clock);
        await stripe.StartAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await stripe!.DisposeAsync();
    }

    protected override void Configure(IWebHostBuilder host) => StripeSettings.Set(host, stripe!.Address);
}

/// <summary>The same over PostgreSQL.</summary>
public sealed class StripePostgresHouse : PostgresHouse, IStripeHouse
{
    private StripeStandIn? stripe;

    StripeStandIn IStripeHouse.Stripe => stripe!;

    public override async ValueTask InitializeAsync()
    {
        stripe = new StripeStandIn(Clock);
        await stripe.StartAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await stripe!.DisposeAsync();
    }

    protected override void Configure(IWebHostBuilder host) => StripeSettings.Set(host, stripe!.Address);
}

/// <summary>Another server over the database of the first, with the same Stripe.</summary>
internal sealed class SecondHouse(House first) : House
{
    protected override (string Provider, string Connection) Database =>
        (first is SqliteHouse ? "sqlite" : "postgres", first.ConnectionForAProcess);

    public static async Task<SecondHouse> OpenAsync(House first)
    {
        var house = new SecondHouse(first);
        await house.InitializeAsync();
        house.Clock.Reset(first.Clock.GetCurrentInstant());
        return house;
    }

    protected override void Configure(IWebHostBuilder host) =>
        StripeSettings.Set(host, ((IStripeHouse)first).Stripe.Address);
}

internal interface IStripeHouse
{
    StripeStandIn Stripe { get; }
}

internal static class StripeSettings
{
    public static void Set(IWebHostBuilder host, string address)
    {
        host.UseSetting("Mail:Delivers", "false");
        host.UseSetting("Payments:Gateway", "stripe");
        host.UseSetting("Payments:Stripe:SecretKey", StripeStandIn.SecretKey);
        host.UseSetting("Payments:Stripe:WebhookSecret", StripeStandIn.WebhookSecret);
        host.UseSetting("Payments:Stripe:ApiBase", address);
        host.UseSetting("Payments:BankTransfer:AccountHolder", "Contoso SAS");
        host.UseSetting("Payments:BankTransfer:Iban", "FR76 3000 6000 0112 3456 7890 189");
        host.UseSetting("Payments:BankTransfer:Bic", "AGRIFRPP");
        host.UseSetting("Payments:BankTransfer:BankName", "Crédit agricole");
    }
}

/// <summary>How the stand-in tells a house what happened: signed, and as often and as late as a test likes.</summary>
internal static class StripeEvents
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static StripeStandIn Stripe(this House house) => ((IStripeHouse)house).Stripe;

    /// <summary>The newest event, or the newest of a type.</summary>
    public static (string Type, JsonElement Object, Instant At) LastEvent(this House house, string? type = null) =>
        house.Stripe().Events.Last(one => type is null || one.Type == type);

    public static Task<HttpStatusCode> TellAsync(this House house, string? type = null, House? to = null) =>
        TellAsync(to ?? house, house.LastEvent(type));

    public static Task<HttpStatusCode> TellAsync(
        this House house, (string Type, JsonElement Object, Instant At) told)
    {
        var body = Write(told);
        return house.PostEventAsync(body, Sign(body, house.Clock.GetCurrentInstant().ToUnixTimeSeconds()));
    }

    public static async Task<HttpStatusCode> PostEventAsync(this House house, string body, string? signature)
    {
        using var http = house.Factory.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/webhooks/stripe", UriKind.Relative));
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (signature is not null)
        {
            request.Headers.Add("Stripe-Signature", signature);
        }

        using var answer = await http.SendAsync(request, Cancel);
        return answer.StatusCode;
    }

    public static string Write((string Type, JsonElement Object, Instant At) told) => JsonSerializer.Serialize(new
    {
        id = $"evt_{Guid.NewGuid():N}",
        @object = "event",
        api_version = "2026-10-28.endive",
        created = told.At.ToUnixTimeSeconds(),
        type = told.Type,
        livemode = false,
        pending_webhooks = 1,
        data = new { @object = told.Object },
        request = new { id = (string?)null, idempotency_key = (string?)null },
    });

    public static string Sign(string body, long at, string secret = StripeStandIn.WebhookSecret)
    {
        var mac = HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(secret),
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{at}.{body}")));
        return string.Create(CultureInfo.InvariantCulture, $"t={at},v1={Convert.ToHexStringLower(mac)}");
    }

    public static Task ReconcileAsync(this House house) =>
        house.Services.GetRequiredService<ReconcilePayments>().RunAsync(Cancel);

    /// <summary>Somebody who has ordered a pack of five and stands on the page of the gateway.</summary>
    public static async Task<(Somebody Buyer, OrderView Order, string Session)> CheckOutAsync(
        this House house, string plan = "pack-5")
    {
        var buyer = await house.WelcomesAsync();
        var order = await buyer.Client.PlaceOrderAsync(
            new NewOrder { Id = Guid.CreateVersion7(), Plan = plan }, Cancel);
        var checkout = await buyer.Client.StartPaymentAsync(order.Id, Cancel);
        return (buyer, order, checkout.Address.Split('/')[^1]);
    }

    /// <summary>The same, and it is paid.</summary>
    public static async Task<(Somebody Buyer, OrderView Order, string Session)> BuyAsync(
        this House house, string plan = "pack-5")
    {
        var (buyer, order, session) = await house.CheckOutAsync(plan);
        house.Stripe().Pay(session);
        Assert.Equal(HttpStatusCode.OK, await house.TellAsync());
        await house.DeliverAsync();
        return (buyer, await buyer.Client.GetOrderAsync(order.Id, Cancel), session);
    }
}
