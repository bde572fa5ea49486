using Guichet.Accounts;
using Guichet.Client.Policies;
using Guichet.Files.Policies;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Workshop;

/// <summary>An administrator puts the draft in force; it is then no draft any more.</summary>
internal sealed class ApplyDraft(UnitOfWork work, IClock clock)
{
    /// <summary>Refused: <c>access.administrator-only</c>, <c>policy-draft.unknown</c>, <c>policy-draft.changed</c>,
    /// <c>policy-draft.outdated</c> where another version of the policy was put in force since the draft began,
    /// <c>policy.mistakes</c>.</summary>
    /// <param name="actor">Who applies it.</param>
    /// <param name="request">Checked by its attributes.</param>
    /// <param name="expected">The version of the draft that was read.</param>
    /// <param name="cancel">Stops the work before the commit.</param>
    public async Task<Result<PolicyVersionView>> RunAsync(
        Actor actor, DraftToApply request, int expected, CancellationToken cancel)
    {
        if (actor.Role != Role.Administrator)
        {
            return new Refusal("access.administrator-only", "This is for administrators.");
        }

        var now = clock.GetCurrentInstant();
        return await work.RunAsync<PolicyVersionView>(
            async database =>
            {
                var draft = await database.Set<PolicyDraft>().AsTracking().SingleOrDefaultAsync(cancel);
                if (draft is null)
                {
                    return DraftQueries.NoDraft;
                }

                if (draft.Version != expected)
                {
                    return await database.RefuseChangedAsync(draft, cancel);
                }

                if (PolicyFile.Read(draft.Text, now).Mistakes is { Count: > 0 } mistakes)
                {
                    return FileMistakes.Refuse("policy.mistakes", mistakes);
                }

                var inForce = await database.Set<PolicyVersion>().MaxAsync(version => version.Version, cancel);
                if (inForce != draft.BasedOn)
                {
                    return new Refusal("policy-draft.outdated", "Another version was put in force since it began.")
                        .With("based", draft.BasedOn)
                        .With("version", inForce);
                }

                database.Remove(draft);
                var version = new NewPolicyVersion { Text = draft.Text, Note = request.Note };
                return await ApplyPolicy.PutInForceAsync(database, actor, version, now, cancel);
            },
            cancel);
    }
}
