using System.Net;
using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Orders;
using Guichet.Client.Packs;
using Guichet.Server.Invoices;
using Guichet.Server.Tests.Invoices;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Tests.Orders;

public abstract class BuyingAPack(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    internal static NewOrder Pack5(Guid? id = null) =>
        new() { Id = id ?? Guid.CreateVersion7(), Plan = "pack-5", PurchaseOrderNumber = "PO-77" };

    [Fact, Trait("Rule", "R14"), Trait("Rule", "R21"), Trait("Rule", "R22")]
    public async Task Gives_five_credits_a_confirmation_number_and_a_last_day()
    {
        var buyer = await house.WelcomesAsync();

        var placed = await buyer.Client.PlaceOrderAsync(Pack5(), Cancel);
        var paid = await buyer.Client.PayForDemonstrationAsync(placed.Id, Cancel);
        var pack = await buyer.Client.GetPackAsync(paid.Pack!.Value, Cancel);

        Assert.Equal((OrderStatus.AwaitingPayment, OrderStatus.Paid), (placed.Status, paid.Status));
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$", placed.ConfirmationNumber);
        Assert.Equal((249_500, 49_900, 299_400), (placed.Net.Amount, placed.Tax.Amount, placed.Total.Amount));
        Assert.Equal((5, 5, 0, PackState.Usable), (
            pack.Available!.Value, pack.Balance!.Value, pack.Reserved!.Value, pack.State));
        // In Redmond, where the policy counts days, the twentieth has begun two hours ago.
        Assert.Equal((new DateOnly(2026, 11, 20), new DateOnly(2027, 11, 20)), (pack.StartsOn, pack.ExpiresOn!.Value));
    }

    [Fact]
    public async Task Placed_twice_under_one_id_is_placed_once()
    {
        var buyer = await house.WelcomesAsync();
        var order = Pack5();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => buyer.Client.PlaceOrderAsync(order, Cancel)));

        Assert.Single(answers.Distinct());
        Assert.Single((await buyer.Client.ListOrdersAsync(cancel: Cancel)).Items);
    }

    [Fact]
    public async Task Under_a_used_id_with_other_content_is_refused()
    {
        var buyer = await house.WelcomesAsync();
        var order = Pack5();
        await buyer.Client.PlaceOrderAsync(order, Cancel);

        await RefusedAsync(
            "order.id-reused", buyer.Client.PlaceOrderAsync(order with { PurchaseOrderNumber = "PO-78" }, Cancel));
        var other = await house.WelcomesAsync();
        await RefusedAsync("order.id-reused", other.Client.PlaceOrderAsync(order, Cancel));
    }

    [Fact]
    public async Task At_another_price_than_was_accepted_is_refused_and_at_the_offered_one_is_not()
    {
        var buyer = await house.WelcomesAsync();
        var offer = (await buyer.Client.ListOffersAsync(Cancel)).Single(one => one.Plan == "pack-5");

        var refused = await RefusedAsync("order.price-changed", buyer.Client.PlaceOrderAsync(
            Pack5() with { Total = offer.Total with { Amount = offer.Total.Amount - 1 } }, Cancel));
        await RefusedAsync("order.price-changed", buyer.Client.PlaceOrderAsync(
            Pack5() with { Total = offer.Total with { Currency = "EUR" } }, Cancel));
        var order = Pack5() with { Total = offer.Total };
        var placed = await buyer.Client.PlaceOrderAsync(order, Cancel);

        Assert.Equal(offer.Total.Amount, refused.Facts["total"].GetProperty("amount").GetInt64());
        Assert.Equal((offer.Net, offer.Tax, offer.Total), (placed.Net, placed.Tax, placed.Total));
        Assert.Equal(placed, await buyer.Client.PlaceOrderAsync(order, Cancel));
        Assert.Single((await buyer.Client.ListOrdersAsync(cancel: Cancel)).Items);
    }

    [Fact, Trait("Rule", "R23")]
    public async Task Paid_by_many_at_once_brings_one_pack()
    {
        var buyer = await house.WelcomesAsync();
        var order = await buyer.Client.PlaceOrderAsync(Pack5(), Cancel);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => buyer.Client.PayForDemonstrationAsync(order.Id, Cancel)));

        Assert.Single(answers.Select(answer => answer.Pack).Distinct());
        var pack = Assert.Single((await buyer.Client.ListPacksAsync(cancel: Cancel)).Items);
        Assert.Equal(5, pack.Balance);
        Assert.Single((await buyer.Client.ReadStatementAsync(pack.Id, cancel: Cancel)).Items);
    }

    [Fact]
    public async Task Canceled_is_not_paid_and_paid_is_not_canceled()
    {
        var buyer = await house.WelcomesAsync();
        var canceled = await buyer.Client.PlaceOrderAsync(Pack5(), Cancel);
        var paid = await buyer.Client.PlaceOrderAsync(Pack5(), Cancel);

        Assert.Equal(OrderStatus.Canceled, (await buyer.Client.CancelOrderAsync(canceled.Id, Cancel)).Status);
        await buyer.Client.PayForDemonstrationAsync(paid.Id, Cancel);

        await RefusedAsync("order.canceled", buyer.Client.PayForDemonstrationAsync(canceled.Id, Cancel));
        await RefusedAsync("order.already-paid", buyer.Client.CancelOrderAsync(paid.Id, Cancel));
    }

    [Theory, Trait("Rule", "R19")]
    [InlineData("pack-5")]
    [InlineData("pay-per-incident")]
    public async Task With_a_work_account_is_closed_by_the_known_issue(string plan)
    {
        var buyer = await house.WelcomesAsync(signIn: SignInKind.Work);

        var refused = await RefusedAsync(
            "sign-in.known-issue", buyer.Client.PlaceOrderAsync(Pack5() with { Plan = plan }, Cancel));

        Assert.Equal("KB 4490370", refused.Facts["subject"].GetString());
    }

    [Fact, Trait("Rule", "R17")]
    public async Task As_a_partner_is_open_like_for_any_customer()
    {
        var partner = await house.WelcomesAsync(partner: new PartnerStanding(PartnerLevel.Gold, true));

        var order = await partner.Client.PlaceOrderAsync(Pack5(), Cancel);

        Assert.Equal(OrderStatus.AwaitingPayment, order.Status);
    }

    [Theory]
    [InlineData("partner-gold-20", "order.not-for-sale")]
    [InlineData("no-such-plan", "plan.unknown")]
    public async Task Of_what_is_not_sold_is_refused(string plan, string code)
    {
        var buyer = await house.WelcomesAsync();

        await RefusedAsync(code, buyer.Client.PlaceOrderAsync(Pack5() with { Plan = plan }, Cancel));
    }

    [Fact]
    public async Task Without_an_address_for_the_invoice_is_refused_until_there_is_one()
    {
        var buyer = await house.WelcomesAsync();
        await using (var database = house.Storage.Read())
        {
            await database.Set<BillingRow>().Where(one => one.Person == buyer.Id).ExecuteDeleteAsync(Cancel);
        }

        await RefusedAsync("billing.address-missing", buyer.Client.PlaceOrderAsync(Pack5(), Cancel));
        await buyer.Client.KeepBillingDetailsAsync(BillingAPurchase.Lyon, Cancel);

        Assert.Equal(299_400, (await buyer.Client.PlaceOrderAsync(Pack5(), Cancel)).Total.Amount);
    }

    [Fact]
    public async Task By_a_member_who_only_reads_is_refused()
    {
        var reader = await house.WelcomesAsync(memberRole: MemberRole.Reader);

        await RefusedAsync("access.may-not-buy", reader.Client.PlaceOrderAsync(Pack5(), Cancel));
    }

    [Fact]
    public async Task For_a_request_that_does_not_wait_is_refused()
    {
        var buyer = await house.WelcomesAsync();

        await RefusedAsync(
            "draft.unknown", buyer.Client.PlaceOrderAsync(Pack5() with { Draft = Guid.CreateVersion7() }, Cancel));
    }

    [Fact, Trait("Rule", "R26")]
    public async Task Is_seen_by_the_buyer_and_their_organisation_and_by_nobody_else()
    {
        var administrator = await house.WelcomesAsync(memberRole: MemberRole.Administrator);
        var buyer = await house.WelcomesAsync(
            memberRole: MemberRole.Submitter, organization: administrator.Organization);
        var colleague = await house.WelcomesAsync(
            memberRole: MemberRole.Submitter, organization: administrator.Organization);
        var order = await buyer.Client.PlaceOrderAsync(Pack5(), Cancel);

        Assert.Equal(order, await administrator.Client.GetOrderAsync(order.Id, Cancel));
        await RefusedAsync("order.unknown", colleague.Client.GetOrderAsync(order.Id, Cancel));
        await RefusedAsync("order.unknown", colleague.Client.PayForDemonstrationAsync(order.Id, Cancel));
        await RefusedAsync("order.unknown", administrator.Client.PayForDemonstrationAsync(order.Id, Cancel));
        Assert.Empty((await colleague.Client.ListOrdersAsync(cancel: Cancel)).Items);
    }

    [Fact]
    public async Task Often_is_listed_page_by_page_without_gap_or_repetition()
    {
        var buyer = await house.WelcomesAsync();
        var placed = new List<Guid>();
        for (var count = 0; count < 5; count++)
        {
            placed.Add((await buyer.Client.PlaceOrderAsync(Pack5(), Cancel)).Id);
        }

        var listed = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await buyer.Client.ListOrdersAsync(cursor, limit: 2, Cancel);
            listed.AddRange(page.Items.Select(order => order.Id));
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(placed.Order(), listed.Order());
        Assert.Equal(5, listed.Count);
    }

    [Fact]
    public async Task With_wrong_fields_names_each_by_its_pointer()
    {
        var buyer = await house.WelcomesAsync();

        var refused = await Assert.ThrowsAsync<GuichetException>(() => buyer.Client.PlaceOrderAsync(
            new NewOrder { PurchaseOrderNumber = new string('x', 51) }, Cancel));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(["/id", "/plan", "/purchaseOrderNumber"], refused.Errors.Keys.Order());
    }

    private static async Task<GuichetException> RefusedAsync(string code, Task call)
    {
        var refused = await Assert.ThrowsAsync<GuichetException>(() => call);
        Assert.Equal(code, refused.Code);
        return refused;
    }
}

public sealed class BuyingAPackOnSqlite(SqliteHouse house) : BuyingAPack(house);

public sealed class BuyingAPackOnPostgres(PostgresHouse house) : BuyingAPack(house);
