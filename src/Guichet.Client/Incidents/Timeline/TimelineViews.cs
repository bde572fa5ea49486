using Guichet.Client.Attachments;

namespace Guichet.Client.Incidents;

/// <summary>By which way an entry of the timeline came, or what it tells of was done.</summary>
public enum Channel
{
    /// <summary>A page of the portal or of the desk.</summary>
    Page,

    /// <summary>The programming interface, or the command line, which uses it.</summary>
    Api,

    /// <summary>A mail.</summary>
    Mail,

    /// <summary>The telephone.</summary>
    Telephone,

    /// <summary>A text message to a telephone.</summary>
    TextMessage,

    /// <summary>A session on the customer's screen.</summary>
    RemoteSession,

    /// <summary>Work away from the conversation.</summary>
    OffLine,

    /// <summary>Nobody: time has passed, or a rule has decided.</summary>
    Automatic,
}

/// <summary>What an act has changed on its incident; a pair is null where nothing changed.</summary>
/// <param name="StatusBefore">The state before.</param>
/// <param name="StatusAfter">The state after.</param>
/// <param name="SeverityBefore">The severity before.</param>
/// <param name="SeverityAfter">The severity after.</param>
/// <param name="HoursBefore">The hours before.</param>
/// <param name="HoursAfter">The hours after.</param>
public sealed record StateChangeView(
    IncidentStatus? StatusBefore,
    IncidentStatus? StatusAfter,
    Severity? SeverityBefore,
    Severity? SeverityAfter,
    HoursOfCoverage? HoursBefore,
    HoursOfCoverage? HoursAfter);

/// <summary>One entry of the timeline: exactly one of message, note, assignment and file is there. A customer's has
/// messages and files only.</summary>
/// <param name="Id">Its id; a link to it ends in <c>#entry-</c> and this.</param>
/// <param name="At">When it was written: the order of the timeline.</param>
/// <param name="Message">What both sides see.</param>
/// <param name="Note">An internal note or internal work; the vendor's side only.</param>
/// <param name="Assignment">Another team or owner; the vendor's side only.</param>
/// <param name="File">A file that was sent with no message.</param>
/// <param name="Files">What was sent with the message or note.</param>
public sealed record TimelineEntryView(
    Guid Id,
    DateTimeOffset At,
    MessageView? Message,
    NoteView? Note,
    AssignmentView? Assignment,
    AttachmentView? File,
    IReadOnlyList<AttachmentView> Files);

/// <summary>A window of the timeline.</summary>
/// <param name="Entries">Oldest first.</param>
/// <param name="Earlier">Cursor of the window before, to give as <c>before</c>; null at the beginning.</param>
/// <param name="Later">Cursor of the window after, to give as <c>after</c>; null at the end.</param>
public sealed record TimelineView(IReadOnlyList<TimelineEntryView> Entries, string? Earlier, string? Later);

/// <summary>A version of the problem statement.</summary>
/// <param name="Version">From 1.</param>
/// <param name="Statement">The problem, in Markdown.</param>
/// <param name="SolutionCriterion">What counts as a solution, in Markdown; empty for those written before it was
/// asked.</param>
/// <param name="ProposedByName">Who proposed it.</param>
/// <param name="ProposedAt">When.</param>
/// <param name="Entry">Its entry in the timeline.</param>
/// <param name="Answers">What the customer answered, oldest first; empty while it waits, or where the next version came
/// before an answer.</param>
public sealed record StatementVersionView(
    int Version,
    string Statement,
    string SolutionCriterion,
    string ProposedByName,
    DateTimeOffset ProposedAt,
    Guid Entry,
    IReadOnlyList<StatementAnswerView> Answers);

/// <summary>An answer to a version of the statement.</summary>
/// <param name="Accepted">Whether it was accepted; otherwise another was proposed.</param>
/// <param name="ByName">By whom.</param>
/// <param name="At">When.</param>
/// <param name="Words">With which words: the customer's own statement, or a word with the acceptance; may be empty.
/// </param>
/// <param name="SolutionCriterion">What counts as a solution to them; empty: what was proposed.</param>
/// <param name="Entry">Its entry in the timeline.</param>
public sealed record StatementAnswerView(
    bool Accepted, string ByName, DateTimeOffset At, string Words, string SolutionCriterion, Guid Entry);

/// <summary>An incident with everything that happened on it, as a file.</summary>
/// <param name="Format">The form of this file: <c>guichet-incident/1</c>.</param>
/// <param name="ExportedAt">When it was made.</param>
/// <param name="Internal">Whether it holds what only the vendor's side may see.</param>
/// <param name="Incident">The incident.</param>
/// <param name="Statements">Every version of the problem statement.</param>
/// <param name="MinutesSpent">Time spent in all; null in a customer's file, and where the internal is left out.</param>
/// <param name="Timeline">Every entry, oldest first.</param>
public sealed record IncidentExportView(
    string Format,
    DateTimeOffset ExportedAt,
    bool Internal,
    IncidentView Incident,
    IReadOnlyList<StatementVersionView> Statements,
    int? MinutesSpent,
    IReadOnlyList<TimelineEntryView> Timeline);
