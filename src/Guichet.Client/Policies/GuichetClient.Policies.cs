using Guichet.Client.Policies;

namespace Guichet.Client;

public sealed partial class GuichetClient
{
    /// <summary>The policy in force.</summary>
    public Task<PolicyView> GetPolicyAsync(CancellationToken cancel = default) =>
        GetAsync<PolicyView>("policy", cancel);

    /// <summary>A version that is or was in force.</summary>
    public Task<PolicyView> GetPolicyAsync(int version, CancellationToken cancel = default) =>
        GetAsync<PolicyView>($"policy/versions/{version}", cancel);

    /// <summary>All versions, newest first.</summary>
    public Task<IReadOnlyList<PolicyVersionView>> GetPolicyVersionsAsync(CancellationToken cancel = default) =>
        GetAsync<IReadOnlyList<PolicyVersionView>>("policy/versions", cancel);

    /// <summary>Checks a policy without putting it in force.</summary>
    public Task<PolicyCheckView> CheckPolicyAsync(string text, CancellationToken cancel = default) =>
        PostAsync<PolicyCheckView>("policy/check", new PolicyText { Text = text }, cancel);

    /// <summary>Puts a policy in force; one that is in force already makes no new version.</summary>
    public Task<PolicyVersionView> ApplyPolicyAsync(
        string text, string note = "", int? version = null, CancellationToken cancel = default) =>
        PostAsync<PolicyVersionView>(
            "policy/versions", new NewPolicyVersion { Text = text, Note = note }, cancel, version);

    /// <summary>The known issues of the policy in force, in its order.</summary>
    public Task<IReadOnlyList<KnownIssueView>> ListKnownIssuesAsync(CancellationToken cancel = default) =>
        GetAsync<IReadOnlyList<KnownIssueView>>("known-issues", cancel);

    /// <summary>Opens a known issue, which holds at once.</summary>
    public Task<PolicyVersionView> OpenKnownIssueAsync(NewKnownIssue issue, CancellationToken cancel = default) =>
        PostAsync<PolicyVersionView>("known-issues", issue, cancel);

    /// <summary>Ends a known issue, which holds at once.</summary>
    public Task<PolicyVersionView> EndKnownIssueAsync(string key, CancellationToken cancel = default) =>
        PostAsync<PolicyVersionView>($"known-issues/{Uri.EscapeDataString(key)}/end", null, cancel);
}
