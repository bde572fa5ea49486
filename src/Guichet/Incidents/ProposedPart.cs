using Guichet.Accounts;
using Guichet.Plans;

namespace Guichet.Incidents;

/// <summary>Where a proposed part stands.</summary>
public enum PartStatus
{
    /// <summary>The customer has not answered.</summary>
    Waiting,

    /// <summary>The customer has accepted it: it is an incident of its own.</summary>
    Accepted,

    /// <summary>The customer does not want it: it is not opened.</summary>
    Declined,

    /// <summary>The agent has taken it back before an answer.</summary>
    Withdrawn,
}

/// <summary>What an agent writes of a part before it is proposed.</summary>
/// <param name="Id">Of the incident that it becomes; made by the writer.</param>
/// <param name="Title">The part's problem in a line.</param>
/// <param name="Description">In full; empty where the title says it all.</param>
/// <param name="Severity">Its own business impact.</param>
/// <param name="Plan">Key of the plan that it would be charged to.</param>
/// <param name="Counted">Whether that takes a credit.</param>
public sealed record PartDraft(
    IncidentId Id, string Title, string Description, Severity Severity, string Plan, bool Counted);

/// <summary>A part of a problem that can be divided (R1). It is answered once; accepted, it is an incident with the
/// same id.</summary>
public sealed class ProposedPart
{
    private ProposedPart()
    {
    }

    internal ProposedPart(PartDraft draft, IncidentId incident, MessageId proposal, int position)
    {
        (Id, Incident, Proposal, Position) = (draft.Id, incident, proposal, position);
        (Title, Description, Severity) = (draft.Title, draft.Description, draft.Severity);
        (Plan, Counted) = (draft.Plan, draft.Counted);
    }

    /// <summary>Of the incident that it becomes.</summary>
    public IncidentId Id { get; private init; }

    /// <summary>The incident it is a part of.</summary>
    public IncidentId Incident { get; private init; }

    /// <summary>The message that proposed it.</summary>
    public MessageId Proposal { get; private init; }

    /// <summary>Its place in the proposal, from 0.</summary>
    public int Position { get; private init; }

    /// <summary>The part's problem in a line.</summary>
    public string Title { get; private init; } = "";

    /// <summary>In full; empty where the title says it all.</summary>
    public string Description { get; private init; } = "";

    /// <summary>Its own business impact.</summary>
    public Severity Severity { get; private init; }

    /// <summary>Key of the plan that it is charged to.</summary>
    public string Plan { get; private init; } = "";

    /// <summary>Whether accepting it takes a credit.</summary>
    public bool Counted { get; private init; }

    /// <summary>Where it stands.</summary>
    public PartStatus Status { get; private set; }

    /// <summary>The message that answered it or took it back; null while it waits.</summary>
    public MessageId? Answer { get; private set; }

    /// <summary>Who did; null while it waits.</summary>
    public PersonId? AnsweredBy { get; private set; }

    /// <summary>Their name as it was; empty while it waits.</summary>
    public string AnsweredByName { get; private set; } = "";

    /// <summary>When; null while it waits.</summary>
    public Instant? AnsweredAt { get; private set; }

    /// <summary>Why it can no longer be answered or taken back, <c>split.part-answered</c>; null while it waits.
    /// </summary>
    public Refusal? WhyNotAnswered() => Status == PartStatus.Waiting
        ? null
        : new Refusal("split.part-answered", $"The part is {Status} already.").With("status", Status.ToString());

    internal void Settle(PartStatus status, Utterance said)
    {
        (Status, Answer, AnsweredBy) = (status, said.Id, said.Author);
        (AnsweredByName, AnsweredAt) = (said.AuthorName, said.At);
    }
}
