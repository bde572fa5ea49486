using Guichet.Client.Incidents;

namespace Guichet.Client;

// Decisions on charges, and disputes.
public sealed partial class GuichetClient
{
    /// <summary>Closed incidents whose charge waits for a decision, longest waiting first.</summary>
    public Task<Page<BillingDecisionView>> ListBillingDecisionsAsync(
        string? cursor = null, BillingFilter? filter = null, CancellationToken cancel = default) =>
        GetAsync<Page<BillingDecisionView>>(
            "billing-decisions" + Query(
                ("reason", filter?.Reason),
                ("plan", filter?.Plan),
                ("proposed", filter?.Proposed is true ? true : null),
                ("cursor", cursor)),
            cancel);

    /// <summary>One of them; unknown where it waits for no decision.</summary>
    public Task<BillingDecisionView> GetBillingDecisionAsync(Guid incident, CancellationToken cancel = default) =>
        GetAsync<BillingDecisionView>($"billing-decisions/{incident}", cancel);

    /// <summary>Decides whether a closed incident is charged, as read at that version; once. Where a second person has
    /// to confirm it, the charge waits as before.</summary>
    public Task<IncidentStateView> DecideBillingAsync(
        Guid incident, NewBillingDecision decision, int version, CancellationToken cancel = default) =>
        ActAsync(incident, "billing-decision", decision, version, cancel);

    /// <summary>Confirms what another person has proposed.</summary>
    public Task<IncidentStateView> ConfirmBillingAsync(
        Guid incident, int version, CancellationToken cancel = default) =>
        PostAsync<IncidentStateView>($"incidents/{incident}/billing-decision/confirmation", null, cancel, version);

    /// <summary>Takes one's own proposal back, or sends another person's back to them.</summary>
    public Task<IncidentStateView> WithdrawBillingAsync(
        Guid incident, int version, CancellationToken cancel = default) =>
        PostAsync<IncidentStateView>($"incidents/{incident}/billing-decision/withdrawal", null, cancel, version);

    /// <summary>Disputes the charge, as the customer; once.</summary>
    public Task<IncidentStateView> DisputeChargeAsync(
        Guid incident, NewMessage words, int? version = null, CancellationToken cancel = default) =>
        ActAsync(incident, "dispute", words, version, cancel);

    /// <summary>Answers the dispute; somebody else than who decided on the charge.</summary>
    public Task<IncidentStateView> AnswerDisputeAsync(
        Guid incident, NewDisputeAnswer answer, int? version = null, CancellationToken cancel = default) =>
        ActAsync(incident, "dispute/answer", answer, version, cancel);

    /// <summary>The dispute of an incident's charge; unknown where there is none.</summary>
    public Task<DisputeView> GetDisputeAsync(Guid incident, CancellationToken cancel = default) =>
        GetAsync<DisputeView>($"incidents/{incident}/dispute", cancel);

    /// <summary>Disputes that wait for an answer, the one due first on top; or those that were answered, the latest on
    /// top.</summary>
    public Task<Page<DisputeView>> ListDisputesAsync(
        bool answered = false, string? cursor = null, CancellationToken cancel = default) =>
        GetAsync<Page<DisputeView>>(
            "disputes" + Query(("answered", answered ? true : null), ("cursor", cursor)), cancel);
}
