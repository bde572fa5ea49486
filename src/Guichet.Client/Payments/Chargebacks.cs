using System.ComponentModel.DataAnnotations;

namespace Guichet.Client.Payments;

/// <summary>How far a chargeback has come, as the processor says.</summary>
public enum ChargebackStatus
{
    /// <summary>The bank asks, and has taken nothing yet.</summary>
    Inquiry,

    /// <summary>The bank has taken the money back; it can be contested until a day.</summary>
    Open,

    /// <summary>It was contested, and the bank decides.</summary>
    UnderReview,

    /// <summary>The money is the vendor's again.</summary>
    Won,

    /// <summary>The money is the buyer's.</summary>
    Lost,

    /// <summary>Nothing came of an inquiry.</summary>
    Dropped,
}

/// <summary>What the vendor does about it.</summary>
public enum ChargebackAnswer
{
    /// <summary>The money is left to the buyer.</summary>
    Accept,

    /// <summary>The bank is told why the payment was right.</summary>
    Contest,
}

/// <summary>A payment by card that the buyer disputes at their bank.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Order">The order.</param>
/// <param name="ConfirmationNumber">The order's number.</param>
/// <param name="Amount">How much is disputed.</param>
/// <param name="Reason">Why, in the processor's word: <c>fraudulent</c>, <c>product_not_received</c>.</param>
/// <param name="Gateway">Name of the gateway.</param>
/// <param name="Reference">What the gateway calls it.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="OpenedAt">When the bank began it.</param>
/// <param name="AnswerBy">Until when it can be contested; null without.</param>
/// <param name="Pack">The pack whose unused incidents were put aside; null where none were.</param>
/// <param name="Frozen">How many were put aside, or were taken in the end.</param>
/// <param name="Answer">What the vendor decided; null before.</param>
/// <param name="Words">In what words; empty before.</param>
/// <param name="AnsweredBy">Who decided; null before.</param>
/// <param name="AnsweredAt">When; null before.</param>
/// <param name="SentAt">When the gateway took the answer; null before.</param>
/// <param name="Failure">Why the gateway did not take it; null where it did.</param>
/// <param name="SettledAt">When it was won, lost or dropped; null before.</param>
/// <param name="Version">Counts up with each change.</param>
public sealed record ChargebackView(
    Guid Id,
    Guid Order,
    string ConfirmationNumber,
    MoneyView Amount,
    string Reason,
    string Gateway,
    string Reference,
    ChargebackStatus Status,
    DateTimeOffset OpenedAt,
    DateTimeOffset? AnswerBy,
    Guid? Pack,
    int Frozen,
    ChargebackAnswer? Answer,
    string Words,
    string? AnsweredBy,
    DateTimeOffset? AnsweredAt,
    DateTimeOffset? SentAt,
    string? Failure,
    DateTimeOffset? SettledAt,
    int Version);

/// <summary>What the vendor decides about a chargeback.</summary>
public sealed record NewChargebackAnswer
{
    /// <summary>To contest it, or to accept it.</summary>
    [Required, EnumDataType(typeof(ChargebackAnswer))]
    public ChargebackAnswer? Answer { get; init; }

    /// <summary>Why: sent to the bank where it is contested, kept here where it is accepted.</summary>
    [Required, StringLength(10_000, MinimumLength = 3), Printable(Lines = true)]
    public string? Words { get; init; }

    /// <summary><c>en</c> or <c>fr</c>: the language in which the bank is told what was bought and used, where it is
    /// contested; left out: English. The words go as they are.</summary>
    [RegularExpression("en|fr")]
    public string? Language { get; init; }
}
