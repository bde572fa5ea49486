using Guichet.Server.Hosting;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Writing;

/// <summary>Lets go how incidents stood before they changed, as long ago as drafts are let go: nobody writes on from
/// there any more. What a draft was written upon stays with it.</summary>
internal sealed class ForgetVersions(UnitOfWork work, InForce inForce, IClock clock) : ISweep
{
    public Task RunAsync(CancellationToken cancel) => RunAsync(clock.GetCurrentInstant(), cancel);

    /// <summary>How many it let go.</summary>
    public async Task<int> RunAsync(Instant now, CancellationToken cancel) => (await work.RunAsync<int>(
        async database =>
        {
            var days = (await inForce.ReadAsync(database, cancel)).Policy.Policy.Retention.DraftDays;
            var before = now - Duration.FromDays(days);

            // By the greatest, and not by whether there is any: each is then looked up by the key on both databases.
            return await database.Set<IncidentVersion>()
                .Where(one => one.EndedAt < before && database.Set<EntryDraft>()
                    .Where(draft => draft.Incident == one.Incident && draft.Version == one.Version)
                    .Max(draft => (int?)draft.Version) == null)
                .ExecuteDeleteAsync(cancel);
        },
        cancel)).Value;
}
