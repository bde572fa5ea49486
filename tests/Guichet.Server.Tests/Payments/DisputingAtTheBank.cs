using System.Net;
using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Invoices;
using Guichet.Client.Orders;
using Guichet.Client.Packs;
using Guichet.Client.Payments;
using Guichet.Server.Packs;
using Guichet.Server.Payments;
using Guichet.Server.Payments.Chargebacks;
using Guichet.Server.Storage;
using Guichet.Server.Tests.Incidents;
using Guichet.Server.Tests.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Server.Tests.Payments;

/// <summary>A payment by card that the buyer disputes at their bank.</summary>
public abstract class DisputingAtTheBank(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact, Trait("Rule", "R23")]
    public async Task Puts_aside_what_is_unused_and_tells_buyer_and_clerks()
    {
        var clerk = await house.WelcomesAsync(Role.BillingClerk);
        var (buyer, order, session) = await house.BuyAsync();

        var dispute = house.Stripe().Dispute(session);
        Assert.Equal(HttpStatusCode.OK, await house.TellAsync());
        Assert.Equal(HttpStatusCode.OK, await house.TellAsync());

        var chargeback = await FindAsync(clerk, dispute);
        Assert.Equal(
            (ChargebackStatus.Open, 5, 299_400L, order.Pack),
            (chargeback.Status, chargeback.Frozen, chargeback.Amount.Amount, chargeback.Pack));
        Assert.NotNull(chargeback.AnswerBy);
        var pack = await buyer.Client.GetPackAsync(order.Pack!.Value, Cancel);
        Assert.Equal(
            (0, 0, PackState.Disputed), (pack.Available!.Value, pack.Balance!.Value, pack.State));
        await RefusedAsync("refund.disputed", clerk.Client.RefundOrderAsync(
            order.Id, RefundingAnOrder.Refunds(1), Cancel));
        await RefusedAsync("pack.disputed", buyer.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel));
        await BooksAgreeAsync();
    }

    [Fact, Trait("Rule", "R23")]
    public async Task In_part_puts_aside_and_takes_what_that_part_paid_for()
    {
        var clerk = await house.WelcomesAsync(Role.BillingClerk);
        var (buyer, order, session) = await house.BuyAsync();

        // A little more than one of five incidents, as each costs 59,880.
        var dispute = house.Stripe().Dispute(session, 60_000);
        await house.TellAsync();
        var open = (await buyer.Client.GetPackAsync(order.Pack!.Value, Cancel)).Available;
        house.Stripe().Judge(dispute, "lost");
        await house.TellAsync();

        Assert.Equal((3, 2), (open, (await FindAsync(clerk, dispute)).Frozen));
        Assert.Equal(3, (await buyer.Client.GetPackAsync(order.Pack!.Value, Cancel)).Available);
        var refund = Assert.Single(await buyer.Client.ListRefundsAsync(order.Id, Cancel));
        Assert.Equal(
            (60_000L, 50_000L, 10_000L, 2),
            (refund.Total.Amount, refund.Net.Amount, refund.Tax.Amount, refund.Credits));
        await BooksAgreeAsync();
    }

    [Fact, Trait("Rule", "R23")]
    public async Task In_part_is_what_keeps_a_request_back_until_the_bank_has_decided()
    {
        var (buyer, order, session) = await house.BuyAsync();
        var dispute = house.Stripe().Dispute(session, 60_000);
        await house.TellAsync();
        for (var used = 0; used < 3; used++)
        {
            await buyer.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel);
        }

        await RefusedAsync("pack.disputed", buyer.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel));
        var open = (await buyer.Client.GetPackAsync(order.Pack!.Value, Cancel)).State;
        house.Stripe().Judge(dispute, "lost");
        await house.TellAsync();

        await RefusedAsync("pack.exhausted", buyer.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel));
        var lost = (await buyer.Client.GetPackAsync(order.Pack!.Value, Cancel)).State;
        Assert.Equal((PackState.Disputed, PackState.Exhausted), (open, lost));
    }

    [Fact]
    public async Task While_a_refund_is_on_its_way_goes_back_once()
    {
        var clerk = await house.WelcomesAsync(Role.BillingClerk);
        var (buyer, order, session) = await house.BuyAsync();
        await clerk.Client.RefundOrderAsync(order.Id, RefundingAnOrder.Refunds(2), Cancel);
        var dispute = house.Stripe().Dispute(session);
        await house.TellAsync();
        await DeliverAllAsync();
        var refused = Assert.Single(await clerk.Client.ListRefundsAsync(order.Id, Cancel));
        house.Stripe().Judge(dispute, "lost");
        await house.TellAsync();

        Assert.Equal((RefundStatus.Failed, "charge_disputed"), (refused.Status, refused.Failure));
        Assert.Equal(
            [(RefundStatus.Succeeded, 119_760L), (RefundStatus.Succeeded, 179_640L)],
            (await buyer.Client.ListRefundsAsync(order.Id, Cancel)).Select(one => (one.Status, one.Total.Amount)));
        Assert.DoesNotContain(
            (await clerk.Client.ListPaymentFindingsAsync(cancel: Cancel)).Items, one => one.Reference == dispute);
        await BooksAgreeAsync();
    }

    [Fact]
    public async Task Contested_is_sent_once_and_won_brings_the_incidents_back()
    {
        var clerk = await house.WelcomesAsync(Role.BillingClerk);
        var (buyer, order, session) = await house.BuyAsync();
        var dispute = house.Stripe().Dispute(session);
        await house.TellAsync();
        var chargeback = await FindAsync(clerk, dispute);

        house.Stripe().LoseAnswers(1);
        await AnswerAsync(clerk, chargeback, ChargebackAnswer.Contest);
        await RefusedAsync("chargeback.answered", clerk.Client.AnswerChargebackAsync(
            chargeback.Id, Says(ChargebackAnswer.Accept), Cancel));
        var sent = await FindAsync(clerk, dispute);
        house.Stripe().Judge(dispute, "won");
        await house.ReconcileAsync();
        await house.ReconcileAsync();

        Assert.Equal((ChargebackStatus.UnderReview, true), (sent.Status, sent.SentAt is not null));
        var evidence = house.Stripe().Disputes[dispute].Evidence;
        Assert.Equal("The customer has used it.", evidence["uncategorized_text"]);
        Assert.Equal(
            $"Technical support, plan “5-pack of incidents”, 5 incidents, order {order.ConfirmationNumber}",
            evidence["product_description"]);
        Assert.Equal(ChargebackStatus.Won, (await FindAsync(clerk, dispute)).Status);
        Assert.Equal(5, (await buyer.Client.GetPackAsync(order.Pack!.Value, Cancel)).Available);
        Assert.Equal(0, (await buyer.Client.GetOrderAsync(order.Id, Cancel)).Refunded.Amount);
        await BooksAgreeAsync();
    }

    [Fact, Trait("Rule", "R21")]
    public async Task Puts_the_warning_off_that_a_pack_expires_until_the_incidents_are_back()
    {
        var (buyer, order, session) = await house.BuyAsync();
        var ends = (await buyer.Client.GetPackAsync(order.Pack!.Value, Cancel)).ExpiresOn!.Value;
        var late = Instant.FromUtc(ends.Year, ends.Month, ends.Day, 12, 0) - Duration.FromDays(5);
        var sweep = house.Services.GetRequiredService<WarnOfPacks>();
        var dispute = house.Stripe().Dispute(session);
        await house.TellAsync();

        await sweep.RunAsync(late, Cancel);
        var again = await sweep.RunAsync(late, Cancel);
        var during = await CountWarningsAsync(order.Pack.Value);
        house.Stripe().Judge(dispute, "won");
        await house.TellAsync();
        await sweep.RunAsync(late, Cancel);
        await sweep.RunAsync(late, Cancel);

        Assert.Equal((0, 0), (again, during));
        Assert.Equal(1, await CountWarningsAsync(order.Pack.Value));
    }

    [Fact]
    public async Task Accepted_is_lost_and_the_books_follow()
    {
        var clerk = await house.WelcomesAsync(Role.BillingClerk);
        var (buyer, order, session) = await house.BuyAsync();
        var dispute = house.Stripe().Dispute(session);
        await house.TellAsync();

        await AnswerAsync(clerk, await FindAsync(clerk, dispute), ChargebackAnswer.Accept);
        await house.TellAsync("charge.dispute.closed");
        await house.ReconcileAsync();

        var lost = await FindAsync(clerk, dispute);
        Assert.Equal((ChargebackStatus.Lost, ChargebackAnswer.Accept), (lost.Status, lost.Answer!.Value));
        Assert.Equal(PackState.Disputed, (await buyer.Client.GetPackAsync(order.Pack!.Value, Cancel)).State);
        await RefusedAsync("pack.disputed", buyer.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel));
        var refund = Assert.Single(await buyer.Client.ListRefundsAsync(order.Id, Cancel));
        Assert.Equal(
            (RefundStatus.Succeeded, 299_400L, 49_900L, 5),
            (refund.Status, refund.Total.Amount, refund.Tax.Amount, refund.Credits));
        Assert.Equal("Payment taken back by the buyer’s bank", refund.Reason);
        var note = Assert.Single((await buyer.Client.ListInvoicesAsync(
            InvoiceKind.CreditNote, order.Id, cancel: Cancel)).Items);
        Assert.Equal(299_400, note.Total.Amount);
        Assert.Equal(299_400, (await buyer.Client.GetOrderAsync(order.Id, Cancel)).Refunded.Amount);
        var intent = house.Stripe().Sessions[session].Intent;
        Assert.DoesNotContain(house.Stripe().Refunds.Values, one => one.Intent == intent);
        await BooksAgreeAsync();
    }

    [Fact]
    public async Task Of_what_was_partly_refunded_takes_the_rest_and_shows_what_went_twice()
    {
        var clerk = await house.WelcomesAsync(Role.BillingClerk);
        var (_, order, session) = await house.BuyAsync();
        await clerk.Client.RefundOrderAsync(order.Id, RefundingAnOrder.Refunds(2), Cancel);
        await DeliverAllAsync();

        var dispute = house.Stripe().Dispute(session);
        house.Stripe().Judge(dispute, "lost");
        await house.TellAsync();

        Assert.Equal(299_400, (await clerk.Client.GetOrderAsync(order.Id, Cancel)).Refunded.Amount);
        var finding = (await clerk.Client.ListPaymentFindingsAsync(cancel: Cancel)).Items
            .Single(one => one.Reference == dispute);
        Assert.Equal((PaymentFindingKind.GoneTwice, 119_760L), (finding.Kind, finding.Amount.Amount));
        await BooksAgreeAsync();
    }

    [Fact]
    public async Task Asked_about_only_changes_nothing_until_the_bank_takes_the_money()
    {
        var clerk = await house.WelcomesAsync(Role.BillingClerk);
        var (buyer, order, session) = await house.BuyAsync();
        var dispute = house.Stripe().Dispute(session, inquiry: true);
        await house.TellAsync();
        var asked = await FindAsync(clerk, dispute);

        await RefusedAsync("chargeback.inquiry", clerk.Client.AnswerChargebackAsync(
            asked.Id, Says(ChargebackAnswer.Accept), Cancel));
        var before = (await buyer.Client.GetPackAsync(order.Pack!.Value, Cancel)).Available;
        house.Stripe().Judge(dispute, "needs_response");
        await house.TellAsync();

        Assert.Equal((ChargebackStatus.Inquiry, 5), (asked.Status, before));
        Assert.Equal(5, (await FindAsync(clerk, dispute)).Frozen);
        Assert.Equal(0, (await buyer.Client.GetPackAsync(order.Pack!.Value, Cancel)).Available);
    }

    [Fact]
    public async Task After_an_inquiry_that_was_answered_is_answered_anew()
    {
        var clerk = await house.WelcomesAsync(Role.BillingClerk);
        var (_, _, session) = await house.BuyAsync();
        var dispute = house.Stripe().Dispute(session, inquiry: true);
        await house.TellAsync();
        await AnswerAsync(clerk, await FindAsync(clerk, dispute), ChargebackAnswer.Contest);
        var asked = await FindAsync(clerk, dispute);

        house.Stripe().Judge(dispute, "needs_response");
        await house.TellAsync();
        var taken = await FindAsync(clerk, dispute);
        await AnswerAsync(clerk, taken, ChargebackAnswer.Contest);

        Assert.Equal((ChargebackStatus.Inquiry, true), (asked.Status, asked.SentAt is not null));
        Assert.Equal((ChargebackStatus.Open, null, 5), (taken.Status, taken.Answer, taken.Frozen));
        Assert.Equal(ChargebackStatus.UnderReview, (await FindAsync(clerk, dispute)).Status);
        Assert.Equal(2, await CountHeardAsync(taken.Id, clerk));
    }

    /// <summary>And names the plan as the buyer read it, whatever it is called since.</summary>
    [Fact]
    public async Task Contested_is_told_in_the_language_that_the_clerk_chose()
    {
        var clerk = await house.WelcomesAsync(Role.BillingClerk);
        var (buyer, order, session) = await house.BuyAsync();
        var incident = await buyer.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel);
        var dispute = house.Stripe().Dispute(session);
        await house.TellAsync();
        var administrator = await house.WelcomesAsync(Role.Administrator);
        var policy = await administrator.Client.GetPolicyAsync(Cancel);
        await administrator.Client.ApplyPolicyAsync(
            policy.Text.Replace("fr: Pack de 5 incidents", "fr: Cinq incidents", StringComparison.Ordinal),
            cancel: Cancel);

        var words = Says(ChargebackAnswer.Contest) with { Words = "Le client l’a utilisé.", Language = "fr" };
        await clerk.Client.AnswerChargebackAsync((await FindAsync(clerk, dispute)).Id, words, Cancel);
        await DeliverAllAsync();

        var evidence = house.Stripe().Disputes[dispute].Evidence;
        Assert.Equal(
            ("Support technique, plan «\u00a0Pack de 5 incidents\u00a0», 5\u00a0incidents, "
                    + $"commande n°\u00a0{order.ConfirmationNumber}",
                "20 novembre 2026",
                "Commande passée le 20 novembre 2026, payée le 20 novembre 2026.\n"
                    + $"Incident {incident.Number}\u00a0: ouvert par le client le 20 novembre 2026, "
                    + "en cours de traitement.",
                "Le client l’a utilisé."),
            (evidence["product_description"], evidence["service_date"], evidence["access_activity_log"],
                evidence["uncategorized_text"]));
    }

    [Fact]
    public async Task What_the_gateway_does_not_take_can_be_answered_again()
    {
        var clerk = await house.WelcomesAsync(Role.BillingClerk);
        var (_, _, session) = await house.BuyAsync();
        var dispute = house.Stripe().Dispute(session);
        await house.TellAsync();
        var chargeback = await FindAsync(clerk, dispute);
        house.Stripe().Disputes[dispute].Submitted = true;

        await AnswerAsync(clerk, chargeback, ChargebackAnswer.Contest);
        var failed = await FindAsync(clerk, dispute);
        house.Stripe().Disputes[dispute].Submitted = false;
        await AnswerAsync(clerk, chargeback, ChargebackAnswer.Contest);

        Assert.Equal("dispute_evidence_not_taken", failed.Failure);
        Assert.Equal(ChargebackStatus.UnderReview, (await FindAsync(clerk, dispute)).Status);
    }

    [Fact]
    public async Task Of_an_unknown_payment_is_shown_to_the_clerk()
    {
        var clerk = await house.WelcomesAsync(Role.BillingClerk);
        var (_, _, session) = await house.BuyAsync();
        var dispute = house.Stripe().Dispute(session);
        house.Stripe().Disputes[dispute] = house.Stripe().Disputes[dispute] with { Intent = "pi_elsewhere" };

        await house.TellAsync();

        Assert.Equal(
            PaymentFindingKind.UnknownChargeback,
            (await clerk.Client.ListPaymentFindingsAsync(cancel: Cancel)).Items
                .Single(one => one.Reference == dispute).Kind);
    }

    private static NewChargebackAnswer Says(ChargebackAnswer answer) =>
        new() { Answer = answer, Words = "The customer has used it." };

    private async Task AnswerAsync(Somebody clerk, ChargebackView chargeback, ChargebackAnswer answer)
    {
        await clerk.Client.AnswerChargebackAsync(chargeback.Id, Says(answer), Cancel);
        house.Clock.Advance(Duration.FromMinutes(2));
        await DeliverAllAsync();
        house.Clock.Advance(Duration.FromMinutes(2));
        await DeliverAllAsync();
    }

    private async Task DeliverAllAsync()
    {
        while (await house.DeliverAsync() > 0)
        {
        }
    }

    private static async Task<ChargebackView> FindAsync(Somebody clerk, string dispute)
    {
        var listed = (await clerk.Client.ListChargebacksAsync(open: false, limit: 200, cancel: Cancel)).Items
            .Single(one => one.Reference == dispute);
        return await clerk.Client.GetChargebackAsync(listed.Id, Cancel);
    }

    private async Task<int> CountHeardAsync(Guid chargeback, Somebody clerk)
    {
        await using var database = house.Services.GetRequiredService<IStorage>().Read();
        return (await database.Set<OutboxMessage>().AsNoTracking()
                .Where(message => message.Kind == LookAtChargeback.Heard).ToListAsync(Cancel))
            .Count(message => message.Payload.Contains($"{chargeback}", StringComparison.Ordinal)
                && message.Payload.Contains($"{clerk.Id.Value}", StringComparison.Ordinal));
    }

    private async Task<int> CountWarningsAsync(Guid pack)
    {
        await using var database = house.Services.GetRequiredService<IStorage>().Read();
        return (await database.Set<OutboxMessage>().AsNoTracking()
                .Where(message => message.Kind == WarnOfPacks.Kind).ToListAsync(Cancel))
            .Count(message => message.Payload.Contains($"{pack}", StringComparison.Ordinal));
    }

    private async Task BooksAgreeAsync()
    {
        var clerk = await house.WelcomesAsync(Role.BillingClerk);
        Assert.Empty((await clerk.Client.CheckBooksAsync(Cancel)).Breaks);
    }

    private static async Task RefusedAsync(string code, Task call) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<GuichetException>(() => call)).Code);
}

public sealed class DisputingAtTheBankOnSqlite(StripeSqliteHouse house)
    : DisputingAtTheBank(house), IClassFixture<StripeSqliteHouse>;

public sealed class DisputingAtTheBankOnPostgres(StripePostgresHouse house)
    : DisputingAtTheBank(house), IClassFixture<StripePostgresHouse>;
