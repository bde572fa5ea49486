using System.Text;
using Guichet.Accounts;
using Guichet.Cli;
using Guichet.Client;
using Guichet.Client.Incidents;
using Guichet.Client.Orders;
using Guichet.Server.Tests.Incidents;
using Guichet.Server.Tests.Payments;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Cli;

/// <summary>The verbs of orders, invoices, charges, disputes, partners and chargebacks.</summary>
public sealed class TypingOfMoney(StripeSqliteHouse house) : IClassFixture<StripeSqliteHouse>, IDisposable
{
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        output.Dispose();
        error.Dispose();
    }

    [Fact]
    public async Task Orders_at_the_price_seen_only_and_gives_an_order_up()
    {
        var buyer = await house.WelcomesAsync();

        Assert.Equal(ExitCode.Done, await TypeAsync(buyer, "orders", "offers"));
        Assert.Contains("299400 USD", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Refused, await TypeAsync(buyer, "orders", "place", "pack-5", "--total", "249500"));
        Assert.Contains("(order.price-changed)", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, await TypeAsync(
            buyer, "orders", "place", "pack-5", "--total", "299400", "--pay-by", "banktransfer"));
        Assert.Contains("to arrive by 2026-12-20", output.ToString(), StringComparison.Ordinal);
        var order = Assert.Single((await buyer.Client.ListOrdersAsync(cancel: Cancel)).Items);
        Assert.Equal(ExitCode.Done, await TypeAsync(buyer, "orders", "cancel", order.Id.ToString()));
        Assert.Equal(OrderStatus.Canceled, (await buyer.Client.GetOrderAsync(order.Id, Cancel)).Status);
    }

    [Fact]
    public async Task Lists_and_saves_invoices_and_compares_the_books()
    {
        var (buyer, order, _) = await house.BuyAsync();
        var clerk = await house.WelcomesAsync(Role.BillingClerk);
        var number = (await buyer.Client.ListInvoicesAsync(order: order.Id, cancel: Cancel)).Items[0].Number;
        var folder = Directory.CreateTempSubdirectory("guichet-invoices-").FullName;
        var (pdf, xml) = (Path.Combine(folder, "a.pdf"), Path.Combine(folder, "a.xml"));

        await TypeAsync(buyer, "invoices", "list", "--json");
        await TypeAsync(buyer, "invoices", "download", number, "--language", "fr", "--output", pdf);
        await TypeAsync(buyer, "invoices", "download", number, "--xml", "--output", xml);
        var verified = await TypeAsync(clerk, "books", "verify");

        Assert.Contains($"\"number\": \"{number}\"", output.ToString(), StringComparison.Ordinal);
        Assert.Equal("%PDF-", Encoding.ASCII.GetString((await File.ReadAllBytesAsync(pdf, Cancel))[..5]));
        Assert.Contains($"<ram:ID>{number}<", await File.ReadAllTextAsync(xml, Cancel), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, verified);
        Assert.Contains("The books agree.", output.ToString(), StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact, Trait("Rule", "R21")]
    public async Task Says_what_was_available_in_a_pack_on_a_day_after_its_last()
    {
        var owner = await house.WelcomesAsync();
        var pack = (await house.GivesPackAsync(owner, expiresOn: new LocalDate(2026, 11, 19))).Value.ToString();

        await TypeAsync(owner, "packs", "balance", pack, "2026-11-20");

        Assert.Contains(
            "2026-11-20: 5, of which 0 on hold and 0 available", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decides_a_charge_disputes_it_and_answers()
    {
        var story = await BeginAsync(house);
        await story.CloseAsync(story.Agent, ClosingReason.Unresolved);
        var incident = story.Incident.ToString();
        var other = await house.WelcomesAsync(Role.SupportManager);

        await TypeAsync(story.Manager, "billing", "list", "--json");
        var decided = await TypeAsync(
            story.Manager, "billing", "decide", incident, "--charge", "--reason", "It lies in your network.");
        var opened = await TypeAsync(
            story.Customer, "disputes", "open", incident, "--why", "Nobody ever called.");
        await TypeAsync(other, "disputes", "list", "--json");
        var answered = await TypeAsync(
            other, "disputes", "answer", incident, "--uphold", "--reason", "You are right.");

        Assert.Equal((ExitCode.Done, ExitCode.Done, ExitCode.Done), (decided, opened, answered));
        var said = output.ToString();
        Assert.Contains($"\"id\": \"{incident}\"", said, StringComparison.Ordinal);
        Assert.Contains("Nobody ever called.", said, StringComparison.Ordinal);
        Assert.Equal(
            ChargeState.NotCharged, (await story.Customer.Client.GetIncidentAsync(story.Incident, Cancel)).Line.Charge);
    }

    [Fact]
    public async Task Enrolls_a_partner_activates_the_pack_and_ends_the_enrolment()
    {
        var partner = await house.WelcomesAsync(signIn: SignInKind.Work, memberRole: MemberRole.Administrator);
        var keeper = await house.WelcomesAsync(Role.Administrator);
        var company = partner.Organization!.Value.Value;

        var enrolled = await TypeAsync(
            keeper, "partners", "enroll", company.ToString(), "--level", "gold", "--from", "2026-11-01", "--until",
            "2027-10-31");
        await TypeAsync(partner, "partners", "benefits");
        var activated = await TypeAsync(partner, "partners", "activate", "partner-gold-20");
        await TypeAsync(keeper, "partners", "show", company.ToString());
        var enrollment = Assert.Single((await keeper.Client.GetPartnerAsync(company, Cancel)).Enrollments).Id;
        var ended = await TypeAsync(
            keeper, "partners", "end", company.ToString(), enrollment.ToString(), "--reason", "Left the programme.");

        Assert.Equal((ExitCode.Done, ExitCode.Done, ExitCode.Done), (enrolled, activated, ended));
        Assert.Matches("contract id \\S+, access id \\S+, until 2027-10-31", output.ToString());
        Assert.Contains("to-activate", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_chargebacks_and_contests_one()
    {
        var clerk = await house.WelcomesAsync(Role.BillingClerk);
        var (_, order, session) = await house.BuyAsync();
        house.Stripe().Dispute(session);
        await house.TellAsync();
        var id = (await clerk.Client.ListChargebacksAsync(cancel: Cancel)).Items
            .Single(one => one.Order == order.Id).Id.ToString();

        await TypeAsync(clerk, "chargebacks", "list", "--json");
        await TypeAsync(clerk, "chargebacks", "show", id);
        var contested = await TypeAsync(clerk, "chargebacks", "contest", id, "--words", "All of it was used.");
        var again = await TypeAsync(clerk, "chargebacks", "accept", id, "--words", "Or not.");

        Assert.Equal((ExitCode.Done, ExitCode.Refused), (contested, again));
        var said = output.ToString();
        Assert.Contains($"\"order\": \"{order.Id}\"", said, StringComparison.Ordinal);
        Assert.Contains("299400 USD, product_not_received, open", said, StringComparison.Ordinal);
        Assert.Contains(": All of it was used.", said, StringComparison.Ordinal);
        Assert.Contains("(chargeback.answered)", error.ToString(), StringComparison.Ordinal);
    }

    private Task<int> TypeAsync(Somebody who, params string[] arguments) => CommandLine.RunAsync(
        [.. arguments, "--server", "http://house", "--key", who.Key],
        new Surroundings(
            new StringReader(""),
            output,
            error,
            _ => null,
            Path.Combine(Path.GetTempPath(), $"guichet-{Guid.NewGuid():N}", "sign-in.json"),
            (_, key) => new GuichetClient(house.Factory.CreateClient(), key),
            SystemClock.Instance),
        Cancel);
}
