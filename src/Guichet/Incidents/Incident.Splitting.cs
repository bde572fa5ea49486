namespace Guichet.Incidents;

// A problem that can be divided is divided (R1): proposed by the agent, answered by the customer part by part. What an
// accepted part begins with is a submission like any other.
public sealed partial class Incident
{
    /// <summary>Parts that wait for the customer's answer.</summary>
    public int WaitingParts { get; private set; }

    /// <summary>The agent proposes parts; it counts as a response (R8). Each would have this incident's contacts and
    /// hours. Refused: <c>split.part-missing</c>, <c>split.id-reused</c>, and as a submission of that severity would
    /// be.</summary>
    public Result<(Message Message, IReadOnlyList<ProposedPart> Parts)> ProposeParts(
        Utterance said, IReadOnlyList<PartDraft> drafts)
    {
        if (drafts.Count == 0)
        {
            return new Refusal("split.part-missing", "Propose at least one part.");
        }

        if (drafts.Select(draft => draft.Id).Append(Id).Distinct().Count() <= drafts.Count)
        {
            return new Refusal("split.id-reused", "Each part needs an id of its own.");
        }

        var wrong = drafts
            .Select(draft => Submission.WhyNot(draft.Severity, Hours, Contacts))
            .FirstOrDefault(reason => reason is not null);
        if ((wrong ?? Do(IncidentAct.ProposeParts, said)) is { } refusal)
        {
            return refusal;
        }

        WaitingParts += drafts.Count;
        ProposedPart[] parts = [.. drafts.Select((draft, at) => new ProposedPart(draft, Id, said.Id, at))];
        return (Say(MessageKind.PartsProposed, ActBy.Agent, said), parts);
    }

    /// <summary>The customer accepts a part, which is then submitted as an incident of its own. Refused where it does
    /// not wait any more: <c>split.part-answered</c>.</summary>
    public Result<Message> AcceptPart(ProposedPart part, Utterance said) =>
        Settle(part, IncidentAct.AcceptPart, PartStatus.Accepted, MessageKind.PartAccepted, said);

    /// <summary>The customer declines a part: it is not opened. Refused as accepting is.</summary>
    public Result<Message> DeclinePart(ProposedPart part, Utterance said) =>
        Settle(part, IncidentAct.DeclinePart, PartStatus.Declined, MessageKind.PartDeclined, said);

    /// <summary>The agent takes a part back before it is answered. Refused after: <c>split.part-answered</c>.</summary>
    public Result<Message> WithdrawPart(ProposedPart part, Utterance said) =>
        Settle(part, IncidentAct.WithdrawPart, PartStatus.Withdrawn, MessageKind.PartWithdrawn, said);

    /// <summary>The agent closes it as a duplicate of another of the same customer; its credit comes back.</summary>
    public Result<Message> CloseAsDuplicate(Utterance said) =>
        Do(IncidentAct.CloseAsDuplicate, said) is { } refusal
            ? refusal
            : Say(MessageKind.Closed, ActBy.Agent, said);

    private Result<Message> Settle(
        ProposedPart part, IncidentAct act, PartStatus status, MessageKind kind, Utterance said)
    {
        if ((part.WhyNotAnswered() ?? Do(act, said)) is { } refusal)
        {
            return refusal;
        }

        part.Settle(status, said);
        WaitingParts--;
        if (WaitingParts == 0 && Status == IncidentStatus.WaitingOnCustomer)
        {
            Status = IncidentStatus.InProgress;
        }

        return Say(kind, IncidentTransitions.Of(act).By, said);
    }
}
