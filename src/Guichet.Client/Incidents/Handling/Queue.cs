using System.ComponentModel.DataAnnotations;

namespace Guichet.Client.Incidents;

/// <summary>The views of the queue.</summary>
public enum QueueView
{
    /// <summary>Everything that is open and not put aside.</summary>
    All,

    /// <summary>Without a first response.</summary>
    Unanswered,

    /// <summary>Those of the agent who looks.</summary>
    Mine,

    /// <summary>Those of the agent's teams.</summary>
    MyTeams,

    /// <summary>Those that nobody looks after.</summary>
    Unassigned,

    /// <summary>Those that wait for the customer's answer.</summary>
    Waiting,

    /// <summary>Those that the agent watches.</summary>
    Watched,

    /// <summary>Those on which a note calls upon the agent.</summary>
    Mentioned,

    /// <summary>Those that are put aside.</summary>
    Snoozed,
}

/// <summary>What comes first in a queue.</summary>
public enum QueueOrder
{
    /// <summary>The nearest promise that runs; those on which none does by their last change.</summary>
    Urgency,

    /// <summary>The last submitted.</summary>
    Newest,

    /// <summary>The first submitted.</summary>
    Oldest,
}

/// <summary>What the queue is narrowed to; empty members narrow nothing.</summary>
public sealed record QueueQuestion
{
    /// <summary>Which of its views.</summary>
    public QueueView View { get; init; }

    /// <summary>One severity.</summary>
    public Severity? Severity { get; init; }

    /// <summary>Key of one product.</summary>
    [StringLength(100)]
    public string? Product { get; init; }

    /// <summary>Key of one team.</summary>
    [StringLength(100)]
    public string? Team { get; init; }

    /// <summary>Key of one plan.</summary>
    [StringLength(100)]
    public string? Plan { get; init; }

    /// <summary>What comes first.</summary>
    public QueueOrder Order { get; init; }
}

/// <summary>An open incident in the queue; the vendor's side only.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">What people say aloud.</param>
/// <param name="Title">The problem in a line.</param>
/// <param name="ReleaseName">The release's name as it was at submission.</param>
/// <param name="Plan">Key of the plan.</param>
/// <param name="Severity">The business impact.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Raised">Whether an alarm has put it before its equals.</param>
/// <param name="Promise">Which promise presses most: the nearest that runs; where none does, one that stands, as it is
/// the customer's turn; null where nothing more is promised than the first response, which was given.</param>
/// <param name="PromiseDueAt">When that promise is due; null where it stands.</param>
/// <param name="SubmittedAt">When it was submitted.</param>
/// <param name="DueAt">When the first response is promised.</param>
/// <param name="RespondedAt">When the first response was given; null before.</param>
/// <param name="Team">Key of the team; null for none.</param>
/// <param name="AgentName">The owner; null for nobody.</param>
/// <param name="SnoozedUntil">Until when it is put aside; null where it is not.</param>
/// <param name="CustomerName">Who submitted it.</param>
/// <param name="OrganizationName">Their organisation; null without one.</param>
/// <param name="Version">For <c>If-Match</c>.</param>
public sealed record QueueLineView(
    Guid Id,
    long Number,
    string Title,
    string ReleaseName,
    string Plan,
    Severity Severity,
    IncidentStatus Status,
    bool Raised,
    PromiseKind? Promise,
    DateTimeOffset? PromiseDueAt,
    DateTimeOffset SubmittedAt,
    DateTimeOffset DueAt,
    DateTimeOffset? RespondedAt,
    string? Team,
    string? AgentName,
    DateTimeOffset? SnoozedUntil,
    string CustomerName,
    string? OrganizationName,
    int Version);
