using Guichet.Accounts;
using Guichet.Incidents;
using Guichet.Packs;
using Guichet.Plans;
using Guichet.ServiceLevels;

namespace Guichet.Tests.Incidents;

/// <summary>An incident on a pack of five, and the short way to talk on it. Each word is said a minute after the last.
/// </summary>
internal sealed class IncidentScenario
{
    public static readonly Instant Start = Instant.FromUtc(2026, 11, 20, 10, 0);
    public static readonly ClosingTerms Terms = new(SolutionWaitsDays: 5, FollowUpDays: 14)
    {
        MissedResponse = CreditOffer.OnDecision,
        Billing = new() { Disputes = new(WithinDays: 30, Duration.FromHours(24), null) },
    };

    public static readonly PersonId Customer = new(new Guid("10000000-0000-7000-8000-000000000001"));
    public static readonly PersonId Agent = new(new Guid("20000000-0000-7000-8000-000000000001"));

    private readonly List<LedgerEntry> lines = [];
    private readonly List<ProposedPart> parts = [];
    private int drafted;
    private int said;

    public IncidentScenario(
        bool counted = true,
        Severity severity = Severity.B,
        HoursOfCoverage hours = HoursOfCoverage.BusinessHours,
        bool anyHour = false)
    {
        Pack = new IncidentPack(
            new IncidentPackId(new Guid("30000000-0000-7000-8000-000000000001")),
            "pack-5", Customer, 5, new LocalDate(2027, 11, 1), null);
        var id = new Guid("40000000-0000-7000-8000-000000000001");
        if (counted)
        {
            lines.Add(Pack.Purchase(Customer, "order.paid", Start));
            lines.Add(Pack.Reserve(id, Customer, Start.InUtc().Date, Start).Value);
        }

        Incident = Submit(Submission(id, counted, severity, hours, anyHour)).Value.Incident;
    }

    public Incident Incident { get; }

    public IncidentPack Pack { get; }

    public Instant Now { get; set; } = Start;

    /// <summary>The policy's terms; what it offers for a missed response can be another thing.</summary>
    public ClosingTerms Offer { get; set; } = Terms;

    public IReadOnlyList<LedgerEntry> Lines => lines;

    public IReadOnlyList<ProposedPart> Parts => parts;

    /// <summary>A part with an id of its own.</summary>
    public PartDraft Part(Severity severity = Severity.B) => new(
        new IncidentId(new Guid(++drafted, 1, 0, new byte[8])),
        "The backup ends too early", "", severity, "pack-5", true);

    public static Submission Submission(
        Guid id, bool counted, Severity severity, HoursOfCoverage hours, bool anyHour, bool accepted = true) => new()
        {
            Id = new IncidentId(id),
            Customer = Customer,
            CustomerName = "Camille",
            Release = "windows-server/2019",
            ReleaseName = "Windows Server 2019",
            Wants = "break-fix",
            Plan = "pack-5",
            Counted = counted,
            Severity = severity,
            Hours = hours,
            Title = "Node does not come back",
            Description = "After the update the node restarts.",
            Contacts = [new Contact("Camille", "camille@example.test", "", anyHour)],
            NoGuaranteeAccepted = accepted,
            Clock = Clock(severity, hours),
            FirstMessage = new MessageId(new Guid("50000000-0000-7000-8000-000000000001")),
            PolicyVersion = 1,
            CatalogVersion = 1,
            At = Start,
        };

    public static Result<(Incident Incident, Message Problem)> Submit(Submission submission) =>
        Incident.Submit(submission);

    public static ResponseClock Clock(Severity severity, HoursOfCoverage hours) => new(
        Start, severity, hours, Duration.FromHours(4), null, 1, "2026a", Start + Duration.FromHours(4), null);

    public Utterance ByCustomer(string body = "From the customer.") => Say(Customer, "Camille", body);

    public Utterance ByAgent(string body = "From the agent.") => Say(Agent, "Adrien", body);

    public Utterance ByClock() => Say(null, "", "");

    /// <summary>Does the act as its side would; what it refuses changes nothing.</summary>
    public Result<Message> Do(IncidentAct act)
    {
        var before = Incident.Charge;
        var result = Act(act);
        if (result.Refusal is null)
        {
            Settle(before);
        }

        return result;
    }

    public Result<Incident> Decide(bool charge)
    {
        var before = Incident.Charge;
        Now += Duration.FromMinutes(1);
        var result = Incident.Decide(charge, Now);
        if (result.Refusal is null)
        {
            Settle(before);
        }

        return result;
    }

    /// <summary>An incident brought into that state on the shortest way.</summary>
    public static IncidentScenario In(IncidentStatus status)
    {
        var scenario = new IncidentScenario();
        IncidentAct[] way = status switch
        {
            IncidentStatus.Submitted => [],
            IncidentStatus.InProgress => [IncidentAct.AgentReply],
            IncidentStatus.WaitingOnCustomer => [IncidentAct.ProposeStatement],
            IncidentStatus.SolutionOffered => [IncidentAct.OfferSolution],
            IncidentStatus.Closed => [IncidentAct.CloseUnresolved],
            IncidentStatus.Reopened => [IncidentAct.CloseUnresolved, IncidentAct.Reopen],
        };
        foreach (var act in way)
        {
            Assert.Null(scenario.Do(act).Refusal);
        }

        return scenario;
    }

    private Result<Message> Act(IncidentAct act) => act switch
    {
        IncidentAct.ProposeStatement => Incident.ProposeStatement(ByAgent(), "The node starts."),
        IncidentAct.AcceptStatement => Incident.AcceptStatement(ByCustomer()),
        IncidentAct.CounterStatement => Incident.CounterStatement(ByCustomer()),
        IncidentAct.AgentReply => Incident.ReplyAsAgent(ByAgent(), waits: false),
        IncidentAct.AskCustomer => Incident.ReplyAsAgent(ByAgent(), waits: true),
        IncidentAct.CustomerReply => Incident.ReplyAsCustomer(ByCustomer()),
        IncidentAct.OfferSolution => Incident.OfferSolution(ByAgent(), Terms),
        IncidentAct.AcceptSolution => Incident.AcceptSolution(ByCustomer()),
        IncidentAct.RefuseSolution => Incident.RefuseSolution(ByCustomer()),
        IncidentAct.LetSolutionStand => LetStand(),
        IncidentAct.CloseOutOfScope => Incident.Close(ClosingReason.OutOfScope, ByAgent()),
        IncidentAct.CloseUnresolved => Incident.Close(ClosingReason.Unresolved, ByAgent()),
        IncidentAct.CloseProductDefect => Incident.Close(ClosingReason.ProductDefect, ByAgent()),
        IncidentAct.CloseAtCustomersWish => Incident.Close(ClosingReason.CustomersWish, ByCustomer()),
        IncidentAct.Reopen => Incident.Reopen(ByCustomer(), Terms),
        IncidentAct.ChangeSeverity => ChangeSeverity(),
        IncidentAct.ProposeParts => ProposeParts(),
        IncidentAct.AcceptPart => Incident.AcceptPart(LastPart, ByCustomer()),
        IncidentAct.DeclinePart => Incident.DeclinePart(LastPart, ByCustomer()),
        IncidentAct.WithdrawPart => Incident.WithdrawPart(LastPart, ByAgent()),
        IncidentAct.CloseAsDuplicate => Incident.CloseAsDuplicate(ByAgent()),
        IncidentAct.AskForCredit => Incident.AskForCredit(ByCustomer(), Offer),
        IncidentAct.DisputeCharge => Dispute(),
        IncidentAct.UpholdDispute => Incident.AnswerDispute(upheld: true, ByAgent()),
        IncidentAct.RejectDispute => Incident.AnswerDispute(upheld: false, ByAgent()),
        IncidentAct.RecordWork => RecordWork(WorkKind.Call),
        IncidentAct.RecordAttempt => Try(),
    };

    /// <summary>The agent records work that began a while ago.</summary>
    public Result<Message> RecordWork(WorkKind kind, int minutesAgo = 0)
    {
        var said = ByAgent();
        return Incident.RecordWork(said, new Work(kind, said.At - Duration.FromMinutes(minutesAgo)));
    }

    /// <summary>The agent tries a contact and does not reach them.</summary>
    public Result<Message> Try(string contact = "Camille")
    {
        var said = ByAgent("No answer.");
        return Incident.RecordAttempt(said, new ContactAttempt(contact, ContactWay.Telephone, said.At));
    }

    private Result<Message> ProposeParts()
    {
        var result = Incident.ProposeParts(ByAgent(), [Part(), Part(Severity.C)]);
        if (!result.Succeeded(out var proposed, out var refusal))
        {
            return refusal;
        }

        parts.AddRange(proposed.Parts);
        return proposed.Message;
    }

    /// <summary>The last that waits; without one, a part of another incident that was answered long ago.</summary>
    private ProposedPart LastPart => parts.LastOrDefault(part => part.Status == PartStatus.Waiting) ?? Answered();

    private static ProposedPart Answered()
    {
        var other = new IncidentScenario();
        other.Do(IncidentAct.ProposeParts);
        var part = other.Parts[0];
        Assert.Null(other.Incident.DeclinePart(part, other.ByCustomer()).Refusal);
        return part;
    }

    private Result<Message> Dispute()
    {
        var said = ByCustomer();
        return Incident.DisputeCharge(said, Offer.Billing, said.At + Duration.FromHours(24));
    }

    private Result<Message> LetStand()
    {
        Now = Incident.SolutionStandsAt ?? Now;
        return Incident.LetSolutionStand(ByClock());
    }

    private Result<Message> ChangeSeverity()
    {
        var severity = Incident.Severity == Severity.B ? Severity.C : Severity.B;
        return Incident.ChangeSeverity(
            severity, Incident.Hours, Incident.Clock with { Severity = severity }, ByAgent());
    }

    private void Settle(ChargeState before) => lines.AddRange(
        CreditSettlement.Settle(before, Incident, Pack, null, "test", Now.InUtc().Date, Now));

    private Utterance Say(PersonId? author, string name, string body)
    {
        said++;
        Now += Duration.FromMinutes(1);
        return new(new MessageId(new Guid(said, 0, 0, new byte[8])), author, name, body, null, Now);
    }
}
