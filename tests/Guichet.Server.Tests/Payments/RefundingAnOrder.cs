using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Orders;
using Guichet.Client.Payments;
using Guichet.Server.Storage;
using Guichet.Server.Tests.Incidents;
using Guichet.Server.Tests.Mail;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Tests.Payments;

public abstract class RefundingAnOrder(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact, Trait("Rule", "R26")]
    public async Task That_was_never_used_gives_all_of_it_back()
    {
        var (buyer, order, session) = await house.BuyAsync();
        var clerk = await house.WelcomesAsync(Role.BillingClerk);

        var refundable = await clerk.Client.GetRefundableAsync(order.Id, Cancel);
        Assert.Equal((5, 299_400L, true), (refundable.Credits, refundable.Total.Amount, refundable.IsWhole));
        var refund = await clerk.Client.RefundOrderAsync(order.Id, Refunds(5), Cancel);
        Assert.Equal(RefundStatus.Asked, refund.Status);
        await DeliverAllAsync();

        var made = Assert.Single(RefundsOf(session));
        Assert.Equal(299_400, made.Amount);
        var theirs = Assert.Single(await buyer.Client.ListRefundsAsync(order.Id, Cancel));
        Assert.Equal((RefundStatus.Succeeded, null, null), (theirs.Status, theirs.Reference, theirs.Failure));
        Assert.Equal(299_400, (await buyer.Client.GetOrderAsync(order.Id, Cancel)).Refunded.Amount);
        var pack = await buyer.Client.GetPackAsync(order.Pack!.Value, Cancel);
        Assert.Equal((0, 0), (pack.Available!.Value, pack.Balance!.Value));
        Assert.Equal(0, (await clerk.Client.GetRefundableAsync(order.Id, Cancel)).Credits);
    }

    [Fact]
    public async Task That_was_used_in_part_gives_the_unused_part_back_and_what_is_on_hold_stays()
    {
        var (buyer, order, session) = await house.BuyAsync();
        await buyer.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel);
        var clerk = await house.WelcomesAsync(Role.BillingClerk);

        await RefusedAsync("pack.nothing-left", clerk.Client.RefundOrderAsync(order.Id, Refunds(5), Cancel));
        var first = await clerk.Client.RefundOrderAsync(order.Id, Refunds(1), Cancel);
        var second = await clerk.Client.RefundOrderAsync(order.Id, Refunds(3), Cancel);
        await DeliverAllAsync();

        Assert.Equal((49_900L, 9_980L), (first.Net.Amount, first.Tax.Amount));
        Assert.Equal((149_700L, 29_940L), (second.Net.Amount, second.Tax.Amount));
        Assert.Equal(239_520, RefundsOf(session).Sum(refund => refund.Amount));
        var pack = await buyer.Client.GetPackAsync(order.Pack!.Value, Cancel);
        Assert.Equal((0, 1, 1), (pack.Available!.Value, pack.Balance!.Value, pack.Reserved!.Value));
    }

    [Fact]
    public async Task Sent_twice_or_by_many_at_once_is_made_once()
    {
        var (_, order, session) = await house.BuyAsync();
        var clerk = await house.WelcomesAsync(Role.BillingClerk);
        var refund = Refunds(2);

        var made = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => clerk.Client.RefundOrderAsync(order.Id, refund, Cancel)));
        await Task.WhenAll(house.DeliverAsync(), house.DeliverAsync());
        await DeliverAllAsync();

        Assert.Single(made.Select(one => one.Id).Distinct());
        Assert.Equal(119_760, Assert.Single(RefundsOf(session)).Amount);
        await RefusedAsync(
            "refund.id-reused", clerk.Client.RefundOrderAsync(order.Id, refund with { Credits = 3 }, Cancel));
    }

    [Fact]
    public async Task Against_submissions_at_the_same_time_gives_back_only_what_is_unused()
    {
        var (buyer, order, session) = await house.BuyAsync();
        var clerk = await house.WelcomesAsync(Role.BillingClerk);

        var acts = Enumerable.Range(0, 8).Select(async turn =>
        {
            try
            {
                if (turn % 2 == 0)
                {
                    await clerk.Client.RefundOrderAsync(order.Id, Refunds(1), Cancel);
                }
                else
                {
                    await buyer.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel);
                }

                return true;
            }
            catch (GuichetException)
            {
                return false;
            }
        });
        var done = await Task.WhenAll(acts);
        await DeliverAllAsync();

        var pack = await buyer.Client.GetPackAsync(order.Pack!.Value, Cancel);
        var refunds = await clerk.Client.ListRefundsAsync(order.Id, Cancel);
        Assert.Equal(5, done.Count(one => one));
        Assert.Equal(5, refunds.Count + pack.Reserved!.Value);
        Assert.Equal(refunds.Sum(one => one.Total.Amount), RefundsOf(session).Sum(one => one.Amount));
    }

    [Fact]
    public async Task Killed_between_the_commit_and_the_gateway_is_sent_by_another_server_once()
    {
        var (_, order, session) = await house.BuyAsync();
        var clerk = await house.WelcomesAsync(Role.BillingClerk);
        var refund = await clerk.Client.RefundOrderAsync(order.Id, Refunds(5), Cancel);

        // The first server claims the message, Stripe does it, and the answer never comes.
        house.Stripe().LoseAnswers(2);
        await house.DeliverAsync();
        Assert.Single(RefundsOf(session));
        Assert.Equal(RefundStatus.Asked, (await clerk.Client.ListRefundsAsync(order.Id, Cancel))[0].Status);

        await using var second = await SecondHouse.OpenAsync(house);
        second.Clock.Advance(Duration.FromMinutes(2));
        await second.DeliverAsync();
        await second.DeliverAsync();

        Assert.Single(RefundsOf(session));
        var settled = Assert.Single(await clerk.Client.ListRefundsAsync(order.Id, Cancel));
        Assert.Equal((refund.Id, RefundStatus.Succeeded, 1), (settled.Id, settled.Status, settled.Attempt));
    }

    [Fact]
    public async Task Sent_again_after_the_gateway_has_forgotten_the_key_is_made_once()
    {
        var (_, order, session) = await house.BuyAsync();
        var clerk = await house.WelcomesAsync(Role.BillingClerk);
        await clerk.Client.RefundOrderAsync(order.Id, Refunds(2), Cancel);
        house.Stripe().LoseAnswers(2);
        await house.DeliverAsync();
        house.Clock.Advance(Duration.FromHours(25));

        await DeliverAllAsync();

        Assert.Single(RefundsOf(session));
        Assert.Equal(RefundStatus.Succeeded, (await clerk.Client.ListRefundsAsync(order.Id, Cancel))[0].Status);
    }

    [Fact]
    public async Task That_the_gateway_refuses_is_shown_and_tried_again()
    {
        var (_, order, session) = await house.BuyAsync();
        var clerk = await house.WelcomesAsync(Role.BillingClerk);
        house.Stripe().RefundsAreRefusedWith = "insufficient_funds";
        var refund = await clerk.Client.RefundOrderAsync(order.Id, Refunds(5), Cancel);
        await RefusedAsync("refund.not-failed", clerk.Client.RepeatRefundAsync(refund.Id, Cancel));
        await DeliverAllAsync();

        var open = (await clerk.Client.ListRefundsAsync(open: true, cancel: Cancel)).Items;
        Assert.Contains(
            open, one => one.Id == refund.Id && one is { Status: RefundStatus.Failed, Failure: "insufficient_funds" });
        house.Stripe().RefundsAreRefusedWith = null;
        await clerk.Client.RepeatRefundAsync(refund.Id, Cancel);
        await DeliverAllAsync();

        Assert.Single(RefundsOf(session));
        var settled = Assert.Single(await clerk.Client.ListRefundsAsync(order.Id, Cancel));
        Assert.Equal((RefundStatus.Succeeded, 2, null), (settled.Status, settled.Attempt, settled.Failure));
    }

    [Theory]
    [InlineData("succeeded", RefundStatus.Succeeded)]
    [InlineData("failed", RefundStatus.Failed)]
    public async Task On_its_way_is_settled_by_the_webhook(string becomes, RefundStatus ends)
    {
        var (_, order, session) = await house.BuyAsync();
        var clerk = await house.WelcomesAsync(Role.BillingClerk);
        house.Stripe().RefundsBecome = "pending";
        await clerk.Client.RefundOrderAsync(order.Id, Refunds(5), Cancel);
        await DeliverAllAsync();
        house.Stripe().RefundsBecome = "succeeded";
        Assert.Equal(RefundStatus.Sent, (await clerk.Client.ListRefundsAsync(order.Id, Cancel))[0].Status);

        var pending = house.LastEvent("refund.created");
        house.Stripe().SettleRefund(RefundsOf(session).Single().Id, becomes);
        await house.TellAsync();
        await house.TellAsync(pending);

        Assert.Equal(ends, (await clerk.Client.ListRefundsAsync(order.Id, Cancel))[0].Status);
    }

    [Fact]
    public async Task On_its_way_is_settled_by_the_reconciliation_where_the_webhook_is_lost()
    {
        var (_, order, session) = await house.BuyAsync();
        var clerk = await house.WelcomesAsync(Role.BillingClerk);
        house.Stripe().RefundsBecome = "pending";
        await clerk.Client.RefundOrderAsync(order.Id, Refunds(5), Cancel);
        await DeliverAllAsync();
        house.Stripe().RefundsBecome = "succeeded";
        house.Stripe().SettleRefund(RefundsOf(session).Single().Id, "succeeded");

        await house.ReconcileAsync();

        Assert.Equal(RefundStatus.Succeeded, (await clerk.Client.ListRefundsAsync(order.Id, Cancel))[0].Status);
    }

    [Fact]
    public async Task At_Stripe_by_hand_is_shown_to_the_clerk()
    {
        var (_, order, session) = await house.BuyAsync();
        var clerk = await house.WelcomesAsync(Role.BillingClerk);
        var reference = house.Stripe().RefundByHand(session, 1000);

        await house.TellAsync();
        await house.TellAsync();

        var finding = Assert.Single(
            (await clerk.Client.ListPaymentFindingsAsync(cancel: Cancel)).Items, one => one.Reference == reference);
        Assert.Equal(
            (PaymentFindingKind.UnknownRefund, order.Id, 1000L), (finding.Kind, finding.Order, finding.Amount.Amount));
    }

    [Fact]
    public async Task Is_the_clerks_alone_and_only_of_what_is_paid()
    {
        var (buyer, order, _) = await house.CheckOutAsync();
        var clerk = await house.WelcomesAsync(Role.BillingClerk);
        var manager = await house.WelcomesAsync(Role.SupportManager);

        await RefusedAsync("refund.not-paid", clerk.Client.RefundOrderAsync(order.Id, Refunds(1), Cancel));
        await RefusedAsync("order.unknown", clerk.Client.RefundOrderAsync(Guid.NewGuid(), Refunds(1), Cancel));
        await RefusedAsync("access.not-allowed", buyer.Client.RefundOrderAsync(order.Id, Refunds(1), Cancel));
        await RefusedAsync("access.not-allowed", manager.Client.RefundOrderAsync(order.Id, Refunds(1), Cancel));
        var other = await house.WelcomesAsync();
        await RefusedAsync("order.unknown", other.Client.ListRefundsAsync(order.Id, Cancel));
        await RefusedAsync("order.unknown", other.Client.ListPaymentsAsync(order.Id, Cancel));
    }

    internal static NewRefund Refunds(int credits) =>
        new() { Id = Guid.CreateVersion7(), Credits = credits, Reason = "Bought by mistake." };

    private async Task DeliverAllAsync()
    {
        while (await house.DeliverAsync() > 0)
        {
        }
    }

    private IEnumerable<StandInRefund> RefundsOf(string session) =>
        house.Stripe().Refunds.Values.Where(refund => refund.Intent == house.Stripe().Sessions[session].Intent);

    private static async Task RefusedAsync(string code, Task call) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<GuichetException>(() => call)).Code);
}

public sealed class RefundingAnOrderOnSqlite(StripeSqliteHouse house)
    : RefundingAnOrder(house), IClassFixture<StripeSqliteHouse>;

public sealed class RefundingAnOrderOnPostgres(StripePostgresHouse house)
    : RefundingAnOrder(house), IClassFixture<StripePostgresHouse>;
