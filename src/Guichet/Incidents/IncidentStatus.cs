namespace Guichet.Incidents;

/// <summary>Where an incident stands.</summary>
public enum IncidentStatus
{
    /// <summary>The customer has submitted it; nobody has answered.</summary>
    Submitted,

    /// <summary>The vendor works on it.</summary>
    InProgress,

    /// <summary>The vendor has asked something and waits.</summary>
    WaitingOnCustomer,

    /// <summary>A solution is offered and waits for acceptance (R24).</summary>
    SolutionOffered,

    /// <summary>Over, for the reason in <see cref="ClosingReason"/>.</summary>
    Closed,

    /// <summary>The same problem came back within the policy's days (R25); otherwise as in progress.</summary>
    Reopened,
}

/// <summary>Why an incident was closed (R24, R25).</summary>
public enum ClosingReason
{
    /// <summary>A solution was accepted, or silence accepted it.</summary>
    Solved,

    /// <summary>After research, the problem is not the vendor's to support.</summary>
    OutOfScope,

    /// <summary>No solution was found; the customer is told.</summary>
    Unresolved,

    /// <summary>The customer asked, before any resolution.</summary>
    CustomersWish,

    /// <summary>The cause is a defect of the vendor's product.</summary>
    ProductDefect,

    /// <summary>It is the same problem as another incident of the same customer, which goes on.</summary>
    Duplicate,
}

/// <summary>What becomes of the credit (R23, R25).</summary>
public enum ChargeState
{
    /// <summary>The plan does not count incidents.</summary>
    NotCounted,

    /// <summary>One credit is on hold.</summary>
    Reserved,

    /// <summary>Closed; a person decides whether it is charged.</summary>
    AwaitingDecision,

    /// <summary>The credit is used up.</summary>
    Charged,

    /// <summary>The credit came back.</summary>
    NotCharged,

    /// <summary>The credit is used up and the customer asks for it back, as the first response was missed; a person
    /// decides.</summary>
    CreditAsked,
}

/// <summary>What a closing means for its promises.</summary>
public static class ClosingRules
{
    /// <summary>Whether that ended the problem: what the customer took back, and what goes on as another incident, did
    /// not; nor did what is still open.</summary>
    public static bool EndsProblem(this ClosingReason? reason) =>
        reason is not (null or ClosingReason.CustomersWish or ClosingReason.Duplicate);
}
