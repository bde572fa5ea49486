using System.Globalization;
using System.Text;
using Guichet.Accounts;
using Guichet.Incidents;
using Guichet.Orders;
using Guichet.Payments;
using Guichet.Packs;
using Guichet.Plans;
using Guichet.Server.Accounts;
using Guichet.Server.Incidents.Alarms;
using Guichet.Server.Incidents.Moving;
using Guichet.Server.Catalog;
using Guichet.Server.Following;
using Guichet.Server.Mail;
using Guichet.Server.Packs;
using Guichet.Server.Recovery;
using Guichet.Server.Storage;
using Guichet.Server.Upkeep;
using Guichet.Server.Upkeep.Holidays;
using Guichet.Server.Tests.Hosting;
using Guichet.ServiceLevels;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace Guichet.Server.Tests.Mail;

/// <summary>Every mail in both languages, as people have read and approved them.</summary>
public sealed partial class WritingMails : SqliteHouse
{
    private static readonly IncidentId Incident = new(Guid.Parse("01900000-0000-7000-8000-000000000001"));
    private static readonly OrderId Order = new(Guid.Parse("01900000-0000-7000-8000-000000000002"));

    private readonly StringBuilder written = new();
    private string lastHtml = "";
    private string packsId = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected override void Configure(IWebHostBuilder host)
    {
        host.UseSetting("Mail:Delivers", "false");
        host.UseSetting("Mail:PublicAddress", "https://support.example.test");
        host.UseSetting("Mail:TeamAddress", "team@example.test");
        host.UseSetting("Mail:TeamLanguage", "en");
        host.UseSetting("Payments:BankTransfer:AccountHolder", "Contoso SAS");
        host.UseSetting("Payments:BankTransfer:Iban", "FR76 3000 6000 0112 3456 7890 189");
        host.UseSetting("Payments:BankTransfer:Bic", "AGRIFRPP");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public async Task Says_what_was_approved(string language)
    {
        var customer = await NamedAsync(Role.Customer, "Zoé Martin", language);
        var agent = await NamedAsync(Role.Agent, "Ada Berg", language);

        await AccountsAsync(customer, language);
        await OrderAsync(customer);
        await IncidentAsync(customer, agent);
        var incidentHtml = lastHtml;
        await TogetherAsync(agent, language);
        await FollowingAsync(customer);
        await PacksAsync(customer, agent, language);

        Approved.Same(
            written.ToString().Replace(packsId, "01900000-0000-7000-8000-000000000006", StringComparison.Ordinal),
            $"mails.approved.{language}.txt");
        Approved.Same(incidentHtml, $"last-mail.approved.{language}.html");
    }

    private async Task AccountsAsync(Somebody customer, string language)
    {
        var personId = customer.Id.Value;
        await WriteAsync("account.confirm-email", new { personId, path = "/account/confirm-email?token=a%2Bb" });
        await WriteAsync("account.password-reset", new { personId, path = "/account/reset-password?token=a%2Bb" });
        await WriteAsync("account.already-registered", new { personId, path = "/account/forgotten-password" });
        await WriteAsync("account.invitation", new
        {
            email = "new@example.test",
            organization = "Contoso",
            invitedBy = personId,
            language,
            path = "/account/invitation/abc",
        });
    }

    private async Task FollowingAsync(Somebody customer)
    {
        await StoreAsync(_ => new Follower
        {
            Person = customer.Id,
            MailKey = Guid.Parse("01900000-0000-4000-8000-000000000003"),
        });
        var person = customer.Id.Value;
        var end = new PhaseEndFact("windows-server/2019", "Extended", "2029-01-09", 12);
        await WriteAsync(RemindOfPhaseEnds.Kind, new { person, ends = new[] { end } });
        var other = new PhaseEndFact("sql-server/2022", "Mainstream", "2028-01-11", 6);
        await WriteAsync(RemindOfPhaseEnds.Kind, new { person, ends = new[] { other, end } });
        var moved = new CatalogChanged.Date("windows-server/2019", "extendedEndsOn", "2029-01-09", "2029-02-13");
        await WriteAsync("following.dates-moved", new { person, dates = new[] { moved } });
        var announced = moved with { Field = "securityUpdatesEndOn", From = "" };
        var withdrawn = moved with { Field = "mainstreamEndsOn", To = "" };
        await WriteAsync("following.dates-moved", new { person, dates = new[] { moved, announced, withdrawn } });
    }

    private async Task OrderAsync(Somebody customer)
    {
        var plan = new SupportPlan
        (
            "pack-5", new LocalizedText("Pack of five"), PlanOffer.Sale, 5,
            new HashSet<Guichet.Catalog.LifecyclePhase>(),
            new HashSet<Guichet.Catalog.Deployment>(), ReleasePolicy.Any
        )
        {
            Price = new Money(189500, "EUR"),
        };
        await StoreAsync(_ =>
        {
            var purchase = new Purchase("G-2026-0001", customer.Id, null, "FR", "PO 77", null, 1, Today);
            var order = Guichet.Orders.Order.Place(Order, purchase, plan, 2000).Value!;
            order.ConfirmPayment("pay", Today);
            return order;
        });
        await WriteAsync("order.paid", new { order = Order.Value });
        await RefundAsync();
        await TransferAsync(customer, plan);
    }

    private async Task RefundAsync()
    {
        var refund = new RefundId(Guid.Parse("01900000-0000-7000-8000-000000000005"));
        await StoreAsync(database =>
        {
            var received = new ReceivedPayment("stripe", "cs_1", "pi_1", new Money(227_400, "EUR"));
            var payment = Payment.Record(new PaymentId(Guid.CreateVersion7()), Order, 1, received, Today);
            database.Add(payment);
            var share = new RefundShare(0, 37_900, 7_580);
            return Refund.Ask(refund, payment, new AskedRefund(share, null, "Bought by mistake.", null), Today);
        });
        await WriteAsync("refund.made", new { order = Order.Value, refund = refund.Value });
    }

    private async Task TransferAsync(Somebody customer, SupportPlan plan)
    {
        var order = new OrderId(Guid.Parse("01900000-0000-7000-8000-000000000006"));
        var purchase = new Purchase("G-2026-0002", customer.Id, null, "FR", "", null, 1, Today)
        {
            Method = PaymentMethod.BankTransfer,
        };
        await StoreAsync(_ => Guichet.Orders.Order.Place(order, purchase, plan, 2000).Value!);
        await WriteAsync("order.awaits-transfer", new { order = order.Value });
    }

    private async Task IncidentAsync(Somebody customer, Somebody agent)
    {
        var now = Today;
        MessageId Next() => new(Guid.CreateVersion7());
        Utterance Says(Somebody who, string body) => new(
            Next(), who.Id, who == customer ? "Zoé Martin" : "Ada Berg", body, null, now += Duration.FromMinutes(10));

        await StoreAsync(database =>
        {
            var clock = new ResponseClock(
                now, Severity.B, HoursOfCoverage.BusinessHours, Duration.FromHours(4), "business", 1, "2025b",
                now + Duration.FromHours(8), null);
            var (incident, problem) = Guichet.Incidents.Incident.Submit(Submission(customer, clock, Next())).Value;
            var entry = database.Add(incident);
            entry.Property(row => row.Number).CurrentValue = 4711;
            entry.Property("Coverage").CurrentValue = "{}";
            entry.Property("RequestHash").CurrentValue = "hash";
            return problem;
        });
        await WriteAsync("incident.submitted", new { incident = Incident.Value });
        await WriteAsync("incident.submitted-to-team", new { incident = Incident.Value });
        await AlarmsAsync(agent, now + Duration.FromHours(8));
        await MoveAsync(agent, now + Duration.FromHours(8));
        await UpkeepAsync(agent);
        await ActAsync(
            "incident.statement-proposed", one => one.ProposeStatement(Says(agent, "The second node stops.")));
        await ActAsync("incident.statement-countered", one => one.CounterStatement(Says(customer, "Both nodes stop.")));
        await ActAsync("incident.statement-accepted", one => one.AcceptStatement(Says(customer, "")));
        await ActAsync("incident.replied", one => one.ReplyAsAgent(
            Says(agent, "Please send the log.\n\n1. Open <Services> & stop it\n2. Copy `cluster.log`"), waits: true));
        await ActAsync("incident.replied", one => one.ReplyAsCustomer(Says(customer, "Voilà le journal.")));
        await ActAsync("incident.solution-offered", one => one.OfferSolution(
            Says(agent, "Install the update of Monday."), new ClosingTerms(5, 30)));
        await ActAsync("incident.solution-refused", one => one.RefuseSolution(Says(customer, "It still stops.")));
        await PartsAsync(
            () => Says(agent, "The node and the backup have nothing in common."), () => Says(customer, ""));
        await ActAsync("incident.severity-changed", one => one.ChangeSeverity(
            Severity.C, HoursOfCoverage.BusinessHours, one.Clock, Says(agent, "As agreed by telephone.")));
        await ActAsync("incident.closed", one => one.Close(ClosingReason.Unresolved, Says(agent, "We found no way.")));
        await StoreAsync(database =>
        {
            var one = database.Set<Guichet.Incidents.Incident>().Single(row => row.Id == Incident);
            one.Decide(charge: false, now);
            return null;
        });
        await WriteAsync("incident.decided", new { incident = Incident.Value });
        await ActAsync("incident.reopened", one => one.Reopen(
            Says(customer, "It is back."), new ClosingTerms(5, 30)));
        await ActAsync("incident.credit-asked", one => one.ReplyAsCustomer(
            Says(customer, "Nobody answered for a day.")));
    }

    private async Task AlarmsAsync(Somebody agent, Instant due)
    {
        var dueAt = Microseconds.Of(due);
        await WriteAsync(AlarmMessages.Kind, new AlarmTold(Incident.Value, agent.Id.Value, dueAt, 75, 0));
        await WriteAsync(AlarmMessages.Kind, new AlarmTold(Incident.Value, agent.Id.Value, dueAt, 100, 0));
        await WriteAsync(AlarmMessages.Kind, new AlarmTold(Incident.Value, null, dueAt, 100, 3600));
    }

    private async Task MoveAsync(Somebody agent, Instant due)
    {
        var order = Guid.CreateVersion7();
        await StoreAsync(_ => new MoveOrder
        {
            Id = order, PolicyVersion = 1, Reason = "The office closes earlier in winter.", OrderedBy = agent.Id,
            OrderedAt = Today,
        });
        await StoreAsync(_ => new MovedPromise
        {
            Move = order,
            Incident = Incident,
            Line = 2,
            At = Today,
            FromPolicy = 1,
            ToPolicy = 1,
            ResponseFrom = due,
            ResponseTo = due + Duration.FromHours(2),
            ResolutionTo = due + Duration.FromDays(3),
        });
        await WriteAsync("promise.moved", new { incident = Incident.Value, move = order });
    }

    private async Task UpkeepAsync(Somebody administrator)
    {
        var (person, id) = (administrator.Id.Value, Guid.Parse("01900000-0000-7000-8000-000000000007"));
        await StoreAsync(_ => new SourceRow
        {
            Id = id, Name = "Products", Address = "https://example.test/", IntervalHours = 24,
        });
        await StoreAsync(_ => new PendingImport { Source = id, Document = "" });
        await StoreAsync(_ => new HolidaySource
        {
            Calendar = "business-hours", Address = "https://example.test/", IntervalHours = 24, Taken = "[]",
            SetBy = administrator.Id,
        });
        await StoreAsync(_ => new PendingHolidays { Calendar = "business-hours", Found = "[]" });
        await WriteAsync(AdministratorsTold.ImportWaits, new { person, subject = id.ToString() });
        await WriteAsync(AdministratorsTold.HolidaysWait, new { person, subject = "business-hours" });
        await WriteAsync(AdministratorsTold.HolidaysTaken, new { person, subject = "business-hours" });
    }

    private async Task PartsAsync(Func<Utterance> proposes, Func<Utterance> answers)
    {
        PartDraft Draft(int id, string title, Severity severity, string plan, bool counted) => new(
            new IncidentId(new Guid(id, 0, 0, new byte[8])), title, "", severity, plan, counted);
        await ActAsync("incident.parts-proposed", (database, one) =>
        {
            var proposed = one.ProposeParts(proposes(),
            [
                Draft(1, "The backup ends too early", Severity.C, "pack-5", true),
                Draft(2, "The quorum is lost", Severity.B, "signature-cloud", false),
            ]).Value;
            database.AddRange(proposed.Parts);
            return proposed.Message;
        });
        await ActAsync("incident.part-accepted", (database, one) =>
            one.AcceptPart(database.Set<ProposedPart>().First(part => part.Position == 0), answers()));
        await ActAsync("incident.part-declined", (database, one) =>
            one.DeclinePart(database.Set<ProposedPart>().First(part => part.Position == 1), answers()));
    }

    private static Submission Submission(Somebody customer, ResponseClock clock, MessageId first) => new()
    {
        Id = Incident,
        Customer = customer.Id,
        CustomerName = "Zoé Martin",
        Organization = null,
        Release = "windows-server/2019",
        ReleaseName = "Windows Server 2019",
        Wants = "break-fix",
        Plan = "pack-5",
        Pack = null,
        Counted = true,
        Severity = Severity.B,
        Hours = HoursOfCoverage.BusinessHours,
        Title = "Cluster node does not come back",
        Description = "After the update of Tuesday the second node stops.",
        Contacts = [new Contact("Zoé Martin", "zoe@example.test", "", false)],
        NoGuaranteeAccepted = true,
        Clock = clock,
        FirstMessage = first,
        PolicyVersion = 1,
        CatalogVersion = 1,
        At = clock.StartedAt,
    };

    private Task ActAsync(string kind, Func<Guichet.Incidents.Incident, Result<Message>> act) =>
        ActAsync(kind, (_, one) => act(one));

    private async Task ActAsync(string kind, Func<Database, Guichet.Incidents.Incident, Result<Message>> act)
    {
        var id = Guid.Empty;
        await StoreAsync(database =>
        {
            var done = act(database, database.Set<Guichet.Incidents.Incident>().Single(row => row.Id == Incident));
            Assert.Null(done.Refusal);
            id = done.Value!.Id.Value;
            return done.Value;
        });
        await WriteAsync(kind, new { incident = Incident.Value, message = id });
    }

    private async Task StoreAsync(Func<Database, object?> work) => await Work.RunAsync<bool>(
        database =>
        {
            if (work(database) is { } made)
            {
                database.Add(made);
            }

            return Task.FromResult<Result<bool>>(true);
        },
        Cancel);

    private async Task WriteAsync(string kind, object facts)
    {
        var mail = await Services.GetRequiredService<MailComposition>()
            .CloseAsync(OutboxMessage.Of(kind, facts, Today), Cancel);
        Assert.NotNull(mail?.TextBody);
        written.Append(CultureInfo.InvariantCulture, $"=== {kind}\nTo: {mail.To}\nSubject: {mail.Subject}\n\n");
        written.Append(mail.TextBody.ReplaceLineEndings("\n")).Append('\n');
        lastHtml = mail.HtmlBody!.ReplaceLineEndings("\n");
    }

    private async Task<Somebody> NamedAsync(Role role, string name, string language)
    {
        var somebody = await WelcomesAsync(role);
        var email = $"{name.Split(' ')[1]}@example.test".ToLowerInvariant();
        await StoreAsync(database =>
        {
            var person = database.Set<Person>().Single(one => one.Id == somebody.Id);
            (person.Name, person.Language, person.Email) = (name, language, email);
            person.NormalizedEmail = email.ToUpperInvariant();
            return null;
        });
        return somebody;
    }
}
