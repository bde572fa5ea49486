namespace Guichet.Incidents;

// What a customer says against a charge, and what comes of it (R25).
public sealed partial class Incident
{
    /// <summary>When it was charged; null while it is not, or where the credit came back.</summary>
    public Instant? ChargedAt { get; private set; }

    /// <summary>When the customer disputed the charge (once); null where they did not.</summary>
    public Instant? DisputedAt { get; private set; }

    /// <summary>When the answer to the dispute is due, as it was promised; null where none waits for one.</summary>
    public Instant? DisputeDueAt { get; private set; }

    /// <summary>The customer disputes the charge and says why. Refused: <c>dispute.not-offered</c>,
    /// <c>dispute.nothing-charged</c>, <c>dispute.already-disputed</c>, <c>dispute.too-late</c>,
    /// <c>dispute.words-missing</c>.</summary>
    /// <param name="said">Why, in the customer's words.</param>
    /// <param name="terms">The policy's.</param>
    /// <param name="dueAt">When the answer is due by them.</param>
    public Result<Message> DisputeCharge(Utterance said, BillingTerms terms, Instant dueAt)
    {
        if ((WhyNoDispute(said.At, terms) ?? WhyNoWords(said) ?? Do(IncidentAct.DisputeCharge, said)) is { } refusal)
        {
            return refusal;
        }

        (DisputedAt, DisputeDueAt) = (said.At, dueAt);
        return Say(MessageKind.ChargeDisputed, ActBy.Customer, said);
    }

    /// <summary>A person with the right answers the dispute, with a reason that the customer reads: upheld, the credit
    /// comes back; rejected, the charge stands. Refused: <c>dispute.none</c>, <c>dispute.already-answered</c>,
    /// <c>dispute.words-missing</c>.</summary>
    public Result<Message> AnswerDispute(bool upheld, Utterance said)
    {
        var act = upheld ? IncidentAct.UpholdDispute : IncidentAct.RejectDispute;
        if ((WhyNoAnswer() ?? WhyNoWords(said) ?? Do(act, said)) is { } refusal)
        {
            return refusal;
        }

        DisputeDueAt = null;
        if (upheld && Charge is ChargeState.Charged or ChargeState.CreditAsked)
        {
            Become(ChargeState.NotCharged, said.At);
        }

        return Say(upheld ? MessageKind.DisputeUpheld : MessageKind.DisputeRejected, ActBy.Agent, said);
    }

    /// <summary>Until when the charge can be disputed, for pages and mails; null where it cannot.</summary>
    public Instant? DisputableUntil(Instant now, BillingTerms terms) =>
        WhyNoDispute(now, terms) is null ? ChargedAt + Duration.FromDays(terms.Disputes!.WithinDays) : null;

    private Refusal? WhyNoDispute(Instant now, BillingTerms terms) =>
        terms.Disputes is not { } offered
            ? new Refusal("dispute.not-offered", "The policy does not let a charge be disputed.")
        : DisputedAt is not null
            ? new Refusal("dispute.already-disputed", "The charge was disputed already.")
        : Charge != ChargeState.Charged || ChargedAt is not { } chargedAt || IsOpen
            ? new Refusal("dispute.nothing-charged", "There is no charge to dispute.")
        : now > chargedAt + Duration.FromDays(offered.WithinDays)
            ? new Refusal("dispute.too-late", "The time to dispute the charge is over.")
                .With("days", offered.WithinDays)
        : null;

    private Refusal? WhyNoAnswer() =>
        DisputeDueAt is not null ? null
        : DisputedAt is null ? new Refusal("dispute.none", "The charge is not disputed.")
        : new Refusal("dispute.already-answered", "The dispute is answered already.");

    private static Refusal? WhyNoWords(Utterance said) =>
        string.IsNullOrWhiteSpace(said.Body)
            ? new Refusal("dispute.words-missing", "Say why.")
            : null;

    private void Become(ChargeState charge, Instant at)
    {
        Charge = charge;
        ChargedAt = charge == ChargeState.Charged ? ChargedAt ?? at
            : charge == ChargeState.CreditAsked ? ChargedAt
            : null;
    }
}
