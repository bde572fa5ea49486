using System.ComponentModel.DataAnnotations;

namespace Guichet.Client.Incidents;

/// <summary>A closed incident whose charge a person decides.</summary>
/// <param name="Line">As in a list.</param>
/// <param name="ClosedAt">When it was closed.</param>
/// <param name="Clock">What was promised, and whether it was kept.</param>
/// <param name="AgentMessages">Messages of the vendor's side to the customer.</param>
/// <param name="CustomerMessages">Messages of the customer's side, the problem included.</param>
/// <param name="Minutes">Time recorded, notes included.</param>
/// <param name="Statement">The problem statement last proposed; null without one.</param>
/// <param name="StatementAccepted">Whether the customer accepted it.</param>
/// <param name="ClosingWords">What was said at the end.</param>
/// <param name="CreditAskedAt">When the customer asked for the credit back, as the first response was missed; null
/// where they did not.</param>
/// <param name="CreditWords">What they said then; may be empty.</param>
/// <param name="Agents">Who wrote to the customer, in the order in which they first did.</param>
/// <param name="Events">What happened on it other than plain messages, oldest first; the last twelve.</param>
/// <param name="Worth">What its credit was bought for, before tax; null where it was not bought.</param>
/// <param name="NeedsSecondPerson">Whether the policy asks for a second person, for a credit of that worth.</param>
/// <param name="Proposal">The decision that waits for a second person; null where none does.</param>
public sealed record BillingDecisionView(
    IncidentLineView Line,
    DateTimeOffset ClosedAt,
    ResponseClockView Clock,
    int AgentMessages,
    int CustomerMessages,
    int Minutes,
    string? Statement,
    bool StatementAccepted,
    string ClosingWords,
    DateTimeOffset? CreditAskedAt,
    string CreditWords,
    IReadOnlyList<string> Agents,
    IReadOnlyList<BillingEventView> Events,
    MoneyView? Worth,
    bool NeedsSecondPerson,
    BillingProposalView? Proposal);

/// <summary>Something that happened on an incident.</summary>
/// <param name="Kind">What.</param>
/// <param name="Author">Who did it; empty where time has passed.</param>
/// <param name="At">When.</param>
public sealed record BillingEventView(MessageKind Kind, string Author, DateTimeOffset At);

/// <summary>A decision that waits for a second person.</summary>
/// <param name="Charge">True: the credit is to be used up.</param>
/// <param name="Reason">Why.</param>
/// <param name="ProposedBy">Who proposed it, and so cannot confirm it.</param>
/// <param name="ProposedByName">Their name.</param>
/// <param name="ProposedAt">When.</param>
public sealed record BillingProposalView(
    bool Charge, string Reason, Guid ProposedBy, string ProposedByName, DateTimeOffset ProposedAt);

/// <summary>What the list of billing decisions is narrowed to; empty members narrow nothing.</summary>
public sealed record BillingFilter
{
    /// <summary>Why they were closed.</summary>
    public ClosingReason? Reason { get; init; }

    /// <summary>Key of the plan.</summary>
    [StringLength(100)]
    public string? Plan { get; init; }

    /// <summary>Only those that wait for a second person.</summary>
    public bool Proposed { get; init; }
}

/// <summary>A charge that the customer disputes.</summary>
/// <param name="Line">The incident.</param>
/// <param name="Words">Why, in the customer's words.</param>
/// <param name="DisputedByName">Who disputes it.</param>
/// <param name="DisputedAt">When.</param>
/// <param name="DueAt">When the answer is due, as promised; an answer at this very instant is in time.</param>
/// <param name="Decision">Why it was charged, where a person decided; null where it was by rule.</param>
/// <param name="DecidedByName">Who decided, and so does not answer; null where it was by rule.</param>
/// <param name="Upheld">True: the credit came back; false: the charge stands; null: it waits.</param>
/// <param name="Answer">Why; empty while it waits.</param>
/// <param name="AnsweredByName">Who answered; null while it waits.</param>
/// <param name="AnsweredAt">When; null while it waits.</param>
public sealed record DisputeView(
    IncidentLineView Line,
    string Words,
    string DisputedByName,
    DateTimeOffset DisputedAt,
    DateTimeOffset DueAt,
    string? Decision,
    string? DecidedByName,
    bool? Upheld,
    string Answer,
    string? AnsweredByName,
    DateTimeOffset? AnsweredAt);

/// <summary>The answer to a dispute.</summary>
public sealed record NewDisputeAnswer
{
    /// <summary>Made by the sender (a version-7 GUID): sent twice, it is written once.</summary>
    [Required]
    public Guid? Id { get; init; }

    /// <summary>True: the credit comes back; false: the charge stands.</summary>
    [Required]
    public bool? Upheld { get; init; }

    /// <summary>Why, as the customer reads it.</summary>
    [Required, StringLength(2_000, MinimumLength = 5)]
    public string? Reason { get; init; }
}
