using System.ComponentModel.DataAnnotations;

namespace Guichet.Client.Invoices;

/// <summary>What became of an exemption from tax.</summary>
public enum TaxExemptionStatus
{
    /// <summary>The billing clerk has not looked at it.</summary>
    UnderReview,

    /// <summary>Accepted; it holds between two days.</summary>
    Accepted,

    /// <summary>Refused with a reason; new documents can be sent.</summary>
    Refused,

    /// <summary>Taken back by the customer before it was decided.</summary>
    Withdrawn,
}

/// <summary>Documents that prove that one is free of tax.</summary>
public sealed record NewTaxExemption
{
    /// <summary>Made by whoever asks (a version-7 GUID); the same id is asked for once.</summary>
    [Required]
    public Guid? Id { get; init; }

    /// <summary>Two-letter country in which one is free of tax.</summary>
    [Required, RegularExpression("[A-Za-z]{2}")]
    public string? Country { get; init; }

    /// <summary>Why.</summary>
    [Required, StringLength(500), Printable(Lines = true)]
    public string? Reason { get; init; }

    /// <summary>One to five documents.</summary>
    [Required, MinLength(1), MaxLength(5)]
    public IReadOnlyList<NewProof>? Documents { get; init; }
}

/// <summary>A document: PDF, JPEG or PNG, of 10 MB at most.</summary>
public sealed record NewProof
{
    /// <summary>Name of the file.</summary>
    [Required, StringLength(200), Printable]
    public string? Name { get; init; }

    /// <summary>What is in it; base64 in JSON.</summary>
    [Required]
    public byte[] Content { get; init; } = [];
}

/// <summary>Between which days an exemption is accepted.</summary>
public sealed record AcceptedExemption
{
    /// <summary>First day on which orders carry no tax.</summary>
    [Required]
    public DateOnly? From { get; init; }

    /// <summary>Last day, included.</summary>
    [Required]
    public DateOnly? Until { get; init; }
}

/// <summary>Why an exemption is refused.</summary>
public sealed record RefusedExemption
{
    /// <summary>The customer reads it.</summary>
    [Required, StringLength(500), Printable(Lines = true)]
    public string? Reason { get; init; }
}

/// <summary>An exemption from tax.</summary>
/// <param name="Id">Its id.</param>
/// <param name="AskedBy">Who asked for it.</param>
/// <param name="Email">Their address.</param>
/// <param name="Organization">The organization it is for; null for somebody who buys for themselves.</param>
/// <param name="Country">Two letters.</param>
/// <param name="Reason">Why, in their words.</param>
/// <param name="Status">What became of it.</param>
/// <param name="SubmittedAt">When it was asked for.</param>
/// <param name="DecidedAt">When it was decided; null before.</param>
/// <param name="DecisionReason">Why it was refused; may be empty.</param>
/// <param name="ValidFrom">First day without tax; null unless accepted.</param>
/// <param name="ValidUntil">Last day without tax, included; null unless accepted.</param>
/// <param name="Documents">What was sent.</param>
public sealed record TaxExemptionView(
    Guid Id,
    string AskedBy,
    string Email,
    string? Organization,
    string Country,
    string Reason,
    TaxExemptionStatus Status,
    DateTimeOffset SubmittedAt,
    DateTimeOffset? DecidedAt,
    string DecisionReason,
    DateOnly? ValidFrom,
    DateOnly? ValidUntil,
    IReadOnlyList<ProofView> Documents);

/// <summary>A document that was sent.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Name of the file.</param>
/// <param name="MediaType">What it is, told by its first bytes.</param>
/// <param name="Size">Bytes.</param>
public sealed record ProofView(Guid Id, string Name, string MediaType, int Size);

/// <summary>Tax that is to be given back on an order that was placed while an exemption was under review.</summary>
/// <param name="Order">The order.</param>
/// <param name="ConfirmationNumber">Its number.</param>
/// <param name="IsPaid">Whether it is paid; only then can the tax be given back.</param>
/// <param name="Tax">How much.</param>
/// <param name="Since">Since when it is due.</param>
public sealed record TaxRefundView(
    Guid Order, string ConfirmationNumber, bool IsPaid, MoneyView Tax, DateTimeOffset Since);
