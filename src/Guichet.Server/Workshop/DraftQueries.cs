using Guichet.Client.Policies;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Workshop;

internal static class DraftQueries
{
    public static Refusal NoDraft => new("policy-draft.unknown", "There is no draft.");

    /// <summary>Refused by <c>policy-draft.unknown</c> where there is none.</summary>
    public static async Task<Result<PolicyDraftView>> ReadDraftAsync(this Database database, CancellationToken cancel)
    {
        var draft = await database.Set<PolicyDraft>().AsNoTracking().SingleOrDefaultAsync(cancel);
        if (draft is null)
        {
            return NoDraft;
        }

        var names = await database.ReadNamesAsync([draft.ChangedBy], cancel);
        return new PolicyDraftView(
            draft.Version,
            draft.BasedOn,
            draft.Text,
            names.Of(draft.ChangedBy) ?? "",
            draft.ChangedAt.ToDateTimeOffset());
    }

    /// <summary>What is said to whoever comes second.</summary>
    public static async Task<Refusal> RefuseChangedAsync(
        this Database database, PolicyDraft? draft, CancellationToken cancel)
    {
        if (draft is null)
        {
            return NoDraft;
        }

        var names = await database.ReadNamesAsync([draft.ChangedBy], cancel);
        return new Refusal("policy-draft.changed", "Somebody else has saved the draft.")
            .With("by", names.Of(draft.ChangedBy) ?? "")
            .With("version", draft.Version);
    }
}
