using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Invoices;
using Guichet.Client.Payments;
using Guichet.Server.Accounts;
using Guichet.Server.Invoices.Exemptions;
using Guichet.Server.Storage;
using Guichet.Server.Tests.Orders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Server.Tests.Invoices;

public abstract class ProvingAnExemption(House house)
{
    private static readonly byte[] Pdf = [.. "%PDF-1.7 a paper"u8];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact, Trait("Rule", "R27")]
    public async Task Makes_orders_carry_no_tax_from_then_until_it_lapses()
    {
        var (school, clerk) = (await house.WelcomesAsync(), await house.WelcomesAsync(Role.BillingClerk));
        var asked = await school.Client.AskForTaxExemptionAsync(Asks(), Cancel);
        Assert.Equal(49_900, (await school.Client.PlaceOrderAsync(BuyingAPack.Pack5(), Cancel)).Tax.Amount);

        var accepted = await AcceptsAsync(clerk, asked.Id);

        Assert.Equal(TaxExemptionStatus.Accepted, accepted.Status);
        var order = await school.Client.PlaceOrderAsync(BuyingAPack.Pack5(), Cancel);
        Assert.Equal((0, 249_500), (order.Tax.Amount, order.Total.Amount));
        await school.Client.PayForDemonstrationAsync(order.Id, Cancel);
        var invoice = Assert.Single((await school.Client.ListInvoicesAsync(order: order.Id, cancel: Cancel)).Items);
        Assert.Equal(TaxCategory.Exempt, invoice.TaxCategory);
        Assert.Contains(
            "Exempt from tax",
            BillingAPurchase.Read(await school.Client.DownloadInvoiceAsync(invoice.Number, "en", Cancel)),
            StringComparison.Ordinal);
    }

    [Fact, Trait("Rule", "R27")]
    public async Task Gives_the_tax_back_on_what_was_ordered_under_review()
    {
        var (school, clerk) = (await house.WelcomesAsync(), await house.WelcomesAsync(Role.BillingClerk));
        var asked = await school.Client.AskForTaxExemptionAsync(Asks(), Cancel);
        var order = await school.Client.PlaceOrderAsync(BuyingAPack.Pack5(), Cancel);
        await school.Client.PayForDemonstrationAsync(order.Id, Cancel);
        await AcceptsAsync(clerk, asked.Id);
        var due = (await clerk.Client.ListTaxRefundsAsync(Cancel)).Single(one => one.Order == order.Id);
        Assert.Equal((true, 49_900), (due.IsPaid, due.Tax.Amount));

        await clerk.Client.RefundTaxAsync(order.Id, Cancel);

        var note = Assert.Single((await school.Client.ListInvoicesAsync(
            InvoiceKind.CreditNote, order.Id, cancel: Cancel)).Items);
        Assert.Equal((0, 49_900), (note.Net.Amount, note.Tax.Amount));
        Assert.DoesNotContain(await clerk.Client.ListTaxRefundsAsync(Cancel), one => one.Order == order.Id);
        await RefusedAsync("tax-refund.unknown", clerk.Client.RefundTaxAsync(order.Id, Cancel));
    }

    [Fact, Trait("Rule", "R27")]
    public async Task Owes_the_tax_on_what_was_ordered_under_review_whatever_the_first_day_is()
    {
        var (school, clerk) = (await house.WelcomesAsync(), await house.WelcomesAsync(Role.BillingClerk));
        var asked = await school.Client.AskForTaxExemptionAsync(Asks(), Cancel);
        var order = await school.Client.PlaceOrderAsync(BuyingAPack.Pack5(), Cancel);

        await AcceptsAsync(clerk, asked.Id, from: new DateOnly(2026, 11, 21));

        Assert.Contains(await clerk.Client.ListTaxRefundsAsync(Cancel), one => one.Order == order.Id);
    }

    [Fact, Trait("Rule", "R27")]
    public async Task Accepted_while_orders_are_placed_leaves_none_with_tax_that_nobody_owes()
    {
        var clerk = await house.WelcomesAsync(Role.BillingClerk);
        var orders = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            var school = await house.WelcomesAsync();
            var asked = await school.Client.AskForTaxExemptionAsync(Asks(), Cancel);
            var placing = school.Client.PlaceOrderAsync(BuyingAPack.Pack5(), Cancel);
            await Task.WhenAll(placing, AcceptsAsync(clerk, asked.Id));
            return await placing;
        }));

        var owed = (await clerk.Client.ListTaxRefundsAsync(Cancel)).Select(one => one.Order).ToHashSet();

        Assert.All(orders, order => Assert.True(order.Tax.Amount == 0 || owed.Contains(order.Id)));
    }

    [Fact, Trait("Rule", "R27")]
    public async Task Owes_what_is_left_of_the_tax_and_nothing_on_what_was_canceled_or_given_back()
    {
        var (school, clerk) = (await house.WelcomesAsync(), await house.WelcomesAsync(Role.BillingClerk));
        var asked = await school.Client.AskForTaxExemptionAsync(Asks(), Cancel);
        var orders = new List<Guid>();
        foreach (var credits in new[] { 0, 2, 5 })
        {
            var order = await school.Client.PlaceOrderAsync(BuyingAPack.Pack5(), Cancel);
            orders.Add(order.Id);
            if (credits > 0)
            {
                await school.Client.PayForDemonstrationAsync(order.Id, Cancel);
                await clerk.Client.RefundOrderAsync(
                    order.Id,
                    new NewRefund { Id = Guid.CreateVersion7(), Credits = credits, Reason = "Not needed." },
                    Cancel);
            }
        }

        await AcceptsAsync(clerk, asked.Id);
        await school.Client.CancelOrderAsync(orders[0], Cancel);

        var due = (await clerk.Client.ListTaxRefundsAsync(Cancel)).Where(one => orders.Contains(one.Order));
        Assert.Equal([(orders[1], 29_940L)], due.Select(one => (one.Order, one.Tax.Amount)));
        await RefusedAsync("tax-refund.unknown", clerk.Client.RefundTaxAsync(orders[2], Cancel));
        await clerk.Client.RefundTaxAsync(orders[1], Cancel);
        Assert.Equal(["tax-exemption.accepted"], await AuditedAsync(asked.Id));
        Assert.Equal(["refund.asked", "tax-refund.made"], await AuditedAsync(orders[1]));
    }

    [Fact]
    public async Task Asked_again_under_one_id_is_the_same_request_or_refused()
    {
        var school = await house.WelcomesAsync();
        var asks = Asks();
        var asked = await school.Client.AskForTaxExemptionAsync(asks, Cancel);

        Assert.Equal(asked.Id, (await school.Client.AskForTaxExemptionAsync(asks, Cancel)).Id);
        await ReusedAsync("country", asks with { Country = "BE" });
        await ReusedAsync("documents", asks with { Documents = [.. asks.Documents!, .. asks.Documents!] });
        await ReusedAsync(
            "documents",
            asks with { Documents = [new NewProof { Name = "proof.pdf", Content = [.. Pdf, 1] }] });

        async Task ReusedAsync(string field, NewTaxExemption other)
        {
            var refused = await Assert.ThrowsAsync<GuichetException>(
                () => school.Client.AskForTaxExemptionAsync(other, Cancel));
            Assert.Equal(("tax-exemption.id-reused", field), (refused.Code, refused.Facts["fields"].ToString()));
        }
    }

    [Fact]
    public async Task Is_asked_for_ten_times_a_day_at_most_whatever_is_taken_back()
    {
        var school = await house.WelcomesAsync();
        for (var count = 0; count < 10; count++)
        {
            var asked = await school.Client.AskForTaxExemptionAsync(Asks(), Cancel);
            await school.Client.WithdrawTaxExemptionAsync(asked.Id, Cancel);
        }

        await RefusedAsync("attempts.too-many", school.Client.AskForTaxExemptionAsync(Asks(), Cancel));
    }

    [Fact]
    public async Task Asked_for_an_organisation_is_taken_back_by_whoever_looks_after_it()
    {
        var head = await house.WelcomesAsync(memberRole: MemberRole.Administrator);
        var bills = await house.WelcomesAsync(memberRole: MemberRole.Billing, organization: head.Organization);
        var asked = await bills.Client.AskForTaxExemptionAsync(Asks(), Cancel);

        var withdrawn = await head.Client.WithdrawTaxExemptionAsync(asked.Id, Cancel);

        Assert.Equal(TaxExemptionStatus.Withdrawn, withdrawn.Status);
    }

    [Fact, Trait("Rule", "R27")]
    public async Task Refused_leaves_the_tax_and_says_why()
    {
        var (school, clerk) = (await house.WelcomesAsync(), await house.WelcomesAsync(Role.BillingClerk));
        var asked = await school.Client.AskForTaxExemptionAsync(Asks(), Cancel);

        await clerk.Client.RefuseTaxExemptionAsync(
            asked.Id, new RefusedExemption { Reason = "The stamp is missing." }, Cancel);

        var refused = await school.Client.GetTaxExemptionAsync(asked.Id, Cancel);
        Assert.Equal((TaxExemptionStatus.Refused, "The stamp is missing."), (refused.Status, refused.DecisionReason));
        Assert.Equal(49_900, (await school.Client.PlaceOrderAsync(BuyingAPack.Pack5(), Cancel)).Tax.Amount);
    }

    [Fact]
    public async Task Is_seen_with_its_documents_by_its_owner_and_the_clerk_alone()
    {
        var (school, clerk, other) = (
            await house.WelcomesAsync(), await house.WelcomesAsync(Role.BillingClerk), await house.WelcomesAsync());
        var asked = await school.Client.AskForTaxExemptionAsync(Asks(), Cancel);
        var document = Assert.Single(asked.Documents);

        Assert.Equal(Pdf, await school.Client.DownloadProofAsync(document.Id, Cancel));
        Assert.Equal(Pdf, await clerk.Client.DownloadProofAsync(document.Id, Cancel));
        await RefusedAsync("tax-exemption.unknown", other.Client.DownloadProofAsync(document.Id, Cancel));
        await RefusedAsync("tax-exemption.unknown", other.Client.GetTaxExemptionAsync(asked.Id, Cancel));
        await RefusedAsync("tax-exemption.unknown", other.Client.WithdrawTaxExemptionAsync(asked.Id, Cancel));
    }

    [Fact]
    public async Task By_a_document_of_another_kind_is_refused_and_nothing_is_kept()
    {
        var school = await house.WelcomesAsync();
        var request = Asks() with { Documents = [new NewProof { Name = "proof.pdf", Content = [.. "<html>"u8] }] };

        await RefusedAsync("document.kind-unknown", school.Client.AskForTaxExemptionAsync(request, Cancel));

        Assert.Empty((await school.Client.ListTaxExemptionsAsync(cancel: Cancel)).Items);
    }

    [Fact]
    public async Task Is_warned_of_once_before_it_lapses_however_often_the_sweep_runs()
    {
        var (school, clerk) = (await house.WelcomesAsync(), await house.WelcomesAsync(Role.BillingClerk));
        var asked = await school.Client.AskForTaxExemptionAsync(Asks(), Cancel);
        await AcceptsAsync(clerk, asked.Id);
        var sweep = house.Services.GetRequiredService<WarnOfExemptions>();
        var early = Instant.FromUtc(2027, 10, 19, 20, 0);

        await sweep.RunAsync(early, Cancel);
        Assert.Equal(0, await WarningsAsync(asked.Id));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => sweep.RunAsync(early + Duration.FromDays(1), Cancel)));
        await sweep.RunAsync(early + Duration.FromDays(20), Cancel);

        Assert.Equal(1, await WarningsAsync(asked.Id));
    }

    private async Task<int> WarningsAsync(Guid exemption)
    {
        await using var database = house.Storage.Read();
        return await database.Set<OutboxMessage>().CountAsync(
            one => one.Kind == "tax-exemption.lapsing" && one.Payload.Contains(exemption.ToString()), Cancel);
    }

    private async Task<List<string>> AuditedAsync(Guid subject)
    {
        await using var database = house.Storage.Read();
        var about = subject.ToString();
        return await database.Set<AuditEntry>()
            .Where(one => one.Subject == about).OrderBy(one => one.Act).Select(one => one.Act).ToListAsync(Cancel);
    }

    /// <summary>From today where no other day is said; the last day is 19 November 2027.</summary>
    private static Task<TaxExemptionView> AcceptsAsync(Somebody clerk, Guid id, DateOnly? from = null) =>
        clerk.Client.AcceptTaxExemptionAsync(
            id,
            new AcceptedExemption
            {
                From = from ?? new DateOnly(2026, 11, 20),
                Until = new DateOnly(2027, 11, 19),
            },
            Cancel);

    private static NewTaxExemption Asks() => new()
    {
        Id = Guid.CreateVersion7(),
        Country = "FR",
        Reason = "A public school",
        Documents = [new NewProof { Name = "proof.pdf", Content = Pdf }],
    };

    private static async Task RefusedAsync(string code, Task call) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<GuichetException>(() => call)).Code);
}

public sealed class ProvingAnExemptionOnSqlite(SqliteHouse house) : ProvingAnExemption(house);

public sealed class ProvingAnExemptionOnPostgres(PostgresHouse house) : ProvingAnExemption(house);
