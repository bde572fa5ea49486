using Guichet.Accounts;
using Guichet.Client.Policies;
using Guichet.Files.Policies;
using Guichet.Plans;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Policies;

/// <summary>An administrator opens and ends known issues (R19). Each makes a version of the policy that differs in its
/// known issues alone, so that it holds at once everywhere and an old decision can still be explained.</summary>
internal sealed class ChangeKnownIssues(UnitOfWork work, InForce inForce, IClock clock)
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

    private async Task<Result<PolicyVersionView>> RunAsync(
        Actor actor,
        string note,
        Func<Guichet.Policies.SupportPolicy, LocalDate, Result<List<KnownIssue>>> change,
        CancellationToken cancel)
    {
        if (actor.Role != Role.Administrator)
        {
            return new Refusal("access.administrator-only", "This is for administrators.");
        }

        var now = clock.GetCurrentInstant();
        return await work.RunAsync<PolicyVersionView>(
            async database =>
            {
                var policy = (await inForce.ReadAsync(database, cancel)).Policy;
                if (!change(policy.Policy, policy.DayOf(now)).Succeeded(out var issues, out var refusal))
                {
                    return refusal;
                }

                var text = await database.Set<PolicyVersion>()
                    .Where(version => version.Version == policy.Version)
                    .Select(version => version.Text)
                    .SingleAsync(cancel);
                var applied = new PolicyVersion
                {
                    Version = policy.Version + 1,
                    Text = PolicyFile.WithKnownIssues(text, issues),
                    AppliedBy = actor.Person,
                    AppliedAt = now,
                    Note = note,
                };

                // The list is written by us: a mistake in it would be ours, and must not be put in force.
                if (PolicyFile.Read(applied.Text).Mistakes is { Count: > 0 } mistakes)
                {
                    return FileMistakes.Refuse("policy.mistakes", mistakes);
                }

                database.Add(applied);
                return new PolicyVersionView(applied.Version, applied.Note, actor.Name, now.ToDateTimeOffset());
            },
            cancel);
    }
}
