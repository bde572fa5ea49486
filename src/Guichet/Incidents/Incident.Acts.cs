using Guichet.Accounts;
using Guichet.Plans;
using Guichet.ServiceLevels;

namespace Guichet.Incidents;

// What is done to an incident. Each act obeys the table of IncidentTransitions and answers with the message that both
// sides see.
public sealed partial class Incident
{
    /// <summary>The agent proposes the problem statement with what counts as a solution (R4), as its next version; it
    /// counts as a response (R8). Refused without a criterion: <c>statement.criterion-missing</c>.</summary>
    public Result<Message> ProposeStatement(Utterance said, string solutionCriterion)
    {
        if (string.IsNullOrWhiteSpace(solutionCriterion))
        {
            return new Refusal("statement.criterion-missing", "Write what counts as a solution.");
        }

        if (Do(IncidentAct.ProposeStatement, said) is { } refusal)
        {
            return refusal;
        }

        (Statement, SolutionCriterion, StatementAccepted) = (said.Body, solutionCriterion, false);
        StatementVersion++;
        return OfStatement(MessageKind.StatementProposed, ActBy.Agent, said) with
        {
            SolutionCriterion = solutionCriterion,
        };
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
        return OfStatement(MessageKind.StatementAccepted, ActBy.Customer, said);
    }

    /// <summary>The customer proposes another statement, or another criterion of a solution; the agent takes it up or
    /// proposes again.</summary>
    /// <param name="said">Their statement.</param>
    /// <param name="solutionCriterion">What counts as a solution to them; empty: what was proposed.</param>
    public Result<Message> CounterStatement(Utterance said, string solutionCriterion = "") =>
        (WhyNoStatementWaits() ?? Do(IncidentAct.CounterStatement, said)) is { } refusal
            ? refusal
            : OfStatement(MessageKind.StatementCountered, ActBy.Customer, said) with
            {
                SolutionCriterion = solutionCriterion,
            };

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

    /// <summary>Somebody whom the customer lets see it writes: it stays as it is, for a question to the customer is not
    /// answered by anybody else.</summary>
    public Result<Message> CommentAsGuest(Utterance said) =>
        Do(IncidentAct.CustomerReply, said) is { } refusal
            ? refusal
            : Say(MessageKind.Reply, ActBy.Customer, said);

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
    /// first: <c>incident.solution-is-offered</c>; for a duplicate, which names another incident:
    /// <c>incident.duplicate-of-missing</c>; and without words where an agent ends it, as the customer is told:
    /// <c>incident.closing-words-missing</c>.</summary>
    public Result<Message> Close(ClosingReason reason, Utterance said)
    {
        IncidentAct? act = reason switch
        {
            Incidents.ClosingReason.OutOfScope => IncidentAct.CloseOutOfScope,
            Incidents.ClosingReason.Unresolved => IncidentAct.CloseUnresolved,
            Incidents.ClosingReason.ProductDefect => IncidentAct.CloseProductDefect,
            Incidents.ClosingReason.CustomersWish => IncidentAct.CloseAtCustomersWish,
            Incidents.ClosingReason.Solved or Incidents.ClosingReason.Duplicate => null,
        };
        if (reason == Incidents.ClosingReason.Duplicate)
        {
            return new Refusal("incident.duplicate-of-missing", "Name the incident that this one is a duplicate of.");
        }

        if (act is null)
        {
            return new Refusal("incident.solution-is-offered", "Offer the solution; accepting it closes the incident.");
        }

        var by = IncidentTransitions.Of(act.Value).By;
        if (by == ActBy.Agent && string.IsNullOrWhiteSpace(said.Body))
        {
            return new Refusal("incident.closing-words-missing", "Tell the customer why the incident ends.");
        }

        return Do(act.Value, said) is { } refusal
            ? refusal
            : Say(MessageKind.Closed, by, said);
    }

    /// <summary>The same problem is back within the policy's days (R25): no new charge. Refused after:
    /// <c>incident.follow-up-too-late</c>; and for a duplicate, as it goes on elsewhere:
    /// <c>incident.is-duplicate</c>.</summary>
    public Result<Message> Reopen(Utterance said, ClosingTerms terms)
    {
        if ((WhyNotReopened(said.At, terms) ?? Do(IncidentAct.Reopen, said)) is { } refusal)
        {
            return refusal;
        }

        (ClosingReason, ClosedAt) = (null, null);
        LookAtAlarms(said.At);
        Charge = Charge == ChargeState.AwaitingDecision ? ChargeState.Reserved : Charge;
        return Say(MessageKind.Reopened, ActBy.Customer, said);
    }

    /// <summary>The agent changes severity and hours with a reason that the customer sees (R7, R8); the clock is the
    /// one that the rules of service levels recomputed. Refused where nothing changes,
    /// <c>incident.severity-unchanged</c>, and as a submission of that severity would be.</summary>
    public Result<Message> ChangeSeverity(Severity severity, HoursOfCoverage hours, ResponseClock clock, Utterance said)
    {
        if ((severity, hours) == (Severity, Hours))
        {
            return new Refusal("incident.severity-unchanged", "It has this severity and these hours already.");
        }

        if ((Submission.WhyNot(severity, hours, Contacts) ?? Do(IncidentAct.ChangeSeverity, said)) is { } refusal)
        {
            return refusal;
        }

        if (clock.DueAt != Clock.DueAt)
        {
            // Another promise: whether it raises the incident, its own alarms say.
            Raised = false;
            LookAtAlarms(said.At);
        }

        (Severity, Hours, Clock) = (severity, hours, clock);
        KeepPlace();
        return Say(MessageKind.SeverityChanged, ActBy.Agent, said);
    }

    /// <summary>A person with the right decides whether the closed incident is charged (R25). Refused:
    /// <c>billing.nothing-to-decide</c>, <c>billing.already-decided</c>.</summary>
    public Result<Incident> Decide(bool charge, Instant at)
    {
        if (WhyUndecidable() is { } refusal)
        {
            return refusal;
        }

        Become(charge ? ChargeState.Charged : ChargeState.NotCharged, at);
        Touch(at);
        return this;
    }

    /// <summary>A person with the right proposes a decision that a second one is to confirm (R25): so far nothing
    /// moves. Refused as <see cref="Decide"/>.</summary>
    public Result<Incident> ProposeDecision(Instant at)
    {
        if (WhyUndecidable() is { } refusal)
        {
            return refusal;
        }

        Touch(at);
        return this;
    }

    /// <summary>A proposed decision is taken back: it can be decided on anew.</summary>
    public void EndProposal(Instant at) => Touch(at);

    /// <summary>Why there is nothing to decide on; null where there is.</summary>
    public Refusal? WhyUndecidable() => Charge switch
    {
        ChargeState.AwaitingDecision or ChargeState.CreditAsked => null,
        ChargeState.Charged or ChargeState.NotCharged =>
            new Refusal("billing.already-decided", "It is already decided whether this is charged."),
        ChargeState.NotCounted or ChargeState.Reserved =>
            new Refusal("billing.nothing-to-decide", "There is no charge to decide on."),
    };

    /// <summary>What that side can do now, for pages that offer it; the acts themselves decide again.</summary>
    public IReadOnlyList<IncidentAct> PossibleActs(ActBy by, Instant now, ClosingTerms terms) =>
    [
        .. IncidentTransitions.Table
            .Where(line => line.By == by && line.From.Contains(Status))
            .Select(line => line.Act)
            .Where(act => act switch
            {
                IncidentAct.AcceptStatement or IncidentAct.CounterStatement => WhyNoStatementWaits() is null,
                IncidentAct.Reopen => WhyNotReopened(now, terms) is null,
                IncidentAct.AskForCredit => WhyNoCredit(now, terms) is null,
                IncidentAct.DisputeCharge => WhyNoDispute(now, terms.Billing) is null,
                IncidentAct.UpholdDispute or IncidentAct.RejectDispute => WhyNoAnswer() is null,
                IncidentAct.AcceptPart or IncidentAct.DeclinePart or IncidentAct.WithdrawPart => WaitingParts > 0,
                _ => true,
            }),
    ];

    private Refusal? WhyNotReopened(Instant now, ClosingTerms terms) =>
        ClosingReason == Incidents.ClosingReason.Duplicate
            ? new Refusal("incident.is-duplicate", "It is the same problem as another incident: write there.")
            : WhyTooLate(now, terms);

    private Refusal? WhyTooLate(Instant now, ClosingTerms terms) =>
        ClosedAt is { } closedAt && now > closedAt + Duration.FromDays(terms.FollowUpDays)
            ? new Refusal("incident.follow-up-too-late", "The time to reopen is over: submit a new incident.")
                .With("days", terms.FollowUpDays)
            : null;

    private Refusal? WhyNoStatementWaits() =>
        Statement is null || StatementAccepted
            ? new Refusal("incident.no-statement", "No problem statement waits for acceptance.")
            : null;

    /// <summary>What an agent says to the customer is the response that was promised (R8), whatever else it does.
    /// </summary>
    private Refusal? Do(IncidentAct act, Utterance said) => Do(
        act,
        said,
        IncidentTransitions.Of(act).By == ActBy.Agent
            && act is not (IncidentAct.ChangeSeverity or IncidentAct.UpholdDispute or IncidentAct.RejectDispute)
            ? said.At
            : null);

    private Refusal? Do(IncidentAct act, Utterance said, Instant? respondedAt)
    {
        var transition = IncidentTransitions.Of(act);
        if (!transition.From.Contains(Status))
        {
            return new Refusal("incident.act-not-possible", $"{act} is not possible while the incident is {Status}.")
                .With("act", act.ToString())
                .With("status", Status.ToString());
        }

        if (respondedAt is { } responded)
        {
            NextAlarmAt = Clock.RespondedAt is null ? null : NextAlarmAt;
            Clock = Clock.Respond(responded);
            Raised = false;
            Agent ??= said.Author;
        }

        Status = transition.To ?? Status;
        SolutionStandsAt = Status == IncidentStatus.SolutionOffered ? SolutionStandsAt : null;
        if (transition.EndsAs is { } reason)
        {
            Close(reason, said.At);
        }

        if (transition.By == ActBy.Customer)
        {
            (SnoozedUntil, SnoozedBy) = (null, null);
            UnreachedTries = 0;
        }

        Touch(said.At);
        return null;
    }

    private void Close(ClosingReason reason, Instant at)
    {
        (Status, ClosingReason, ClosedAt, SolutionStandsAt) = (IncidentStatus.Closed, reason, at, null);
        (SnoozedUntil, SnoozedBy) = (null, null);
        if (Charge == ChargeState.Reserved)
        {
            Become(
                reason switch
                {
                    Incidents.ClosingReason.Solved when CreditAskedAt is null => ChargeState.Charged,
                    Incidents.ClosingReason.ProductDefect or Incidents.ClosingReason.Duplicate =>
                        ChargeState.NotCharged,
                    Incidents.ClosingReason.Solved
                        or Incidents.ClosingReason.OutOfScope
                        or Incidents.ClosingReason.Unresolved
                        or Incidents.ClosingReason.CustomersWish => ChargeState.AwaitingDecision,
                },
                at);
        }
        else if (reason == Incidents.ClosingReason.ProductDefect && Charge != ChargeState.NotCounted)
        {
            // Reopened after it was charged: a defect of the product never is (R25).
            Become(ChargeState.NotCharged, at);
        }
    }

    private void Touch(Instant at)
    {
        ChangedAt = at;
        Answered = Clock.RespondedAt is not null;
        NextAlarmAt = IsOpen ? NextAlarmAt : null;
        KeepPlace();
        Version++;
    }

    private Message Say(MessageKind kind, ActBy by, Utterance said) =>
        new(said.Id, Id, kind, by, said.Author, said.AuthorName, said.Body, said.Minutes, said.At)
        {
            Channel = said.Channel,
        };

    private Message OfStatement(MessageKind kind, ActBy by, Utterance said) =>
        Say(kind, by, said) with { StatementVersion = StatementVersion };
}
