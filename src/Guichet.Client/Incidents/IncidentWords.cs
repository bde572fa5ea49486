namespace Guichet.Client.Incidents;

/// <summary>Where an incident stands.</summary>
public enum IncidentStatus
{
    /// <summary>Nobody has answered yet.</summary>
    Submitted,

    /// <summary>The vendor works on it.</summary>
    InProgress,

    /// <summary>The vendor has asked something and waits.</summary>
    WaitingOnCustomer,

    /// <summary>A solution waits for acceptance.</summary>
    SolutionOffered,

    /// <summary>Over.</summary>
    Closed,

    /// <summary>The same problem came back; otherwise as in progress.</summary>
    Reopened,
}

/// <summary>Why an incident was closed.</summary>
public enum ClosingReason
{
    /// <summary>A solution was accepted, or silence accepted it.</summary>
    Solved,

    /// <summary>The problem is not the vendor's to support.</summary>
    OutOfScope,

    /// <summary>No solution was found.</summary>
    Unresolved,

    /// <summary>The customer asked, before any resolution.</summary>
    CustomersWish,

    /// <summary>The cause is a defect of the vendor's product: never charged.</summary>
    ProductDefect,

    /// <summary>The same problem as another incident of the same customer; the credit comes back.</summary>
    Duplicate,
}

/// <summary>What becomes of the credit.</summary>
public enum ChargeState
{
    /// <summary>The plan does not count incidents.</summary>
    NotCounted,

    /// <summary>One credit is on hold.</summary>
    Reserved,

    /// <summary>Closed; a person decides.</summary>
    AwaitingDecision,

    /// <summary>The credit is used up.</summary>
    Charged,

    /// <summary>The credit came back.</summary>
    NotCharged,

    /// <summary>The credit is used up and the customer asks for it back, as the first response was missed; a person
    /// decides.</summary>
    CreditAsked,
}

/// <summary>What a message is.</summary>
public enum MessageKind
{
    /// <summary>The problem as submitted.</summary>
    Problem,

    /// <summary>An ordinary message.</summary>
    Reply,

    /// <summary>The agent's problem statement.</summary>
    StatementProposed,

    /// <summary>The customer accepts it.</summary>
    StatementAccepted,

    /// <summary>The customer's own statement.</summary>
    StatementCountered,

    /// <summary>A solution.</summary>
    SolutionOffered,

    /// <summary>The customer accepts the solution.</summary>
    SolutionAccepted,

    /// <summary>The customer says why it is none.</summary>
    SolutionRefused,

    /// <summary>The end, and why.</summary>
    Closed,

    /// <summary>The problem is back.</summary>
    Reopened,

    /// <summary>The severity changes, and why.</summary>
    SeverityChanged,

    /// <summary>The agent proposes to divide the problem, and why.</summary>
    PartsProposed,

    /// <summary>The customer accepts a part.</summary>
    PartAccepted,

    /// <summary>The customer does not want a part.</summary>
    PartDeclined,

    /// <summary>The agent takes a part back.</summary>
    PartWithdrawn,

    /// <summary>The customer asks for the credit back.</summary>
    CreditAsked,

    /// <summary>The customer disputes the charge, and why.</summary>
    ChargeDisputed,

    /// <summary>The vendor agrees: the credit comes back.</summary>
    DisputeUpheld,

    /// <summary>The vendor does not: the charge stands, and why.</summary>
    DisputeRejected,

    /// <summary>A call that reached the customer.</summary>
    Call,

    /// <summary>A session on the customer's screen.</summary>
    RemoteSession,

    /// <summary>Research that the customer is told of.</summary>
    Research,

    /// <summary>A contact was tried and not reached.</summary>
    ContactTried,
}

/// <summary>Whose side acts.</summary>
public enum ActBy
{
    /// <summary>The customer's.</summary>
    Customer,

    /// <summary>The vendor's.</summary>
    Agent,

    /// <summary>Nobody's: time has passed.</summary>
    Clock,
}

/// <summary>What can be done to an incident.</summary>
public enum IncidentAct
{
    /// <summary>Propose the problem statement.</summary>
    ProposeStatement,

    /// <summary>Accept the statement.</summary>
    AcceptStatement,

    /// <summary>Propose another statement.</summary>
    CounterStatement,

    /// <summary>Write as the vendor, and go on working.</summary>
    AgentReply,

    /// <summary>Write as the vendor, and wait for an answer.</summary>
    AskCustomer,

    /// <summary>Write as the customer.</summary>
    CustomerReply,

    /// <summary>Offer a solution.</summary>
    OfferSolution,

    /// <summary>Accept the solution.</summary>
    AcceptSolution,

    /// <summary>Refuse the solution.</summary>
    RefuseSolution,

    /// <summary>Let the solution stand: time has passed.</summary>
    LetSolutionStand,

    /// <summary>End it as out of scope.</summary>
    CloseOutOfScope,

    /// <summary>End it unresolved.</summary>
    CloseUnresolved,

    /// <summary>End it as a defect of the product.</summary>
    CloseProductDefect,

    /// <summary>End it at the customer's wish.</summary>
    CloseAtCustomersWish,

    /// <summary>Reopen it: the same problem is back.</summary>
    Reopen,

    /// <summary>Change severity and hours.</summary>
    ChangeSeverity,

    /// <summary>Propose to divide the problem.</summary>
    ProposeParts,

    /// <summary>Accept a part.</summary>
    AcceptPart,

    /// <summary>Decline a part.</summary>
    DeclinePart,

    /// <summary>Take a part back.</summary>
    WithdrawPart,

    /// <summary>End it as the same problem as another incident.</summary>
    CloseAsDuplicate,

    /// <summary>Ask for the credit back, as the first response was missed.</summary>
    AskForCredit,

    /// <summary>Dispute the charge.</summary>
    DisputeCharge,

    /// <summary>Give the disputed credit back.</summary>
    UpholdDispute,

    /// <summary>Let the disputed charge stand.</summary>
    RejectDispute,

    /// <summary>Tell the customer of a call, a remote session or research.</summary>
    RecordWork,

    /// <summary>Record that a contact was tried and not reached.</summary>
    RecordAttempt,
}

/// <summary>What is promised about time.</summary>
public enum PromiseKind
{
    /// <summary>The first message of an agent to the customer.</summary>
    FirstResponse,

    /// <summary>The next message of an agent to the customer.</summary>
    NextUpdate,

    /// <summary>The end of the incident.</summary>
    Resolution,
}
