namespace Guichet.Incidents;

/// <summary>What can be done to an incident.</summary>
public enum IncidentAct
{
    /// <summary>The agent proposes the problem statement (R4).</summary>
    ProposeStatement,

    /// <summary>The customer accepts the statement.</summary>
    AcceptStatement,

    /// <summary>The customer proposes another statement.</summary>
    CounterStatement,

    /// <summary>The agent writes, and goes on working.</summary>
    AgentReply,

    /// <summary>The agent writes, and waits for an answer.</summary>
    AskCustomer,

    /// <summary>The customer writes.</summary>
    CustomerReply,

    /// <summary>The agent offers a solution.</summary>
    OfferSolution,

    /// <summary>The customer accepts the solution.</summary>
    AcceptSolution,

    /// <summary>The customer says why it is none.</summary>
    RefuseSolution,

    /// <summary>The policy's days go by in silence.</summary>
    LetSolutionStand,

    /// <summary>The agent ends it as out of scope.</summary>
    CloseOutOfScope,

    /// <summary>The agent ends it unresolved.</summary>
    CloseUnresolved,

    /// <summary>The agent ends it as a defect of the product.</summary>
    CloseProductDefect,

    /// <summary>The customer asks for the end.</summary>
    CloseAtCustomersWish,

    /// <summary>The same problem is back.</summary>
    Reopen,

    /// <summary>The agent changes the severity, with a reason that the customer sees (R7).</summary>
    ChangeSeverity,

    /// <summary>The agent proposes to divide the problem (R1).</summary>
    ProposeParts,

    /// <summary>The customer accepts a part.</summary>
    AcceptPart,

    /// <summary>The customer does not want a part.</summary>
    DeclinePart,

    /// <summary>The agent takes a part back.</summary>
    WithdrawPart,

    /// <summary>The agent ends it as the same problem as another incident.</summary>
    CloseAsDuplicate,

    /// <summary>The customer asks for the credit back, as the first response was missed.</summary>
    AskForCredit,

    /// <summary>The customer disputes the charge.</summary>
    DisputeCharge,

    /// <summary>The vendor gives the disputed credit back.</summary>
    UpholdDispute,

    /// <summary>The vendor lets the disputed charge stand.</summary>
    RejectDispute,

    /// <summary>The agent tells the customer of a call, a remote session or research (R2).</summary>
    RecordWork,

    /// <summary>The agent has tried a contact and not reached them (R7).</summary>
    RecordAttempt,
}

/// <summary>Who does an act.</summary>
public enum ActBy
{
    /// <summary>The customer's side.</summary>
    Customer,

    /// <summary>The vendor's side.</summary>
    Agent,

    /// <summary>The clock, by the policy.</summary>
    Clock,
}

/// <summary>One line of the table.</summary>
/// <param name="Act">What is done.</param>
/// <param name="By">By whom.</param>
/// <param name="From">In which states it can be done.</param>
/// <param name="To">Where it leads; null: the state stays.</param>
/// <param name="EndsAs">Why the incident is closed by it; null where it is not.</param>
public sealed record Transition(
    IncidentAct Act, ActBy By, IReadOnlyList<IncidentStatus> From, IncidentStatus? To, ClosingReason? EndsAs = null);

/// <summary>The life of an incident as one table: the code obeys it and the documents are made from it.</summary>
public static class IncidentTransitions
{
    private static readonly IncidentStatus[] AtWork =
    [
        IncidentStatus.Submitted, IncidentStatus.InProgress, IncidentStatus.WaitingOnCustomer, IncidentStatus.Reopened,
    ];

    private static readonly IncidentStatus[] Open = [.. AtWork, IncidentStatus.SolutionOffered];

    // A part is a problem of its own: the end of the one it came from does not answer for it.
    private static readonly IncidentStatus[] Always = [.. Open, IncidentStatus.Closed];

    /// <summary>Every act once.</summary>
    public static IReadOnlyList<Transition> Table { get; } =
    [
        new(IncidentAct.ProposeStatement, ActBy.Agent, AtWork, IncidentStatus.WaitingOnCustomer),
        new(IncidentAct.AcceptStatement, ActBy.Customer, [IncidentStatus.WaitingOnCustomer, IncidentStatus.InProgress],
            IncidentStatus.InProgress),
        new(IncidentAct.CounterStatement, ActBy.Customer, [IncidentStatus.WaitingOnCustomer, IncidentStatus.InProgress],
            IncidentStatus.InProgress),
        new(IncidentAct.AgentReply, ActBy.Agent, Open, IncidentStatus.InProgress),
        new(IncidentAct.AskCustomer, ActBy.Agent, Open, IncidentStatus.WaitingOnCustomer),
        new(IncidentAct.CustomerReply, ActBy.Customer, Open, null),
        new(IncidentAct.OfferSolution, ActBy.Agent, Open, IncidentStatus.SolutionOffered),
        new(IncidentAct.AcceptSolution, ActBy.Customer, [IncidentStatus.SolutionOffered], IncidentStatus.Closed,
            ClosingReason.Solved),
        new(IncidentAct.RefuseSolution, ActBy.Customer, [IncidentStatus.SolutionOffered], IncidentStatus.InProgress),
        new(IncidentAct.LetSolutionStand, ActBy.Clock, [IncidentStatus.SolutionOffered], IncidentStatus.Closed,
            ClosingReason.Solved),
        new(IncidentAct.CloseOutOfScope, ActBy.Agent, Open, IncidentStatus.Closed, ClosingReason.OutOfScope),
        new(IncidentAct.CloseUnresolved, ActBy.Agent, Open, IncidentStatus.Closed, ClosingReason.Unresolved),
        new(IncidentAct.CloseProductDefect, ActBy.Agent, Open, IncidentStatus.Closed, ClosingReason.ProductDefect),
        new(IncidentAct.CloseAtCustomersWish, ActBy.Customer, AtWork, IncidentStatus.Closed,
            ClosingReason.CustomersWish),
        new(IncidentAct.Reopen, ActBy.Customer, [IncidentStatus.Closed], IncidentStatus.Reopened),
        new(IncidentAct.ChangeSeverity, ActBy.Agent, Open, null),
        new(IncidentAct.ProposeParts, ActBy.Agent, AtWork, IncidentStatus.WaitingOnCustomer),
        new(IncidentAct.AcceptPart, ActBy.Customer, Always, null),
        new(IncidentAct.DeclinePart, ActBy.Customer, Always, null),
        new(IncidentAct.WithdrawPart, ActBy.Agent, Always, null),
        new(IncidentAct.CloseAsDuplicate, ActBy.Agent, Open, IncidentStatus.Closed, ClosingReason.Duplicate),
        new(IncidentAct.AskForCredit, ActBy.Customer, Always, null),
        new(IncidentAct.DisputeCharge, ActBy.Customer, [IncidentStatus.Closed], null),
        new(IncidentAct.UpholdDispute, ActBy.Agent, Always, null),
        new(IncidentAct.RejectDispute, ActBy.Agent, Always, null),
        new(IncidentAct.RecordWork, ActBy.Agent, Open, null),
        new(IncidentAct.RecordAttempt, ActBy.Agent, Open, null),
    ];

    private static readonly Dictionary<IncidentAct, Transition> ByAct = Table.ToDictionary(line => line.Act);

    /// <summary>The line of an act.</summary>
    public static Transition Of(IncidentAct act) => ByAct[act];

    /// <summary>Whether the act can be done in that state.</summary>
    public static bool IsPossible(IncidentAct act, IncidentStatus status) => ByAct[act].From.Contains(status);
}
