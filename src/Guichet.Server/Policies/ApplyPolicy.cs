using Guichet.Accounts;
using Guichet.Client.Policies;
using Guichet.Files.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Policies;

/// <summary>An administrator puts a policy in force.</summary>
internal sealed class ApplyPolicy(UnitOfWork work, IClock clock)
{
    /// <summary>Makes a new version, which holds at once; the text that is in force already makes none. Refused:
    /// <c>policy.mistakes</c> with every mistake and its line, <c>version.changed</c>.</summary>
    /// <param name="actor">Who applies it.</param>
    /// <param name="request">Checked by its attributes.</param>
    /// <param name="expected">The version that must still be in force; null: any.</param>
    /// <param name="cancel">Stops the work before the commit.</param>
    public async Task<Result<PolicyVersionView>> RunAsync(
        Actor actor, NewPolicyVersion request, int? expected, CancellationToken cancel)
    {
        if (actor.Role != Role.Administrator)
        {
            return new Refusal("access.administrator-only", "This is for administrators.");
        }

        var now = clock.GetCurrentInstant();
        if (PolicyFile.Read(TextOf(request), now).Mistakes is { Count: > 0 } mistakes)
        {
            return FileMistakes.Refuse("policy.mistakes", mistakes);
        }

        return await work.RunAsync<PolicyVersionView>(
            async database =>
            {
                var last = await ReadLastAsync(database, cancel);
                return expected is { } version && version != last.Version && last.Text != TextOf(request)
                    ? new Refusal("version.changed", "The policy has changed.").With("version", last.Version)
                    : await PutInForceAsync(database, actor, request, now, cancel);
            },
            cancel);
    }

    /// <summary>The same within another operation, for a policy that was checked.</summary>
    internal static async Task<Result<PolicyVersionView>> PutInForceAsync(
        Database database, Actor actor, NewPolicyVersion request, Instant now, CancellationToken cancel)
    {
        var last = await ReadLastAsync(database, cancel);
        if (last.Text == TextOf(request))
        {
            return (await database.ReadPolicyVersionAsync(last.Version, cancel))!;
        }

        var applied = new PolicyVersion
        {
            Version = last.Version + 1,
            Text = TextOf(request),
            AppliedBy = actor.Person,
            AppliedAt = now,
            Note = request.Note?.Trim() ?? "",
        };
        database.Add(applied);
        return new PolicyVersionView(applied.Version, applied.Note, actor.Name, now.ToDateTimeOffset());
    }

    private static Task<PolicyVersion> ReadLastAsync(Database database, CancellationToken cancel) =>
        database.Set<PolicyVersion>()
            .AsNoTracking()
            .OrderByDescending(version => version.Version)
            .FirstAsync(cancel);

    /// <summary>A form sends its lines ended in another way than a file.</summary>
    private static string TextOf(NewPolicyVersion request) => request.Text!.ReplaceLineEndings("\n");
}
