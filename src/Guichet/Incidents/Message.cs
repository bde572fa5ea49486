using Guichet.Accounts;
using Guichet.Plans;

namespace Guichet.Incidents;

/// <summary>What a message of the conversation is.</summary>
public enum MessageKind
{
    /// <summary>The problem as submitted: the first message.</summary>
    Problem,

    /// <summary>An ordinary message of either side.</summary>
    Reply,

    /// <summary>The agent's problem statement (R4).</summary>
    StatementProposed,

    /// <summary>The customer accepts it.</summary>
    StatementAccepted,

    /// <summary>The customer's own statement.</summary>
    StatementCountered,

    /// <summary>A solution.</summary>
    SolutionOffered,

    /// <summary>The customer accepts the solution.</summary>
    SolutionAccepted,

    /// <summary>The customer says why it is none.</summary>
    SolutionRefused,

    /// <summary>The end, and why.</summary>
    Closed,

    /// <summary>The problem is back.</summary>
    Reopened,

    /// <summary>The severity changes, and why.</summary>
    SeverityChanged,

    /// <summary>The agent proposes to divide the problem, and why (R1).</summary>
    PartsProposed,

    /// <summary>The customer accepts a part.</summary>
    PartAccepted,

    /// <summary>The customer does not want a part.</summary>
    PartDeclined,

    /// <summary>The agent takes a part back.</summary>
    PartWithdrawn,

    /// <summary>The customer asks for the credit back.</summary>
    CreditAsked,

    /// <summary>The customer disputes the charge, and why.</summary>
    ChargeDisputed,

    /// <summary>The vendor agrees: the credit comes back.</summary>
    DisputeUpheld,

    /// <summary>The vendor does not: the charge stands, and why.</summary>
    DisputeRejected,

    /// <summary>A call that reached the customer (R2).</summary>
    Call,

    /// <summary>A session on the customer's screen (R2).</summary>
    RemoteSession,

    /// <summary>Research off line that the customer is told of (R2).</summary>
    Research,

    /// <summary>A contact was tried and not reached (R7).</summary>
    ContactTried,
}

/// <summary>An entry that both sides see. What only the vendor sees is a <see cref="Note"/>: another type in another
/// table, so that it has no way to reach a customer.</summary>
/// <param name="Id">Made by the writer: writing it twice is writing it once.</param>
/// <param name="Incident">The incident.</param>
/// <param name="Kind">What it is.</param>
/// <param name="By">Whose side it comes from.</param>
/// <param name="Author">Who wrote it; null for the clock.</param>
/// <param name="AuthorName">Their name as it was.</param>
/// <param name="Body">Markdown; may be empty where the kind says it all.</param>
/// <param name="Minutes">Time spent, for reports; never billed (R3). Null where none is recorded.</param>
/// <param name="At">When.</param>
public sealed record Message(
    MessageId Id,
    IncidentId Incident,
    MessageKind Kind,
    ActBy By,
    PersonId? Author,
    string AuthorName,
    string Body,
    int? Minutes,
    Instant At)
{
    /// <summary>By which way it came; null for what was written before this was kept.</summary>
    public Channel? Channel { get; init; }

    /// <summary>When the work began or the contact was tried; null where that is <see cref="At"/>.</summary>
    public Instant? HappenedAt { get; init; }

    /// <summary>Who was spoken to, or was not reached; empty for the other kinds.</summary>
    public string Contact { get; init; } = "";

    /// <summary>With a statement: what counts as a solution (R4). Markdown; empty for the other kinds.</summary>
    public string SolutionCriterion { get; init; } = "";

    /// <summary>Which version of the statement it proposes or answers, from 1; null for the other kinds.</summary>
    public int? StatementVersion { get; init; }

    /// <summary>The state before, where it changed.</summary>
    public IncidentStatus? StatusBefore { get; private init; }

    /// <summary>The state after, where it changed.</summary>
    public IncidentStatus? StatusAfter { get; private init; }

    /// <summary>The severity before, where it changed.</summary>
    public Severity? SeverityBefore { get; private init; }

    /// <summary>The severity after, where it changed.</summary>
    public Severity? SeverityAfter { get; private init; }

    /// <summary>The hours before, where they changed.</summary>
    public HoursOfCoverage? HoursBefore { get; private init; }

    /// <summary>The hours after, where they changed.</summary>
    public HoursOfCoverage? HoursAfter { get; private init; }

    /// <summary>The same with what its act has changed.</summary>
    /// <param name="status">The state before the act.</param>
    /// <param name="severity">The severity before it.</param>
    /// <param name="hours">The hours before it.</param>
    /// <param name="after">The incident after it.</param>
    public Message WithChanges(IncidentStatus status, Severity severity, HoursOfCoverage hours, Incident after) =>
        this with
        {
            StatusBefore = status == after.Status ? null : status,
            StatusAfter = status == after.Status ? null : after.Status,
            SeverityBefore = severity == after.Severity ? null : severity,
            SeverityAfter = severity == after.Severity ? null : after.Severity,
            HoursBefore = hours == after.Hours ? null : hours,
            HoursAfter = hours == after.Hours ? null : after.Hours,
        };
}

/// <summary>An internal remark of the vendor's side, or work that the customer is not told of.</summary>
/// <param name="Id">Made by the writer.</param>
/// <param name="Incident">The incident.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="AuthorName">Their name as it was.</param>
/// <param name="Body">Markdown.</param>
/// <param name="Minutes">Time spent, for reports; never billed (R3).</param>
/// <param name="At">When.</param>
public sealed record Note(
    MessageId Id, IncidentId Incident, PersonId Author, string AuthorName, string Body, int? Minutes, Instant At)
{
    /// <summary>By which way it came; null for what was written before this was kept.</summary>
    public Channel? Channel { get; init; }

    /// <summary>What work it tells of; null for a remark.</summary>
    public WorkKind? Work { get; init; }

    /// <summary>When that work began; null for a remark.</summary>
    public Instant? HappenedAt { get; init; }

    /// <summary>Who was spoken to; empty for nobody.</summary>
    public string Contact { get; init; } = "";
}

/// <summary>A message before it is written: who says what, and when.</summary>
/// <param name="Id">Made by the writer.</param>
/// <param name="Author">Who.</param>
/// <param name="AuthorName">Their name.</param>
/// <param name="Body">Markdown.</param>
/// <param name="Minutes">Time spent (R3).</param>
/// <param name="At">When.</param>
public sealed record Utterance(
    MessageId Id, PersonId? Author, string AuthorName, string Body, int? Minutes, Instant At)
{
    /// <summary>By which way it comes.</summary>
    public Channel Channel { get; init; } = Channel.Page;
}
