using Guichet.Accounts;

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
    Instant At);

/// <summary>An internal remark of the vendor's side.</summary>
/// <param name="Id">Made by the writer.</param>
/// <param name="Incident">The incident.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="AuthorName">Their name as it was.</param>
/// <param name="Body">Markdown.</param>
/// <param name="Minutes">Time spent, for reports; never billed (R3).</param>
/// <param name="At">When.</param>
public sealed record Note(
    MessageId Id, IncidentId Incident, PersonId Author, string AuthorName, string Body, int? Minutes, Instant At);

/// <summary>A message before it is written: who says what, and when.</summary>
/// <param name="Id">Made by the writer.</param>
/// <param name="Author">Who.</param>
/// <param name="AuthorName">Their name.</param>
/// <param name="Body">Markdown.</param>
/// <param name="Minutes">Time spent (R3).</param>
/// <param name="At">When.</param>
public sealed record Utterance(
    MessageId Id, PersonId? Author, string AuthorName, string Body, int? Minutes, Instant At);
