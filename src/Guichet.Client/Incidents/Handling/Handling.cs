using System.ComponentModel.DataAnnotations;

namespace Guichet.Client.Incidents;

/// <summary>What the desk does with an incident among its own.</summary>
public enum DeskAct
{
    /// <summary>Give it to an agent, to a team, or to an agent in a team; to nobody named: take it.</summary>
    Assign,

    /// <summary>Give it to the team that goes on while its own is closed.</summary>
    HandOver,

    /// <summary>Put it aside until an instant.</summary>
    Snooze,

    /// <summary>Back into the queue.</summary>
    Wake,
}

/// <summary>How an incident came to its team and owner.</summary>
public enum AssignmentAct
{
    /// <summary>By a rule, on submission.</summary>
    ByRule,

    /// <summary>Somebody took it.</summary>
    Taken,

    /// <summary>Somebody gave it to a person or a team.</summary>
    Assigned,

    /// <summary>To the team that is open now.</summary>
    HandedOver,
}

/// <summary>An act of the desk.</summary>
public sealed record NewDeskAct
{
    /// <summary>What is done.</summary>
    [Required]
    public DeskAct? Act { get; init; }

    /// <summary>To assign: the agent.</summary>
    public Guid? Agent { get; init; }

    /// <summary>To assign: key of the team. Without an agent the team finds the owner as it is set to.</summary>
    [StringLength(100)]
    public string? Team { get; init; }

    /// <summary>To put aside: until when.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>With an assignment or a hand-over: an internal note, which no customer ever sees.</summary>
    [StringLength(10_000)]
    public string? Note { get; init; }
}

/// <summary>The same act on several incidents; each by itself, so that those that can be are done.</summary>
public sealed record NewBulkAct
{
    /// <summary>What is done.</summary>
    [Required]
    public NewDeskAct? Act { get; init; }

    /// <summary>On which; 200 at most.</summary>
    [Required, MaxLength(200)]
    public IReadOnlyList<Guid>? Incidents { get; init; }

    /// <summary>Only say what would happen.</summary>
    public bool Preview { get; init; }
}

/// <summary>What an act did to several incidents, or would do.</summary>
/// <param name="Preview">Whether nothing was done.</param>
/// <param name="Done">How many were done, or would be.</param>
/// <param name="Lines">One for each incident, in the order asked.</param>
public sealed record BulkActView(bool Preview, int Done, IReadOnlyList<BulkActLineView> Lines);

/// <summary>One of several incidents.</summary>
/// <param name="Id">The incident.</param>
/// <param name="Number">Its number; 0 where there is none such.</param>
/// <param name="Title">The problem in a line.</param>
/// <param name="Code">Why not, as a refusal's code; null where it can be done.</param>
/// <param name="Reason">The same as a sentence.</param>
/// <param name="Team">Name of the team that it comes to; null for none.</param>
/// <param name="AgentName">Who looks after it then; null for nobody, or for whoever's turn it is.</param>
public sealed record BulkActLineView(
    Guid Id, long Number, string Title, string? Code, string? Reason, string? Team, string? AgentName);

/// <summary>How the desk has an incident among its own; the vendor's side only.</summary>
/// <param name="Team">Key of the team; null for none.</param>
/// <param name="TeamName">Its name.</param>
/// <param name="Agent">The owner; null for nobody.</param>
/// <param name="AgentName">Their name.</param>
/// <param name="SnoozedUntil">Until when it is put aside; null where it is not.</param>
/// <param name="SnoozedByName">By whom.</param>
/// <param name="Watchers">Who wants to know of it, by name.</param>
/// <param name="Assignments">How it came to its team and owner, oldest first.</param>
public sealed record HandlingView(
    string? Team,
    string? TeamName,
    Guid? Agent,
    string? AgentName,
    DateTimeOffset? SnoozedUntil,
    string? SnoozedByName,
    IReadOnlyList<WatcherView> Watchers,
    IReadOnlyList<AssignmentView> Assignments);

/// <summary>Somebody of the desk who wants to know of an incident.</summary>
/// <param name="Person">Who.</param>
/// <param name="Name">As shown to others.</param>
public sealed record WatcherView(Guid Person, string Name);

/// <summary>Who was to look after an incident from then on.</summary>
/// <param name="At">When.</param>
/// <param name="Act">How.</param>
/// <param name="ByName">By whom; empty for a rule.</param>
/// <param name="Team">Key of the team; null for none.</param>
/// <param name="TeamName">Its name as it was.</param>
/// <param name="AgentName">The owner's name as it was; null for nobody.</param>
/// <param name="Note">An internal note; may be empty.</param>
public sealed record AssignmentView(
    DateTimeOffset At,
    AssignmentAct Act,
    string ByName,
    string? Team,
    string? TeamName,
    string? AgentName,
    string Note);
