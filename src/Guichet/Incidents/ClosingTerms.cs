namespace Guichet.Incidents;

/// <summary>The terms on which an incident ends (R24, R25).</summary>
/// <param name="SolutionWaitsDays">Days an offered solution waits for acceptance; silence then closes. 0: offering a
/// solution closes at once.</param>
/// <param name="FollowUpDays">Days after closing in which the same problem reopens the incident without a
/// charge.</param>
public sealed record ClosingTerms(int SolutionWaitsDays, int FollowUpDays)
{
    /// <summary>Whether a customer whose first response was missed is offered the credit back.</summary>
    public CreditOffer MissedResponse { get; init; }

    /// <summary>Who decides on charges, and how they are disputed.</summary>
    public BillingTerms Billing { get; init; } = new();
}

/// <summary>What is offered for a missed first response.</summary>
public enum CreditOffer
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The customer may ask for the credit back; a person with the right decides.</summary>
    OnDecision,

    /// <summary>The customer may ask, and has it at once.</summary>
    Automatic,
}
