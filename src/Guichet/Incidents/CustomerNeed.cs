namespace Guichet.Incidents;

/// <summary>What an incident wants of its customer, the most pressing first.</summary>
public enum CustomerNeed
{
    /// <summary>To accept the solution or say why not: silence accepts it (R24).</summary>
    AnswerSolution,

    /// <summary>To accept the problem statement or propose another (R4).</summary>
    AcceptStatement,

    /// <summary>To accept or decline proposed parts (R1).</summary>
    AnswerParts,

    /// <summary>To answer a question.</summary>
    Reply,

    /// <summary>To look at a charge while it can be disputed (R25).</summary>
    LookAtCharge,
}

// What the customer is to do next.
public sealed partial class Incident
{
    /// <summary>The most pressing of what it wants of its customer now; null where it wants nothing.</summary>
    public CustomerNeed? NeedOfCustomer(Instant now, BillingTerms terms) =>
        Status == IncidentStatus.SolutionOffered ? CustomerNeed.AnswerSolution
        : Status == IncidentStatus.WaitingOnCustomer && WhyNoStatementWaits() is null ? CustomerNeed.AcceptStatement
        : WaitingParts > 0 ? CustomerNeed.AnswerParts
        : Status == IncidentStatus.WaitingOnCustomer ? CustomerNeed.Reply
        : DisputableUntil(now, terms) is not null ? CustomerNeed.LookAtCharge
        : null;
}
