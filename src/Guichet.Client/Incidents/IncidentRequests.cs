using System.ComponentModel.DataAnnotations;

namespace Guichet.Client.Incidents;

/// <summary>Words for the conversation: a statement, a solution, a refusal; or an internal note.</summary>
public sealed record NewMessage
{
    /// <summary>Made by the writer (a version-7 GUID): sent twice, it is written once.</summary>
    [Required]
    public Guid? Id { get; init; }

    /// <summary>Markdown.</summary>
    [Required, StringLength(50_000, MinimumLength = 1)]
    public string? Body { get; init; }

    /// <summary>Time spent, in minutes; never billed. Kept for the vendor's side only.</summary>
    [Range(0, 1440)]
    public int? Minutes { get; init; }

    /// <summary>What was kept of it: a draft with other words, of another page, stays. Null drops any.</summary>
    public SentDraft? Draft { get; init; }
}

/// <summary>An ordinary message.</summary>
public sealed record NewReply
{
    /// <summary>Made by the writer (a version-7 GUID): sent twice, it is written once.</summary>
    [Required]
    public Guid? Id { get; init; }

    /// <summary>Markdown.</summary>
    [Required, StringLength(50_000, MinimumLength = 1)]
    public string? Body { get; init; }

    /// <summary>Time spent, in minutes; never billed. Kept for the vendor's side only.</summary>
    [Range(0, 1440)]
    public int? Minutes { get; init; }

    /// <summary>From an agent: the incident waits for the customer's answer. Without meaning from a customer.</summary>
    public bool WaitsForCustomer { get; init; }

    /// <summary>What was kept of it: a draft with other words, of another page, stays. Null drops any.</summary>
    public SentDraft? Draft { get; init; }
}

/// <summary>An acceptance of the statement or of the solution.</summary>
public sealed record NewAcceptance
{
    /// <summary>Made by the writer (a version-7 GUID): sent twice, it is written once.</summary>
    [Required]
    public Guid? Id { get; init; }

    /// <summary>A word with it; may be empty.</summary>
    [StringLength(50_000)]
    public string? Body { get; init; }
}

/// <summary>The end of an incident, for a reason other than a solution.</summary>
public sealed record NewClosure
{
    /// <summary>Made by the writer (a version-7 GUID): sent twice, it is written once.</summary>
    [Required]
    public Guid? Id { get; init; }

    /// <summary>Why: from an agent out of scope, unresolved or product defect; from the customer their wish.</summary>
    [Required]
    public ClosingReason? Reason { get; init; }

    /// <summary>What the customer is told; a customer may leave it empty.</summary>
    [StringLength(50_000)]
    public string? Body { get; init; }

    /// <summary>Time spent, in minutes; never billed. Kept for the vendor's side only.</summary>
    [Range(0, 1440)]
    public int? Minutes { get; init; }

    /// <summary>What was kept of it: a draft with other words, of another page, stays. Null drops any.</summary>
    public SentDraft? Draft { get; init; }
}

/// <summary>Another severity.</summary>
public sealed record NewSeverity
{
    /// <summary>Made by the writer (a version-7 GUID): sent twice, it is written once.</summary>
    [Required]
    public Guid? Id { get; init; }

    /// <summary>A, B or C.</summary>
    [Required]
    public Severity? Severity { get; init; }

    /// <summary>Business hours or around the clock; severity A asks for the second.</summary>
    [Required]
    public HoursOfCoverage? Hours { get; init; }

    /// <summary>Why, as the customer sees it.</summary>
    [Required, StringLength(10_000, MinimumLength = 5)]
    public string? Reason { get; init; }
}

/// <summary>Who looks after an incident.</summary>
public sealed record NewAssignment
{
    /// <summary>The agent; empty: whoever asks, or the team.</summary>
    public Guid? Agent { get; init; }

    /// <summary>Key of the team; empty: it stays with its own.</summary>
    [StringLength(100)]
    public string? Team { get; init; }

    /// <summary>An internal note, which no customer ever sees; may be empty.</summary>
    [StringLength(10_000)]
    public string? Note { get; init; }
}

/// <summary>The decision on a closed incident's charge.</summary>
public sealed record NewBillingDecision
{
    /// <summary>True: the credit is used up; false: it comes back.</summary>
    [Required]
    public bool? Charge { get; init; }

    /// <summary>Why, as the pack's statement shows it.</summary>
    [Required, StringLength(2_000, MinimumLength = 5)]
    public string? Reason { get; init; }
}

/// <summary>What a list of incidents is narrowed to; empty members narrow nothing.</summary>
public sealed record IncidentFilter
{
    /// <summary>The one with that number.</summary>
    [Range(1, long.MaxValue)]
    public long? Number { get; init; }

    /// <summary>Where they stand.</summary>
    public IncidentStatus? Status { get; init; }

    /// <summary>Their severity.</summary>
    public Severity? Severity { get; init; }

    /// <summary>Product (<c>windows-server</c>) or release (<c>windows-server/2019</c>).</summary>
    [StringLength(200)]
    public string? Product { get; init; }

    /// <summary>Key of the plan.</summary>
    [StringLength(100)]
    public string? Plan { get; init; }

    /// <summary>A customer's own rather than their organisation's; an agent's own rather than everybody's.</summary>
    public bool Mine { get; init; }
}
