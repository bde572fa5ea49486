using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Guichet.Accounts;
using Guichet.Cli;
using Guichet.Client;
using Guichet.Client.Invoices;
using Guichet.Client.Orders;
using Guichet.Server.Tests.Invoices;
using Guichet.Server.Tests.Mail;

namespace Guichet.Server.Tests.Payments;

/// <summary>Currencies without cents, and such of which the gateway takes whole units only.</summary>
public sealed partial class PayingInWholeUnits(StripeSqliteHouse house) : IClassFixture<StripeSqliteHouse>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, Trait("Rule", "R14"), Trait("Rule", "R26")]
    [InlineData("55001 JPY", "55001 11000", "JPY 66,001", "66001", 1, 13_200L, "13200")]
    [InlineData("55001 UGX", "5500100 1100000", "UGX 66,001", "66001", 1, 1_320_000L, "13200")]
    [InlineData("2500.83 MGA", "3001", "MGA 3,001.00", "3001.00", 5, 3_001L, "3001.00")]
    public async Task Is_the_same_amount_at_the_gateway_on_paper_and_for_programs(
        string price, string asked, string paper, string total, int credits, long refunded, string credited)
    {
        await SellForAsync(price);
        var (buyer, order, session) = await house.BuyAsync();
        var clerk = await house.WelcomesAsync(Role.BillingClerk);

        await clerk.Client.RefundOrderAsync(order.Id, RefundingAnOrder.Refunds(credits), Cancel);
        await house.DeliverAsync();

        Assert.Equal(OrderStatus.Paid, order.Status);
        Assert.Equal(asked, string.Join(' ', house.Stripe().Sessions[session].Lines.Select(line => line.Amount)));
        var intent = house.Stripe().Sessions[session].Intent;
        Assert.Equal(refunded, house.Stripe().Refunds.Values.Single(one => one.Intent == intent).Amount);
        var documents = (await buyer.Client.ListInvoicesAsync(order: order.Id, cancel: Cancel)).Items;
        var (invoice, note) = (
            documents.Single(one => one.Kind == InvoiceKind.Invoice),
            documents.Single(one => one.Kind == InvoiceKind.CreditNote));
        Assert.Equal((total, credited), (await TotalAsync(buyer, invoice), await TotalAsync(buyer, note)));
        var pdf = BillingAPurchase.Read(await buyer.Client.DownloadInvoiceAsync(invoice.Number, "en", Cancel));
        Assert.Contains(paper, pdf.Replace('\u00a0', ' '), StringComparison.Ordinal);

        // A narrow column breaks a long amount.
        Assert.Contains(total[..5], await TypeAsync(buyer, "invoices", "list"), StringComparison.Ordinal);
        Assert.Empty((await clerk.Client.CheckBooksAsync(Cancel)).Breaks);
    }

    private static async Task<string> TotalAsync(Somebody buyer, InvoiceView invoice) =>
        XDocument.Parse(Encoding.UTF8
                .GetString(await buyer.Client.DownloadInvoiceXmlAsync(invoice.Number, Cancel)).TrimStart('\uFEFF'))
            .Descendants().Single(one => one.Name.LocalName == "GrandTotalAmount").Value;

    private async Task SellForAsync(string price)
    {
        var administrator = await house.WelcomesAsync(Role.Administrator);
        var policy = await administrator.Client.GetPolicyAsync(Cancel);
        await administrator.Client.ApplyPolicyAsync(
            PriceOfFive().Replace(policy.Text, $"size: 5\n    price: {price}"), cancel: Cancel);
    }

    private async Task<string> TypeAsync(Somebody who, params string[] arguments)
    {
        await using var output = new StringWriter();
        await CommandLine.RunAsync(
            [.. arguments, "--server", "http://house", "--key", who.Key],
            new Surroundings(
                TextReader.Null,
                output,
                TextWriter.Null,
                _ => null,
                Path.Combine(Path.GetTempPath(), $"guichet-{Guid.NewGuid():N}", "sign-in.json"),
                (_, key) => new GuichetClient(house.Factory.CreateClient(), key),
                SystemClock.Instance),
            Cancel);
        return output.ToString();
    }

    [GeneratedRegex("size: 5\n    price: .*")]
    private static partial Regex PriceOfFive();
}
