using Guichet.Accounts;
using Guichet.Client.Policies;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Workshop;

/// <summary>An administrator saves the draft, with mistakes or without, or throws it away.</summary>
internal sealed class SaveDraft(UnitOfWork work, IClock clock)
{
    /// <summary>Saves over the version that was read. Refused: <c>access.administrator-only</c>,
    /// <c>policy-draft.changed</c> where somebody else was first, <c>policy.unknown</c> for what it is based on.
    /// </summary>
    /// <param name="actor">Who saves.</param>
    /// <param name="request">Checked by its attributes.</param>
    /// <param name="expected">The version that was read; 0: there was none.</param>
    /// <param name="cancel">Stops the work before the commit.</param>
    public async Task<Result<PolicyDraftView>> RunAsync(
        Actor actor, NewPolicyDraft request, int expected, CancellationToken cancel)
    {
        if (actor.Role != Role.Administrator)
        {
            return new Refusal("access.administrator-only", "This is for administrators.");
        }

        var text = request.Text!.ReplaceLineEndings("\n");
        var now = clock.GetCurrentInstant();
        return await work.RunAsync<PolicyDraftView>(
            async database =>
            {
                if (!await database.Set<PolicyVersion>().AnyAsync(one => one.Version == request.BasedOn, cancel))
                {
                    return new Refusal("policy.unknown", "There is no such version of the policy.")
                        .With("version", request.BasedOn!.Value);
                }

                var draft = await database.Set<PolicyDraft>().AsTracking().SingleOrDefaultAsync(cancel);
                if ((draft?.Version ?? 0) != expected)
                {
                    return await database.RefuseChangedAsync(draft, cancel);
                }

                if (draft is null)
                {
                    draft = new PolicyDraft { Text = text };
                    database.Add(draft);
                }

                draft.Text = text;
                draft.BasedOn = request.BasedOn!.Value;
                draft.ChangedBy = actor.Person;
                draft.ChangedAt = now;
                draft.Version++;
                return new PolicyDraftView(
                    draft.Version, draft.BasedOn, text, actor.Name, now.ToDateTimeOffset());
            },
            cancel);
    }

    /// <summary>Throws away the version that was read; where there is no draft, nothing is left to do. Refused:
    /// <c>access.administrator-only</c>, <c>policy-draft.changed</c>.</summary>
    public async Task<Result<bool>> DiscardAsync(Actor actor, int expected, CancellationToken cancel)
    {
        if (actor.Role != Role.Administrator)
        {
            return new Refusal("access.administrator-only", "This is for administrators.");
        }

        return await work.RunAsync<bool>(
            async database =>
            {
                var draft = await database.Set<PolicyDraft>().AsTracking().SingleOrDefaultAsync(cancel);
                if (draft is not null && draft.Version != expected)
                {
                    return await database.RefuseChangedAsync(draft, cancel);
                }

                if (draft is not null)
                {
                    database.Remove(draft);
                }

                return true;
            },
            cancel);
    }
}
