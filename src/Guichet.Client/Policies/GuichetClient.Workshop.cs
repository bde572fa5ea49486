using Guichet.Client.Policies;

namespace Guichet.Client;

public sealed partial class GuichetClient
{
    /// <summary>How a version of the policy differs from another; left out: from the one before it.</summary>
    public Task<PolicyDifferenceView> GetPolicyDifferenceAsync(
        int version, int? with = null, CancellationToken cancel = default) =>
        GetAsync<PolicyDifferenceView>($"policy/versions/{version}/difference{Query(("with", with))}", cancel);

    /// <summary>What would change if a policy were put in force. Nothing is changed.</summary>
    public Task<PolicyChangesView> PreviewPolicyAsync(
        string text, DateOnly? on = null, CancellationToken cancel = default) =>
        PostAsync<PolicyChangesView>("policy/changes", new PolicyToCompare { Text = text, On = on }, cancel);

    /// <summary>The draft that the administrators share; refused by <c>policy-draft.unknown</c> where there is none.
    /// </summary>
    public Task<PolicyDraftView> GetPolicyDraftAsync(CancellationToken cancel = default) =>
        GetAsync<PolicyDraftView>("policy/draft", cancel);

    /// <summary>Saves the draft over the version given; left out: there is none yet. Refused by
    /// <c>policy-draft.changed</c> where somebody else has saved it in between.</summary>
    public Task<PolicyDraftView> SavePolicyDraftAsync(
        NewPolicyDraft draft, int? version = null, CancellationToken cancel = default) =>
        SendAsync<PolicyDraftView>(HttpMethod.Put, "policy/draft", draft, version, cancel);

    /// <summary>Puts the draft in force at the version given, and takes it away.</summary>
    public Task<PolicyVersionView> ApplyPolicyDraftAsync(
        int version, string note = "", CancellationToken cancel = default) =>
        PostAsync<PolicyVersionView>("policy/draft/apply", new DraftToApply { Note = note }, cancel, version);

    /// <summary>Throws the draft away at the version given.</summary>
    public async Task DiscardPolicyDraftAsync(int version, CancellationToken cancel = default)
    {
        using var answer = await SendAsync(HttpMethod.Delete, "policy/draft", null, version, cancel)
            .ConfigureAwait(false);
    }
}
