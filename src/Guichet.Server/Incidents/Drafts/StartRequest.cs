using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Drafts;

/// <summary>Somebody begins to write a request.</summary>
internal sealed class StartRequest(UnitOfWork work, InForce inForce, IClock clock)
{
    /// <summary>Drafts kept for one person; a new one removes the one that was left alone longest.</summary>
    public const int MostDrafts = 20;

    /// <summary>The id of the draft, with the release chosen where one is given, known or not. A draft in which nothing
    /// is written yet is used again, so that following a link ten times leaves one. Refused:
    /// <c>access.may-not-submit</c>.</summary>
    public Task<Result<Guid>> RunAsync(SignedIn signedIn, string? release, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<Guid>(
            async database =>
            {
                if (!signedIn.Actor.MaySubmit)
                {
                    return new Refusal(
                        "access.may-not-submit", "Your place in the organisation does not let you submit.");
                }

                var rows = await database.DraftsOf(signedIn.Actor.Person)
                    .OrderByDescending(draft => draft.ChangedAt).ToListAsync(cancel);
                var draft = rows.FirstOrDefault(row => RequestDocument.Read(row.Document).IsUntouched);
                if (draft is null)
                {
                    database.RemoveRange(rows.Skip(MostDrafts - 1));
                    draft = new RequestDraft
                    {
                        Id = Guid.CreateVersion7(),
                        Person = signedIn.Actor.Person,
                        Document = "",
                    };
                    database.Add(draft);
                }

                var terms = await inForce.ReadAsync(database, cancel);
                draft.Document = new RequestDocument(new NewIncident
                {
                    Id = Guid.CreateVersion7(),
                    Release = string.IsNullOrWhiteSpace(release) ? null : release,
                    Wants = terms.Policy.Policy.Wishes[0].Key,
                }).Write();
                draft.ChangedAt = now;
                return draft.Id;
            },
            cancel);
    }
}
