using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Guichet.Client;
using Guichet.Client.Orders;
using Guichet.Server.Accounts;
using Guichet.Server.Tests.Accounts;

namespace Guichet.Server.Tests.Orders;

/// <summary>The policy changes while somebody has the form of an order open. In a house of its own.</summary>
public sealed class ChangingWhatIsSold(DemonstrationHouse house) : IClassFixture<DemonstrationHouse>
{
    private const string Buyer = "sam@example.test";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Orders_nothing_at_a_new_price_and_then_not_what_is_gone_and_keeps_what_was_typed()
    {
        using var visit = new Visit(house);
        using var signedIn = await visit.SignInAsync(Buyer, DemonstrationPeople.Password);
        var form = await visit.ReadAsync("/plans/pack-5/buy");
        var seen = Hidden(form, "Amount");
        await ChangeAsync("price: 2495.00 USD", "price: 2595.00 USD");

        var (changed, page) = await PostAsync(visit, seen);

        Assert.Equal(HttpStatusCode.OK, changed);
        Assert.Contains("The price has changed since you looked at it", page, StringComparison.Ordinal);
        Assert.Contains("value=\"PO-4711\"", page, StringComparison.Ordinal);
        Assert.True(
            long.Parse(Hidden(page, "Amount"), CultureInfo.InvariantCulture)
            > long.Parse(seen, CultureInfo.InvariantCulture));
        Assert.DoesNotContain(await OrdersAsync(), one => one.PurchaseOrderNumber == "PO-4711");

        var (placed, _) = await PostAsync(visit, Hidden(page, "Amount"));
        Assert.Equal(HttpStatusCode.Redirect, placed);
        Assert.Equal(259_500, (await OrdersAsync()).Single(one => one.PurchaseOrderNumber == "PO-4711").Net.Amount);

        await ChangeAsync("  - key: pack-5\n", "  - key: pack-six\n");
        var (gone, last) = await PostAsync(visit, seen);
        Assert.Equal(HttpStatusCode.OK, gone);
        Assert.Contains("This plan is not for sale any more", last, StringComparison.Ordinal);
        Assert.Contains("value=\"PO-4711\"", last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_with_a_slash_are_downloaded_like_any_other()
    {
        await ChangeAsync("series: \"F{year}-\"", "series: \"FA/{year}/\"");
        var client = ClientOf("sam@example.test");
        using var visit = new Visit(house);
        using var signedIn = await visit.SignInAsync("sam@example.test", DemonstrationPeople.Password);
        var offer = (await client.ListOffersAsync(Cancel))[0];
        var order = await client.PlaceOrderAsync(
            new NewOrder { Id = Guid.CreateVersion7(), Plan = offer.Plan, Total = offer.Total }, Cancel);
        await client.PayForDemonstrationAsync(order.Id, Cancel);

        var number = Assert.Single((await client.ListInvoicesAsync(order: order.Id, cancel: Cancel)).Items).Number;
        Assert.StartsWith("FA/2026/", number, StringComparison.Ordinal);
        Assert.Equal(number, (await client.GetInvoiceAsync(number, Cancel)).Number);
        Assert.NotEmpty(await client.DownloadInvoiceAsync(number, "fr", Cancel));
        using var answer = await visit.GetAsync($"/account/billing/invoices/{Uri.EscapeDataString(number)}.pdf");
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType?.MediaType);
    }

    private static string Hidden(string page, string name) =>
        Regex.Match(page, $"name=\"Model.{name}\" value=\"(?<value>[^\"]*)\"").Groups["value"].Value;

    private static async Task<(HttpStatusCode Status, string Page)> PostAsync(Visit visit, string amount)
    {
        using var answer = await visit.PostAsync(
            "/plans/pack-5/buy", "buy",
            ("Model.Id", Guid.CreateVersion7().ToString()), ("Model.Amount", amount), ("Model.Currency", "USD"),
            ("Model.PurchaseOrderNumber", "PO-4711"), ("Model.Accepts", "true"));
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel)));
    }

    private async Task<IReadOnlyList<OrderView>> OrdersAsync() =>
        (await ClientOf(Buyer).ListOrdersAsync(limit: 100, cancel: Cancel)).Items;

    private async Task ChangeAsync(string from, string to)
    {
        var administrator = ClientOf("admin@example.test");
        var policy = await administrator.GetPolicyAsync(Cancel);
        Assert.Contains(from, policy.Text, StringComparison.Ordinal);
        var text = policy.Text.Replace(from, to, StringComparison.Ordinal);
        if (to.Contains("six", StringComparison.Ordinal))
        {
            text = text.Replace("pack-5]", "pack-six]", StringComparison.Ordinal)
                .Replace("pack-5,", "pack-six,", StringComparison.Ordinal);
        }

        await administrator.ApplyPolicyAsync(text, "What is sold changes.", cancel: Cancel);
    }

    private GuichetClient ClientOf(string email) => new(
        house.Factory.CreateClient(), DemonstrationPeople.All.Single(one => one.Email == email).ApiKey);
}
