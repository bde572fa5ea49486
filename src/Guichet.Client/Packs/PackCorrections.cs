using System.ComponentModel.DataAnnotations;

namespace Guichet.Client.Packs;

/// <summary>Credits put right by hand.</summary>
public sealed record PackAdjustment
{
    /// <summary>How many more, or fewer; not zero.</summary>
    [Required, Range(-1000, 1000), DeniedValues(0)]
    public int? Credits { get; init; }

    /// <summary>Why, as the statement shows it to the customer.</summary>
    [Required, StringLength(500)]
    public string? Reason { get; init; }

    /// <summary>The last line of the statement that was looked at: sent twice, it is done once.</summary>
    [Required]
    public int? AfterLine { get; init; }
}

/// <summary>A pack given to another account.</summary>
public sealed record PackTransfer
{
    /// <summary>Address of that account.</summary>
    [Required, EmailAddress, StringLength(254)]
    public string? Email { get; init; }

    /// <summary>Why, as the statement shows it to the customer.</summary>
    [Required, StringLength(500)]
    public string? Reason { get; init; }
}
