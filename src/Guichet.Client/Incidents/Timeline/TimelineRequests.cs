using System.ComponentModel.DataAnnotations;

namespace Guichet.Client.Incidents;

/// <summary>Work on an incident that is no message.</summary>
public enum WorkKind
{
    /// <summary>A call that reached somebody.</summary>
    Call,

    /// <summary>A session on the customer's screen.</summary>
    RemoteSession,

    /// <summary>Research off line.</summary>
    Research,
}

/// <summary>By which way a contact was tried.</summary>
public enum ContactWay
{
    /// <summary>The telephone.</summary>
    Telephone,

    /// <summary>A mail.</summary>
    Mail,

    /// <summary>A text message.</summary>
    TextMessage,
}

/// <summary>Work that was done on an incident; by an agent.</summary>
public sealed record NewWork
{
    /// <summary>Made by the writer (a version-7 GUID): sent twice, it is written once.</summary>
    [Required]
    public Guid? Id { get; init; }

    /// <summary>What it was.</summary>
    [Required]
    public WorkKind? Kind { get; init; }

    /// <summary>When it began: not before the submission, and not ahead.</summary>
    [Required]
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>How long it took, in minutes; never billed. Kept for the vendor's side only.</summary>
    [Required, Range(0, 1440)]
    public int? Minutes { get; init; }

    /// <summary>What was done, in Markdown.</summary>
    [Required, StringLength(50_000, MinimumLength = 1)]
    public string? Body { get; init; }

    /// <summary>Who was spoken to; may be empty.</summary>
    [StringLength(200), Printable]
    public string? Contact { get; init; }

    /// <summary>Whether the customer sees it; empty: a call and a session yes, research no.</summary>
    public bool? Shown { get; init; }
}

/// <summary>A contact was tried and not reached; by an agent. The customer sees it.</summary>
public sealed record NewContactAttempt
{
    /// <summary>Made by the writer (a version-7 GUID): sent twice, it is written once.</summary>
    [Required]
    public Guid? Id { get; init; }

    /// <summary>The name of one of the incident's contacts.</summary>
    [Required, StringLength(200, MinimumLength = 1)]
    public string? Contact { get; init; }

    /// <summary>By which way.</summary>
    [Required]
    public ContactWay? Way { get; init; }

    /// <summary>When: not before the submission, and not ahead.</summary>
    [Required]
    public DateTimeOffset? TriedAt { get; init; }

    /// <summary>What came of it, as the customer reads it, in Markdown; may be empty.</summary>
    [StringLength(10_000)]
    public string? Body { get; init; }

    /// <summary>Time spent, in minutes; never billed. Kept for the vendor's side only.</summary>
    [Range(0, 1440)]
    public int? Minutes { get; init; }
}

/// <summary>Severity A becomes B, as nobody could be reached; by an agent, after two tries.</summary>
public sealed record NewLowering
{
    /// <summary>Made by the writer (a version-7 GUID): sent twice, it is written once.</summary>
    [Required]
    public Guid? Id { get; init; }

    /// <summary>When it is worked on from then on.</summary>
    [Required]
    public HoursOfCoverage? Hours { get; init; }

    /// <summary>Why, as the customer reads it.</summary>
    [Required, StringLength(10_000, MinimumLength = 5)]
    public string? Reason { get; init; }
}

/// <summary>A problem statement with what counts as a solution.</summary>
public sealed record NewStatement
{
    /// <summary>Made by the writer (a version-7 GUID): sent twice, it is written once.</summary>
    [Required]
    public Guid? Id { get; init; }

    /// <summary>The problem, in Markdown.</summary>
    [Required, StringLength(50_000, MinimumLength = 1)]
    public string? Body { get; init; }

    /// <summary>What counts as a solution, in Markdown: work is judged against it.</summary>
    [Required, StringLength(10_000, MinimumLength = 1)]
    public string? SolutionCriterion { get; init; }

    /// <summary>Time spent, in minutes; never billed. Kept for the vendor's side only.</summary>
    [Range(0, 1440)]
    public int? Minutes { get; init; }

    /// <summary>What was kept of it: a draft with other words, of another page, stays. Null drops any.</summary>
    public SentDraft? Draft { get; init; }
}

/// <summary>Another statement, or another criterion of a solution, instead of what waits; by the customer.</summary>
public sealed record NewCounterStatement
{
    /// <summary>Made by the writer (a version-7 GUID): sent twice, it is written once.</summary>
    [Required]
    public Guid? Id { get; init; }

    /// <summary>The problem as they see it, in Markdown.</summary>
    [Required, StringLength(50_000, MinimumLength = 1)]
    public string? Body { get; init; }

    /// <summary>What counts as a solution to them; empty: what was proposed.</summary>
    [StringLength(10_000)]
    public string? SolutionCriterion { get; init; }
}
