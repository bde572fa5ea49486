using System.Text;
using System.Xml.Linq;
using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Invoices;
using Guichet.Invoices;
using Guichet.Orders;
using Guichet.Server.Invoices;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Guichet.Server.Tests.Orders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using UglyToad.PdfPig;
using InvoiceKind = Guichet.Client.Invoices.InvoiceKind;
using TaxCategory = Guichet.Client.Invoices.TaxCategory;

namespace Guichet.Server.Tests.Invoices;

public abstract class BillingAPurchase(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    internal static NewBillingDetails Lyon { get; } = new()
    {
        Name = "Zoé Lefèvre",
        Street = "4 place des Essais",
        PostalCode = "69002",
        City = "Lyon",
        Country = "FR",
    };

    [Fact, Trait("Rule", "R26")]
    public async Task Brings_an_invoice_with_the_payment_that_says_what_was_sold_to_whom()
    {
        var buyer = await house.WelcomesAsync();
        await buyer.Client.KeepBillingDetailsAsync(Lyon, Cancel);
        var order = await buyer.Client.PlaceOrderAsync(BuyingAPack.Pack5(), Cancel);
        Assert.Empty((await buyer.Client.ListInvoicesAsync(cancel: Cancel)).Items);

        await buyer.Client.PayForDemonstrationAsync(order.Id, Cancel);

        var invoice = Assert.Single((await buyer.Client.ListInvoicesAsync(cancel: Cancel)).Items);
        Assert.Matches("^F2026-[0-9]{5}$", invoice.Number);
        Assert.Equal((InvoiceKind.Invoice, order.ConfirmationNumber, "PO-77"), (
            invoice.Kind, invoice.ConfirmationNumber, invoice.PurchaseOrderNumber));
        Assert.Equal((249_500, 49_900, 299_400), (
            invoice.Net.Amount, invoice.Tax.Amount, invoice.Total.Amount));
        Assert.Equal(("Zoé Lefèvre", "Lyon", true), (invoice.Buyer.Name, invoice.Buyer.City, invoice.IsPaid));
        Assert.Equal(invoice, await buyer.Client.GetInvoiceAsync(invoice.Number, Cancel));
        Assert.Equal(invoice, await buyer.Client.GetInvoiceAsync(invoice.Id.ToString(), Cancel));
    }

    [Fact]
    public async Task Stays_as_it_was_issued_when_the_buyer_moves()
    {
        var buyer = await house.WelcomesAsync();
        await buyer.Client.KeepBillingDetailsAsync(Lyon, Cancel);
        var invoice = await BuysAsync(buyer);

        await buyer.Client.KeepBillingDetailsAsync(Lyon with { City = "Nantes" }, Cancel);

        Assert.Equal("Lyon", (await buyer.Client.GetInvoiceAsync(invoice.Number, Cancel)).Buyer.City);
    }

    [Fact]
    public async Task Is_taxed_by_the_country_of_the_billing_details()
    {
        var buyer = await house.WelcomesAsync();
        await buyer.Client.KeepBillingDetailsAsync(
            Lyon with { Country = "DE", Organization = "Beispiel GmbH", VatNumber = "DE 123 456 789" }, Cancel);

        var invoice = await BuysAsync(buyer);

        Assert.Equal((TaxCategory.ReverseCharge, 0), (invoice.TaxCategory, invoice.TaxBasisPoints));
        Assert.Equal(invoice.Net, invoice.Total);
        var pages = Read(await buyer.Client.DownloadInvoiceAsync(invoice.Number, "fr", Cancel));
        Assert.Contains("Autoliquidation", pages, StringComparison.Ordinal);
        Assert.Contains("DE123456789", pages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_a_malformed_VAT_number()
    {
        var buyer = await house.WelcomesAsync();

        var refused = await Assert.ThrowsAsync<GuichetException>(
            () => buyer.Client.KeepBillingDetailsAsync(Lyon with { VatNumber = "FR1" }, Cancel));

        Assert.Equal("billing.vat-number-malformed", refused.Code);
    }

    [Fact]
    public async Task Of_an_organisation_is_changed_by_those_who_look_after_it()
    {
        var head = await house.WelcomesAsync(memberRole: MemberRole.Administrator);
        var member = await house.WelcomesAsync(memberRole: MemberRole.Submitter, organization: head.Organization);
        await head.Client.KeepBillingDetailsAsync(Lyon, Cancel);

        var refused = await Assert.ThrowsAsync<GuichetException>(
            () => member.Client.KeepBillingDetailsAsync(Lyon with { City = "Nantes" }, Cancel));

        Assert.Equal("access.may-not-bill", refused.Code);
        Assert.Equal("Lyon", (await member.Client.GetBillingDetailsAsync(Cancel)).City);
    }

    [Fact, Trait("Rule", "R26")]
    public async Task Is_seen_by_the_buyer_their_organisation_and_the_clerk_and_by_nobody_else()
    {
        var head = await house.WelcomesAsync(memberRole: MemberRole.Billing);
        var buyer = await house.WelcomesAsync(memberRole: MemberRole.Submitter, organization: head.Organization);
        var colleague = await house.WelcomesAsync(memberRole: MemberRole.Submitter, organization: head.Organization);
        var clerk = await house.WelcomesAsync(Role.BillingClerk);
        var invoice = await BuysAsync(buyer);

        Assert.Equal(invoice, await head.Client.GetInvoiceAsync(invoice.Number, Cancel));
        Assert.Equal(invoice, await clerk.Client.GetInvoiceAsync(invoice.Number, Cancel));
        Assert.Empty((await colleague.Client.ListInvoicesAsync(cancel: Cancel)).Items);
        foreach (var call in new Func<Task>[]
        {
            () => colleague.Client.GetInvoiceAsync(invoice.Number, Cancel),
            () => colleague.Client.DownloadInvoiceAsync(invoice.Id.ToString(), null, Cancel),
            () => colleague.Client.DownloadInvoiceXmlAsync(invoice.Number, Cancel),
        })
        {
            Assert.Equal("invoice.unknown", (await Assert.ThrowsAsync<GuichetException>(call)).Code);
        }
    }

    [Theory]
    [InlineData("en", "Total with tax", "Billed to")]
    [InlineData("fr", "Total TTC", "Facturé à")]
    public async Task Prints_in_both_languages_with_text_that_can_be_read(string language, string total, string to)
    {
        var buyer = await house.WelcomesAsync();
        await buyer.Client.KeepBillingDetailsAsync(Lyon, Cancel);
        var invoice = await BuysAsync(buyer);

        var text = Read(await buyer.Client.DownloadInvoiceAsync(invoice.Number, language, Cancel));

        Assert.All(
            [invoice.Number, total, to, "Zoé Lefèvre", "Guichet Demonstration SAS", invoice.ConfirmationNumber],
            wanted => Assert.Contains(wanted, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Speaks_to_programs_by_the_European_norm()
    {
        var buyer = await house.WelcomesAsync();
        await buyer.Client.KeepBillingDetailsAsync(Lyon, Cancel);
        var invoice = await BuysAsync(buyer);

        var bytes = await buyer.Client.DownloadInvoiceXmlAsync(invoice.Number, Cancel);
        var xml = XDocument.Parse(Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF'));

        string Of(string name) => xml.Descendants().First(one => one.Name.LocalName == name).Value;
        Assert.Equal("CrossIndustryInvoice", xml.Root!.Name.LocalName);
        Assert.Equal(("380", "2994.00", "0.00"), (Of("TypeCode"), Of("GrandTotalAmount"), Of("DuePayableAmount")));
        Assert.Equal(("2495.00", "499.00", "20.00"), (
            Of("TaxBasisTotalAmount"), Of("TaxTotalAmount"), Of("RateApplicablePercent")));
        Assert.Contains(invoice.Number, xml.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_hundred_at_once_leaves_no_gap_in_the_numbers()
    {
        var buyer = await house.WelcomesAsync();
        var orders = new List<Guid>();
        for (var count = 0; count < 200; count++)
        {
            orders.Add((await buyer.Client.PlaceOrderAsync(BuyingAPack.Pack5(), Cancel)).Id);
        }

        await Task.WhenAll(orders.Select(id => buyer.Client.PayForDemonstrationAsync(id, Cancel)));

        await using var database = house.Storage.Read();
        var numbers = await database.Set<Invoice>()
            .Where(one => one.Kind == Guichet.Invoices.InvoiceKind.Invoice)
            .Select(one => one.Number).ToListAsync(Cancel);
        Assert.Equal(Enumerable.Range(1, numbers.Count), numbers.Order());
        Assert.True(numbers.Count >= 200);
    }

    [Theory]
    [InlineData("update invoice set net = net + 1")]
    [InlineData("delete from invoice")]
    public async Task Is_never_changed_nor_removed(string statement)
    {
        var buyer = await house.WelcomesAsync();
        await BuysAsync(buyer);
        await using var database = house.Storage.Read();

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(
            () => database.Database.ExecuteSqlRawAsync(statement, Cancel));
    }

    [Fact]
    public async Task Is_countered_by_notes_that_never_come_to_more_than_it()
    {
        var buyer = await house.WelcomesAsync();
        var invoice = await BuysAsync(buyer);

        Assert.Null(await CreditsAsync(invoice.Order, new(100_000, 20_000)));
        Assert.Null(await CreditsAsync(invoice.Order, new(149_500, 29_900)));
        Assert.Equal("invoice.amount-too-large", (await CreditsAsync(invoice.Order, new(1, 0)))?.Code);

        var notes = (await buyer.Client.ListInvoicesAsync(InvoiceKind.CreditNote, cancel: Cancel)).Items;
        Assert.Equal(2, notes.Count);
        Assert.All(notes, note => Assert.Equal(invoice.Number, note.Counters));
        Assert.Equal((invoice.Net.Amount, invoice.Tax.Amount), (
            notes.Sum(note => note.Net.Amount), notes.Sum(note => note.Tax.Amount)));
        var text = Read(await buyer.Client.DownloadInvoiceAsync(notes[0].Number, "fr", Cancel));
        Assert.Contains(invoice.Number, text, StringComparison.Ordinal);
        Assert.Contains("Avoir", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_books_that_agree()
    {
        var buyer = await house.WelcomesAsync();
        var invoice = await BuysAsync(buyer);
        var clerk = await house.WelcomesAsync(Role.BillingClerk);

        var check = await clerk.Client.CheckBooksAsync(Cancel);

        // Others credit invoices in this house without giving anything back, which is a break of theirs.
        Assert.DoesNotContain(check.Breaks, one => one.Subject == invoice.ConfirmationNumber);
        Assert.All(check.Breaks, one => Assert.Equal("books.refund-wrong", one.Code));
        Assert.True(check.Orders > 0 && check.Invoices >= check.Orders && check.Series > 0);
    }

    [Fact]
    public async Task Keeps_books_that_agree_while_others_buy()
    {
        var clerk = await house.WelcomesAsync(Role.BillingClerk);
        var buyers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => house.WelcomesAsync()));

        var buying = Task.WhenAll(buyers.Select(async buyer =>
        {
            var numbers = new List<string>();
            for (var turn = 0; turn < 4; turn++)
            {
                numbers.Add((await BuysAsync(buyer)).ConfirmationNumber);
            }

            return numbers;
        }));
        var breaks = new List<BooksBreakView>();
        do
        {
            breaks.AddRange((await clerk.Client.CheckBooksAsync(Cancel)).Breaks);
        }
        while (!buying.IsCompleted);

        var bought = (await buying).SelectMany(numbers => numbers).ToHashSet();
        Assert.DoesNotContain(breaks, one => one.Code == "books.number-missing" || bought.Contains(one.Subject));
    }

    [Fact]
    public async Task Is_listed_up_to_the_last_day_of_the_calendar()
    {
        var buyer = await house.WelcomesAsync();
        var invoice = await BuysAsync(buyer);

        var listed = await buyer.Client.ListInvoicesAsync(
            from: DateOnly.MinValue, until: DateOnly.MaxValue, cancel: Cancel);

        Assert.Equal([invoice], listed.Items);
    }

    [Theory]
    [InlineData("\u0000", null, "/city")]
    [InlineData("Ly\ton", null, "/city")]
    [InlineData("\uFFFF", null, "/city")]
    [InlineData("Lyon", "1\u0007", "/street")]
    public async Task Names_the_field_with_control_characters(string city, string? street, string pointer)
    {
        var buyer = await house.WelcomesAsync();

        var refused = await Assert.ThrowsAsync<GuichetException>(() => buyer.Client.KeepBillingDetailsAsync(
            Lyon with { City = city, Street = street ?? "4 place des Essais\r\nEscalier B" }, Cancel));

        Assert.Equal([pointer], refused.Errors.Keys);
    }

    private static async Task<InvoiceView> BuysAsync(Somebody buyer)
    {
        var order = await buyer.Client.PlaceOrderAsync(BuyingAPack.Pack5(), Cancel);
        await buyer.Client.PayForDemonstrationAsync(order.Id, Cancel);
        return Assert.Single((await buyer.Client.ListInvoicesAsync(order: order.Id, cancel: Cancel)).Items);
    }

    private async Task<Refusal?> CreditsAsync(Guid order, CreditedAmount amount)
    {
        var inForce = house.Services.GetRequiredService<InForce>();
        var done = await house.Services.GetRequiredService<InvoiceQueue>().RunAsync<bool>(
            async database =>
            {
                var policy = (await inForce.ReadAsync(database, Cancel)).Policy;
                if (await database.IssueCreditNoteAsync(
                    new OrderId(order), amount, "goodwill", new(policy, House.Today, Cancel)) is { } refusal)
                {
                    return refusal;
                }

                var paid = await database.Set<Order>().SingleAsync(one => one.Id == new OrderId(order), Cancel);
                return paid.Refund(0, amount.Net, amount.Tax).Refusal is { } tooMuch ? tooMuch : true;
            },
            Cancel);
        return done.Refusal;
    }

    internal static string Read(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return string.Join('\n', document.GetPages().Select(page =>
            string.Join(' ', page.GetWords().Select(word => word.Text))));
    }
}

public sealed class BillingAPurchaseOnSqlite(SqliteHouse house) : BillingAPurchase(house);

public sealed class BillingAPurchaseOnPostgres(PostgresHouse house) : BillingAPurchase(house);
