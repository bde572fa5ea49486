using System.ComponentModel.DataAnnotations;

namespace Guichet.Client.Incidents;

/// <summary>Where a proposed part stands.</summary>
public enum PartStatus
{
    /// <summary>The customer has not answered.</summary>
    Waiting,

    /// <summary>It is an incident of its own.</summary>
    Accepted,

    /// <summary>The customer does not want it: it is not opened.</summary>
    Declined,

    /// <summary>The agent has taken it back before an answer.</summary>
    Withdrawn,
}

/// <summary>A proposal to divide a problem into incidents of their own.</summary>
public sealed record NewSplit
{
    /// <summary>Made by the writer (a version-7 GUID): sent twice, it is proposed once.</summary>
    [Required]
    public Guid? Id { get; init; }

    /// <summary>Why it can be divided, Markdown, as the customer reads it.</summary>
    [Required, StringLength(50_000, MinimumLength = 1)]
    public string? Body { get; init; }

    /// <summary>Time spent, in minutes; never billed. Kept for the vendor's side only.</summary>
    [Range(0, 1440)]
    public int? Minutes { get; init; }

    /// <summary>The parts; one at least. What is left stays with the incident.</summary>
    [Required, MaxLength(10)]
    public IReadOnlyList<NewPart>? Parts { get; init; }
}

/// <summary>A part, before it is proposed.</summary>
public sealed record NewPart
{
    /// <summary>Made by the writer (a version-7 GUID): the id of the incident that the part becomes.</summary>
    [Required]
    public Guid? Id { get; init; }

    /// <summary>The part's problem in a line.</summary>
    [Required, StringLength(150, MinimumLength = 5)]
    public string? Title { get; init; }

    /// <summary>In full, Markdown; may be empty.</summary>
    [StringLength(50_000)]
    public string? Description { get; init; }

    /// <summary>A, B or C: the part's own.</summary>
    [Required]
    public Severity? Severity { get; init; }

    /// <summary>Key of the plan that it would be charged to, one that the customer can use for this release.</summary>
    [Required, StringLength(100)]
    public string? Plan { get; init; }
}

/// <summary>A part of an incident.</summary>
/// <param name="Id">Its id; once accepted, that of its incident.</param>
/// <param name="Proposal">Id of the message that proposed it.</param>
/// <param name="Title">Its problem in a line.</param>
/// <param name="Description">In full; may be empty.</param>
/// <param name="Severity">Its business impact.</param>
/// <param name="Plan">Key of the plan that it is charged to.</param>
/// <param name="Credits">What accepting it costs: one credit, or none where the plan does not count incidents.</param>
/// <param name="Pack">Where the credit would come from now; null where it does not wait or cannot be accepted.</param>
/// <param name="DueAt">When the first response would be due, were it accepted now; null as with the pack.</param>
/// <param name="Refusal">Code of why it could not be accepted now; null where it could.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Answer">Id of the message that answered it or took it back; null while it waits.</param>
/// <param name="AnsweredByName">Who did; empty while it waits.</param>
/// <param name="AnsweredAt">When; null while it waits.</param>
/// <param name="Number">Of its incident; null unless it was accepted.</param>
public sealed record PartView(
    Guid Id,
    Guid Proposal,
    string Title,
    string Description,
    Severity Severity,
    string Plan,
    int Credits,
    PartPackView? Pack,
    DateTimeOffset? DueAt,
    string? Refusal,
    PartStatus Status,
    Guid? Answer,
    string AnsweredByName,
    DateTimeOffset? AnsweredAt,
    long? Number);

/// <summary>The pack that a part would be charged to.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Left">Credits left in it; null for a contract that is not counted.</param>
/// <param name="ExpiresOn">Its last usable day; null: it does not expire.</param>
public sealed record PartPackView(Guid Id, int? Left, DateOnly? ExpiresOn);

/// <summary>How one incident stands to another.</summary>
public enum IncidentLinkKind
{
    /// <summary>It was a part of the other.</summary>
    SplitsFrom,

    /// <summary>It is the same problem as the other.</summary>
    Duplicates,

    /// <summary>The other cannot be solved before it.</summary>
    Blocks,

    /// <summary>Each helps to understand the other.</summary>
    Relates,
}

/// <summary>A link to another incident.</summary>
public sealed record NewLink
{
    /// <summary>How: blocks or relates. The others follow from splitting and closing.</summary>
    [Required]
    public IncidentLinkKind? Kind { get; init; }

    /// <summary>Number of the other incident.</summary>
    [Required, Range(1, long.MaxValue)]
    public long? Number { get; init; }
}

/// <summary>The end of an incident that is the same problem as another.</summary>
public sealed record NewDuplicate
{
    /// <summary>Made by the writer (a version-7 GUID): sent twice, it is written once.</summary>
    [Required]
    public Guid? Id { get; init; }

    /// <summary>Number of the incident that goes on.</summary>
    [Required, Range(1, long.MaxValue)]
    public long? Number { get; init; }

    /// <summary>What the customer is told; may be empty.</summary>
    [StringLength(50_000)]
    public string? Body { get; init; }
}

/// <summary>A link as one of its two incidents shows it.</summary>
/// <param name="Kind">How.</param>
/// <param name="Backwards">True where the other is the one that splits from, duplicates or blocks this one.</param>
/// <param name="Incident">Id of the other.</param>
/// <param name="Number">Its number.</param>
/// <param name="Title">Its problem in a line.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="At">When they were linked.</param>
public sealed record IncidentLinkView(
    IncidentLinkKind Kind,
    bool Backwards,
    Guid Incident,
    long Number,
    string Title,
    IncidentStatus Status,
    DateTimeOffset At);
