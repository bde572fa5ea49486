using Guichet.Accounts;
using Guichet.Client.Policies;
using Guichet.Files.Policies;
using Guichet.Plans;

namespace Guichet.Server.Policies;

/// <summary>An administrator opens and ends known issues (R19). Each makes a version of the policy that differs in its
/// known issues alone, so that it holds at once everywhere and an old decision can still be explained.</summary>
internal sealed class ChangeKnownIssues(RevisePolicy revise)
{
    /// <summary>Refused: <c>access.administrator-only</c>, and by <see cref="KnownIssues.Open"/>.</summary>
    public Task<Result<PolicyVersionView>> OpenAsync(Actor actor, NewKnownIssue request, CancellationToken cancel) =>
        RunAsync(
            actor,
            $"{request.Key} +",
            (policy, _) => KnownIssues.Open(policy.KnownIssues, request.ToRule(), policy.Plans),
            cancel);

    /// <summary>Refused: <c>access.administrator-only</c>, and by <see cref="KnownIssues.End"/>.</summary>
    public Task<Result<PolicyVersionView>> EndAsync(Actor actor, string key, CancellationToken cancel) =>
        RunAsync(actor, $"{key} −", (policy, today) => KnownIssues.End(policy.KnownIssues, key, today), cancel);

    private Task<Result<PolicyVersionView>> RunAsync(
        Actor actor,
        string note,
        Func<Guichet.Policies.SupportPolicy, LocalDate, Result<List<KnownIssue>>> change,
        CancellationToken cancel) =>
        revise.RunAsync(
            actor,
            note,
            (policy, text, now) => change(policy.Policy, policy.DayOf(now)).Succeeded(out var issues, out var refusal)
                ? PolicyFile.WithKnownIssues(text, issues)
                : refusal,
            cancel);
}
