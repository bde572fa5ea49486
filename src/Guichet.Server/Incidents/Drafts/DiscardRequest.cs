using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Drafts;

/// <summary>A draft is thrown away: by its writer, or because it was submitted.</summary>
internal sealed class DiscardRequest(UnitOfWork work)
{
    /// <summary>False where there was none: discarding twice is discarding once.</summary>
    public Task<Result<bool>> RunAsync(SignedIn signedIn, Guid draft, CancellationToken cancel) =>
        work.RunAsync<bool>(
            async database =>
            {
                var row = await database.DraftsOf(signedIn.Actor.Person)
                    .SingleOrDefaultAsync(one => one.Id == draft, cancel);
                if (row is not null)
                {
                    database.Remove(row);
                }

                return row is not null;
            },
            cancel);
}
