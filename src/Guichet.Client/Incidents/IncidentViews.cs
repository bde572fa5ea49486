namespace Guichet.Client.Incidents;

/// <summary>An incident in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">What people say aloud.</param>
/// <param name="Title">The problem in a line.</param>
/// <param name="Release">Release reference: <c>windows-server/2019</c>.</param>
/// <param name="ReleaseName">The release's name as it was at submission.</param>
/// <param name="Plan">Key of the plan.</param>
/// <param name="Severity">The business impact.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="ClosingReason">Why it ended; null while it is open.</param>
/// <param name="Charge">What becomes of its credit.</param>
/// <param name="CustomerName">Who submitted it.</param>
/// <param name="OrganizationName">Their organisation; null without one.</param>
/// <param name="AgentName">Who looks after it; null while nobody does.</param>
/// <param name="SubmittedAt">When it was submitted.</param>
/// <param name="DueAt">When the first response is promised.</param>
/// <param name="RespondedAt">When the first response was given; null before.</param>
/// <param name="ChangedAt">When something last happened on it.</param>
/// <param name="Version">For <c>If-Match</c>.</param>
public sealed record IncidentLineView(
    Guid Id,
    long Number,
    string Title,
    string Release,
    string ReleaseName,
    string Plan,
    Severity Severity,
    IncidentStatus Status,
    ClosingReason? ClosingReason,
    ChargeState Charge,
    string CustomerName,
    string? OrganizationName,
    string? AgentName,
    DateTimeOffset SubmittedAt,
    DateTimeOffset DueAt,
    DateTimeOffset? RespondedAt,
    DateTimeOffset ChangedAt,
    int Version);

/// <summary>An incident in full, without its conversation.</summary>
/// <param name="Line">As in a list.</param>
/// <param name="Wants">Key of what is wanted.</param>
/// <param name="Hours">When it is worked on.</param>
/// <param name="Pack">The pack that its credit comes from; null for a plan that is not counted.</param>
/// <param name="Contacts">Who can be reached.</param>
/// <param name="Agent">Id of the agent; null while nobody looks after it.</param>
/// <param name="Statement">The problem statement last proposed; null before the first.</param>
/// <param name="SolutionCriterion">What counts as a solution by that statement; empty before the first.</param>
/// <param name="StatementVersion">Which version of the statement it is, from 1; 0 before the first.</param>
/// <param name="StatementAccepted">Whether the customer has accepted that statement.</param>
/// <param name="UnreachedTries">How often in a row a contact was tried and not reached.</param>
/// <param name="Clock">The promise of the first response.</param>
/// <param name="ResponseMissed">Whether the first response was given late, or is late now.</param>
/// <param name="NextUpdateDueAt">When the vendor is to write next; null where the policy promises nothing, before the
/// first response, while it waits on the customer and after closing.</param>
/// <param name="ResolutionDueAt">When it is to be resolved; null where the policy has no such target, before anything
/// was done on it and while it waits on the customer.</param>
/// <param name="SolutionStandsAt">When the offered solution is accepted by silence; null where none waits.</param>
/// <param name="ClosedAt">When it was closed; null while it is open.</param>
/// <param name="CreditAskedAt">When the customer asked for the credit back, as the first response was missed; null
/// where they did not.</param>
/// <param name="DisputedAt">When the customer disputed the charge; null where they did not.</param>
/// <param name="DisputeDueAt">When the answer to the dispute is due; null where none waits.</param>
/// <param name="DisputableUntil">Until when the charge can be disputed; null where it cannot.</param>
/// <param name="Acts">What the reader can do now.</param>
/// <param name="PolicyVersion">The policy under which it was decided.</param>
/// <param name="CatalogVersion">The catalogue under which it was decided.</param>
public sealed record IncidentView(
    IncidentLineView Line,
    string Wants,
    HoursOfCoverage Hours,
    Guid? Pack,
    IReadOnlyList<ContactView> Contacts,
    Guid? Agent,
    string? Statement,
    string SolutionCriterion,
    int StatementVersion,
    bool StatementAccepted,
    int UnreachedTries,
    ResponseClockView Clock,
    bool ResponseMissed,
    DateTimeOffset? NextUpdateDueAt,
    DateTimeOffset? ResolutionDueAt,
    DateTimeOffset? SolutionStandsAt,
    DateTimeOffset? ClosedAt,
    DateTimeOffset? CreditAskedAt,
    DateTimeOffset? DisputedAt,
    DateTimeOffset? DisputeDueAt,
    DateTimeOffset? DisputableUntil,
    IReadOnlyList<IncidentAct> Acts,
    int PolicyVersion,
    int CatalogVersion);

/// <summary>Somebody who can be reached.</summary>
/// <param name="Name">Their name.</param>
/// <param name="Email">Their address.</param>
/// <param name="Phone">Their number; may be empty.</param>
/// <param name="AnyHour">Whether they can be reached day and night.</param>
public sealed record ContactView(string Name, string Email, string Phone, bool AnyHour);

/// <summary>The promise of the first response, and what it was computed from.</summary>
/// <param name="StartedAt">The submission.</param>
/// <param name="Severity">The severity it was made for.</param>
/// <param name="Hours">The hours of coverage it was made for.</param>
/// <param name="BudgetSeconds">The time until the first response.</param>
/// <param name="Calendar">Key of the business calendar it runs on; null: day and night.</param>
/// <param name="PolicyVersion">The policy whose target it is.</param>
/// <param name="DueAt">When it is due.</param>
/// <param name="RespondedAt">When it was given; null before.</param>
/// <param name="Met">Whether it was given in time; null before.</param>
public sealed record ResponseClockView(
    DateTimeOffset StartedAt,
    Severity Severity,
    HoursOfCoverage Hours,
    long BudgetSeconds,
    string? Calendar,
    int PolicyVersion,
    DateTimeOffset DueAt,
    DateTimeOffset? RespondedAt,
    bool? Met);

/// <summary>Where an incident stands after an act.</summary>
/// <param name="Id">The incident.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="ClosingReason">Why it ended; null while it is open.</param>
/// <param name="Charge">What becomes of its credit.</param>
/// <param name="DueAt">When the first response is promised.</param>
/// <param name="Version">For <c>If-Match</c>.</param>
public sealed record IncidentStateView(
    Guid Id,
    IncidentStatus Status,
    ClosingReason? ClosingReason,
    ChargeState Charge,
    DateTimeOffset DueAt,
    int Version);

/// <summary>An entry of the conversation, which both sides see.</summary>
/// <param name="Id">Made by its writer.</param>
/// <param name="Kind">What it is.</param>
/// <param name="By">Whose side it comes from.</param>
/// <param name="AuthorName">Who wrote it; empty for the clock.</param>
/// <param name="Body">Markdown; may be empty where the kind says it all.</param>
/// <param name="Minutes">Time spent, shown to the vendor's side only; never billed.</param>
/// <param name="At">When it was written.</param>
/// <param name="Channel">By which way; null where it was not kept.</param>
/// <param name="HappenedAt">When the work began or the contact was tried; null for the other kinds.</param>
/// <param name="Contact">Who was spoken to, or was not reached; empty for the other kinds.</param>
/// <param name="SolutionCriterion">With a statement: what counts as a solution; empty for the other kinds.</param>
/// <param name="StatementVersion">Which version of the statement it proposes or answers; null for the other kinds.
/// </param>
/// <param name="Change">What it changed on the incident; null where nothing did.</param>
public sealed record MessageView(
    Guid Id,
    MessageKind Kind,
    ActBy By,
    string AuthorName,
    string Body,
    int? Minutes,
    DateTimeOffset At,
    Channel? Channel,
    DateTimeOffset? HappenedAt,
    string Contact,
    string SolutionCriterion,
    int? StatementVersion,
    StateChangeView? Change);

/// <summary>An internal note; the vendor's side only.</summary>
/// <param name="Id">Made by its writer.</param>
/// <param name="AuthorName">Who wrote it.</param>
/// <param name="Body">Markdown.</param>
/// <param name="Minutes">Time spent; never billed.</param>
/// <param name="At">When it was written.</param>
/// <param name="Channel">By which way; null where it was not kept.</param>
/// <param name="Work">What work it tells of; null for a remark.</param>
/// <param name="HappenedAt">When that work began; null for a remark.</param>
/// <param name="Contact">Who was spoken to; empty for nobody.</param>
public sealed record NoteView(
    Guid Id,
    string AuthorName,
    string Body,
    int? Minutes,
    DateTimeOffset At,
    Channel? Channel,
    WorkKind? Work,
    DateTimeOffset? HappenedAt,
    string Contact);
