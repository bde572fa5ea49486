using Guichet.Accounts;
using Guichet.Client.Policies;
using Guichet.Files.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Policies;

/// <summary>An administrator changes one thing of the policy: a version that differs in that alone, which holds at
/// once.</summary>
internal sealed class RevisePolicy(UnitOfWork work, IStorage storage, InForce inForce, IClock clock)
{
    /// <summary>Refused: <c>access.administrator-only</c>, and by the change.</summary>
    /// <param name="actor">Who changes it.</param>
    /// <param name="note">What, for those who read the history.</param>
    /// <param name="change">From the policy in force, its text and the instant to the new text.</param>
    /// <param name="cancel">Stops the work before the commit.</param>
    public async Task<Result<PolicyVersionView>> RunAsync(
        Actor actor,
        string note,
        Func<PolicyInForce, string, Instant, Result<string>> change,
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
                if (!(await WriteAsync(database, change, now, cancel)).Succeeded(out var written, out var refusal))
                {
                    return refusal;
                }

                var applied = new PolicyVersion
                {
                    Version = written.Version,
                    Text = written.Text,
                    AppliedBy = actor.Person,
                    AppliedAt = now,
                    Note = note,
                };
                database.Add(applied);
                return new PolicyVersionView(applied.Version, applied.Note, actor.Name, now.ToDateTimeOffset());
            },
            cancel);
    }
    /// <summary>The text of that version, which is not put in force. Refused by the change.</summary>
    public async Task<Result<string>> WriteAsync(
        Func<PolicyInForce, string, Instant, Result<string>> change, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return (await WriteAsync(database, change, clock.GetCurrentInstant(), cancel))
            .Succeeded(out var written, out var refusal)
                ? written.Text
                : refusal;
    }

    private async Task<Result<(int Version, string Text)>> WriteAsync(
        Database database,
        Func<PolicyInForce, string, Instant, Result<string>> change,
        Instant now,
        CancellationToken cancel)
    {
        var policy = (await inForce.ReadAsync(database, cancel)).Policy;
        var text = await database.Set<PolicyVersion>()
            .Where(version => version.Version == policy.Version)
            .Select(version => version.Text)
            .SingleAsync(cancel);
        if (!change(policy, text, now).Succeeded(out var changed, out var refusal))
        {
            return refusal;
        }

        // What is changed is written by us: a mistake in it would be ours, and must not be put in force.
        return PolicyFile.Read(changed).Mistakes is { Count: > 0 } mistakes
            ? FileMistakes.Refuse("policy.mistakes", mistakes)
            : (policy.Version + 1, changed);
    }
}
