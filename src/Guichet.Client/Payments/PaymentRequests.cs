using System.ComponentModel.DataAnnotations;

namespace Guichet.Client.Payments;

/// <summary>A transfer that the clerk has seen on the bank account.</summary>
public sealed record NewTransfer
{
    /// <summary>Minor units; the whole total of the order.</summary>
    [Required, Range(1, long.MaxValue)]
    public long? Amount { get; init; }

    /// <summary>ISO 4217 code.</summary>
    [Required, StringLength(3, MinimumLength = 3)]
    public string? Currency { get; init; }

    /// <summary>The day on which it reached the account.</summary>
    [Required]
    public DateOnly? ReceivedOn { get; init; }

    /// <summary>What the bank calls it; recording the same one again changes nothing.</summary>
    [Required, StringLength(100), Printable]
    public string? Reference { get; init; }
}

/// <summary>What it takes to give the unused part of a pack back.</summary>
public sealed record NewRefund
{
    /// <summary>Made by whoever asks (a version-7 GUID); the same refund with the same id is made once.</summary>
    [Required]
    public Guid? Id { get; init; }

    /// <summary>How many unused incidents are taken back.</summary>
    [Required, Range(1, 1_000_000)]
    public int? Credits { get; init; }

    /// <summary>Why; the buyer reads it.</summary>
    [Required, StringLength(500, MinimumLength = 3), Printable(Lines = true)]
    public string? Reason { get; init; }
}

/// <summary>A refund that was paid out from the bank account.</summary>
public sealed record PaidOutRefund
{
    /// <summary>What the bank calls it.</summary>
    [Required, StringLength(100), Printable]
    public string? Reference { get; init; }
}

/// <summary>What was done about a finding.</summary>
public sealed record DealtWithFinding
{
    /// <summary>In words.</summary>
    [Required, StringLength(1000, MinimumLength = 3), Printable(Lines = true)]
    public string? Note { get; init; }
}
