using Guichet.Accounts;
using Guichet.Packs;
using Guichet.Plans;
using Guichet.ServiceLevels;

namespace Guichet.Incidents;

/// <summary>One support problem and the effort to resolve it (R1), from submission to its charge.</summary>
public sealed class Incident
{
    /// <summary>Its id.</summary>
    public IncidentId Id { get; private init; }

    /// <summary>The number people say aloud; given by storage when it is first written, 0 before.</summary>
    public long Number { get; private init; }

    /// <summary>Who submitted it.</summary>
    public PersonId Customer { get; private init; }

    /// <summary>Their organisation; null without one.</summary>
    public OrganizationId? Organization { get; private init; }

    /// <summary>Release reference: <c>windows-server/2019</c>.</summary>
    public string Release { get; private init; } = "";

    /// <summary>The release's name as it was.</summary>
    public string ReleaseName { get; private init; } = "";

    /// <summary>Key of what is wanted.</summary>
    public string Wants { get; private init; } = "";

    /// <summary>Key of the plan.</summary>
    public string Plan { get; private init; } = "";

    /// <summary>The pack its credit comes from; null for a plan that is not counted.</summary>
    public IncidentPackId? Pack { get; private init; }

    /// <summary>The problem in a line.</summary>
    public string Title { get; private init; } = "";

    /// <summary>Who can be reached.</summary>
    public IReadOnlyList<Contact> Contacts { get; private init; } = [];

    /// <summary>Business impact.</summary>
    public Severity Severity { get; private set; }

    /// <summary>When it is worked on.</summary>
    public HoursOfCoverage Hours { get; private set; }

    /// <summary>Where it stands.</summary>
    public IncidentStatus Status { get; private set; }

    /// <summary>Why it ended; null while it is open.</summary>
    public ClosingReason? ClosingReason { get; private set; }

    /// <summary>What becomes of its credit.</summary>
    public ChargeState Charge { get; private set; }

    /// <summary>The agent who looks after it; null while nobody does.</summary>
    public PersonId? Agent { get; private set; }

    /// <summary>The problem statement last proposed (R4); null before the first.</summary>
    public string? Statement { get; private set; }

    /// <summary>Whether the customer has accepted that statement.</summary>
    public bool StatementAccepted { get; private set; }

    /// <summary>The first-response clock.</summary>
    public ResponseClock Clock { get; private set; } = null!;

    /// <summary>When it was submitted.</summary>
    public Instant SubmittedAt { get; private init; }

    /// <summary>When an offered solution is accepted by silence; null where none waits.</summary>
    public Instant? SolutionStandsAt { get; private set; }

    /// <summary>When it was closed; null while it is open.</summary>
    public Instant? ClosedAt { get; private set; }

    /// <summary>When something last happened on it.</summary>
    public Instant ChangedAt { get; private set; }

    /// <summary>Whether the first response was given: the queue shows what is not answered first.</summary>
    public bool Answered { get; private set; }

    /// <summary>Its place in the queue: unanswered, when the response is due; answered, when something last happened.
    /// </summary>
    public Instant QueueAt { get; private set; }

    /// <summary>The policy version under which it was decided.</summary>
    public int PolicyVersion { get; private init; }

    /// <summary>The catalogue version under which it was decided.</summary>
    public int CatalogVersion { get; private init; }

    /// <summary>Counts up with each change.</summary>
    public int Version { get; private set; }

    /// <summary>Whether it is not closed.</summary>
    public bool IsOpen => Status != IncidentStatus.Closed;

    /// <summary>Begins an incident with its first message. Refused: <c>incident.no-guarantee-not-accepted</c> (R5),
    /// <c>incident.severity-a-around-the-clock</c>, <c>incident.contact-missing</c>,
    /// <c>incident.contact-any-hour-missing</c> (R7).</summary>
    public static Result<(Incident Incident, Message Problem)> Submit(Submission submission)
    {
        if (!submission.NoGuaranteeAccepted)
        {
            return new Refusal("incident.no-guarantee-not-accepted", "Accept that a resolution is not guaranteed.");
        }

        if (Submission.WhyNot(submission.Severity, submission.Hours, submission.Contacts) is { } refusal)
        {
            return refusal;
        }

        var incident = new Incident
        {
            Id = submission.Id,
            Customer = submission.Customer,
            Organization = submission.Organization,
            Release = submission.Release,
            ReleaseName = submission.ReleaseName,
            Wants = submission.Wants,
            Plan = submission.Plan,
            Pack = submission.Pack,
            Title = submission.Title,
            Contacts = submission.Contacts,
            Severity = submission.Severity,
            Hours = submission.Hours,
            Status = IncidentStatus.Submitted,
            Charge = submission.Counted ? ChargeState.Reserved : ChargeState.NotCounted,
            Clock = submission.Clock,
            SubmittedAt = submission.At,
            ChangedAt = submission.At,
            QueueAt = submission.Clock.DueAt,
            PolicyVersion = submission.PolicyVersion,
            CatalogVersion = submission.CatalogVersion,
            Version = 1,
        };
        var problem = new Utterance(
            submission.FirstMessage,
            submission.Customer,
            submission.CustomerName,
            submission.Description,
            null,
            submission.At);
        return (incident, incident.Say(MessageKind.Problem, ActBy.Customer, problem));
    }

    /// <summary>The agent proposes the problem statement (R4); it counts as a response (R8).</summary>
    public Result<Message> ProposeStatement(Utterance said)
    {
        if (Do(IncidentAct.ProposeStatement, said) is { } refusal)
        {
            return refusal;
        }

        (Statement, StatementAccepted) = (said.Body, false);
        return Say(MessageKind.StatementProposed, ActBy.Agent, said);
    }

    /// <summary>The customer accepts the statement. Refused where none waits: <c>incident.no-statement</c>.</summary>
    public Result<Message> AcceptStatement(Utterance said)
    {
        if (WhyNoStatementWaits() is { } missing)
        {
            return missing;
        }

        if (Do(IncidentAct.AcceptStatement, said) is { } refusal)
        {
            return refusal;
        }

        StatementAccepted = true;
        return Say(MessageKind.StatementAccepted, ActBy.Customer, said);
    }

    /// <summary>The customer proposes another statement; the agent takes it up or proposes again.</summary>
    public Result<Message> CounterStatement(Utterance said) =>
        (WhyNoStatementWaits() ?? Do(IncidentAct.CounterStatement, said)) is { } refusal
            ? refusal
            : Say(MessageKind.StatementCountered, ActBy.Customer, said);

    /// <summary>The agent writes; <paramref name="waits"/> says that the customer is to answer.</summary>
    public Result<Message> ReplyAsAgent(Utterance said, bool waits) =>
        Do(waits ? IncidentAct.AskCustomer : IncidentAct.AgentReply, said) is { } refusal
            ? refusal
            : Say(MessageKind.Reply, ActBy.Agent, said);

    /// <summary>The customer writes: what waited on them goes on, and a solution they answer no longer closes by
    /// silence.</summary>
    public Result<Message> ReplyAsCustomer(Utterance said)
    {
        if (Do(IncidentAct.CustomerReply, said) is { } refusal)
        {
            return refusal;
        }

        if (Status is IncidentStatus.WaitingOnCustomer or IncidentStatus.SolutionOffered)
        {
            (Status, SolutionStandsAt) = (IncidentStatus.InProgress, null);
        }

        return Say(MessageKind.Reply, ActBy.Customer, said);
    }

    /// <summary>The agent offers a solution (R24). It waits for the policy's days; where these are none, the incident
    /// closes at once.</summary>
    public Result<Message> OfferSolution(Utterance said, ClosingTerms terms)
    {
        if (Do(IncidentAct.OfferSolution, said) is { } refusal)
        {
            return refusal;
        }

        if (terms.SolutionWaitsDays == 0)
        {
            Close(Incidents.ClosingReason.Solved, said.At);
        }
        else
        {
            SolutionStandsAt = said.At + Duration.FromDays(terms.SolutionWaitsDays);
        }

        return Say(MessageKind.SolutionOffered, ActBy.Agent, said);
    }

    /// <summary>The customer accepts the solution: the incident closes as solved.</summary>
    public Result<Message> AcceptSolution(Utterance said) =>
        Do(IncidentAct.AcceptSolution, said) is { } refusal
            ? refusal
            : Say(MessageKind.SolutionAccepted, ActBy.Customer, said);

    /// <summary>The customer refuses the solution and says why: back in progress.</summary>
    public Result<Message> RefuseSolution(Utterance said) =>
        Do(IncidentAct.RefuseSolution, said) is { } refusal
            ? refusal
            : Say(MessageKind.SolutionRefused, ActBy.Customer, said);

    /// <summary>The policy's days have gone by: silence accepts (R24). Refused before:
    /// <c>incident.solution-still-waits</c>.</summary>
    public Result<Message> LetSolutionStand(Utterance said)
    {
        if (SolutionStandsAt is { } standsAt && said.At < standsAt)
        {
            return new Refusal("incident.solution-still-waits", "The customer still has time to answer.")
                .With("until", standsAt);
        }

        return Do(IncidentAct.LetSolutionStand, said) is { } refusal
            ? refusal
            : Say(MessageKind.Closed, ActBy.Clock, said);
    }

    /// <summary>Ends the incident for a reason other than a solution (R24). Refused for a solution, which is offered
    /// first: <c>incident.solution-is-offered</c>.</summary>
    public Result<Message> Close(ClosingReason reason, Utterance said)
    {
        IncidentAct? act = reason switch
        {
            Incidents.ClosingReason.OutOfScope => IncidentAct.CloseOutOfScope,
            Incidents.ClosingReason.Unresolved => IncidentAct.CloseUnresolved,
            Incidents.ClosingReason.ProductDefect => IncidentAct.CloseProductDefect,
            Incidents.ClosingReason.CustomersWish => IncidentAct.CloseAtCustomersWish,
            Incidents.ClosingReason.Solved => null,
        };
        if (act is null)
        {
            return new Refusal("incident.solution-is-offered", "Offer the solution; accepting it closes the incident.");
        }

        return Do(act.Value, said) is { } refusal
            ? refusal
            : Say(MessageKind.Closed, IncidentTransitions.Of(act.Value).By, said);
    }

    /// <summary>The same problem is back within the policy's days (R25): no new charge. Refused after:
    /// <c>incident.follow-up-too-late</c>.</summary>
    public Result<Message> Reopen(Utterance said, ClosingTerms terms)
    {
        if (ClosedAt is { } closedAt && said.At > closedAt + Duration.FromDays(terms.FollowUpDays))
        {
            return new Refusal("incident.follow-up-too-late", "The time to reopen is over: submit a new incident.")
                .With("days", terms.FollowUpDays);
        }

        if (Do(IncidentAct.Reopen, said) is { } refusal)
        {
            return refusal;
        }

        (ClosingReason, ClosedAt) = (null, null);
        Charge = Charge == ChargeState.AwaitingDecision ? ChargeState.Reserved : Charge;
        return Say(MessageKind.Reopened, ActBy.Customer, said);
    }

    /// <summary>The agent changes severity and hours with a reason that the customer sees (R7, R8); the clock is the
    /// one that the rules of service levels recomputed.</summary>
    public Result<Message> ChangeSeverity(Severity severity, HoursOfCoverage hours, ResponseClock clock, Utterance said)
    {
        if (severity == Severity.A && hours != HoursOfCoverage.AroundTheClock)
        {
            return new Refusal("incident.severity-a-around-the-clock", "Severity A is worked on around the clock.");
        }

        if (Do(IncidentAct.ChangeSeverity, said) is { } refusal)
        {
            return refusal;
        }

        (Severity, Hours, Clock) = (severity, hours, clock);
        return Say(MessageKind.SeverityChanged, ActBy.Agent, said);
    }

    /// <summary>A person with the right decides whether the closed incident is charged (R25). Refused:
    /// <c>billing.nothing-to-decide</c>, <c>billing.already-decided</c>.</summary>
    public Result<Incident> Decide(bool charge, Instant at)
    {
        switch (Charge)
        {
            case ChargeState.AwaitingDecision:
                Charge = charge ? ChargeState.Charged : ChargeState.NotCharged;
                Touch(at);
                return this;
            case ChargeState.Charged or ChargeState.NotCharged:
                return new Refusal("billing.already-decided", "It is already decided whether this is charged.");
            case ChargeState.NotCounted or ChargeState.Reserved:
            default:
                return new Refusal("billing.nothing-to-decide", "There is no charge to decide on.");
        }
    }

    /// <summary>An agent takes it, or hands it over.</summary>
    public void AssignTo(PersonId agent, Instant at)
    {
        Agent = agent;
        Touch(at);
    }

    private Refusal? WhyNoStatementWaits() =>
        Statement is null || StatementAccepted
            ? new Refusal("incident.no-statement", "No problem statement waits for acceptance.")
            : null;

    private Refusal? Do(IncidentAct act, Utterance said)
    {
        var transition = IncidentTransitions.Of(act);
        if (!transition.From.Contains(Status))
        {
            return new Refusal("incident.act-not-possible", $"{act} is not possible while the incident is {Status}.")
                .With("act", act.ToString())
                .With("status", Status.ToString());
        }

        // What an agent says to the customer is the response that was promised (R8), whatever else it does.
        if (transition.By == ActBy.Agent && act != IncidentAct.ChangeSeverity)
        {
            Clock = Clock.Respond(said.At);
            Agent ??= said.Author;
        }

        Status = transition.To ?? Status;
        SolutionStandsAt = Status == IncidentStatus.SolutionOffered ? SolutionStandsAt : null;
        if (transition.EndsAs is { } reason)
        {
            Close(reason, said.At);
        }

        Touch(said.At);
        return null;
    }

    private void Close(ClosingReason reason, Instant at)
    {
        (Status, ClosingReason, ClosedAt, SolutionStandsAt) = (IncidentStatus.Closed, reason, at, null);
        if (Charge == ChargeState.Reserved)
        {
            Charge = reason switch
            {
                Incidents.ClosingReason.Solved => ChargeState.Charged,
                Incidents.ClosingReason.ProductDefect => ChargeState.NotCharged,
                Incidents.ClosingReason.OutOfScope
                    or Incidents.ClosingReason.Unresolved
                    or Incidents.ClosingReason.CustomersWish => ChargeState.AwaitingDecision,
            };
        }
    }

    private void Touch(Instant at)
    {
        ChangedAt = at;
        Answered = Clock.RespondedAt is not null;
        QueueAt = Answered ? at : Clock.DueAt;
        Version++;
    }

    private Message Say(MessageKind kind, ActBy by, Utterance said) =>
        new(said.Id, Id, kind, by, said.Author, said.AuthorName, said.Body, said.Minutes, said.At);
}
