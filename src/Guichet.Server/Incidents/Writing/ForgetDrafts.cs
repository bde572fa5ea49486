using Guichet.Server.Hosting;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Writing;

/// <summary>Lets drafts go that nobody has come back to for the days of the policy.</summary>
internal sealed class ForgetDrafts(UnitOfWork work, InForce inForce, IClock clock) : ISweep
{
    public Task RunAsync(CancellationToken cancel) => RunAsync(clock.GetCurrentInstant(), cancel);

    /// <summary>How many it let go.</summary>
    public async Task<int> RunAsync(Instant now, CancellationToken cancel) => (await work.RunAsync<int>(
        async database =>
        {
            var days = (await inForce.ReadAsync(database, cancel)).Policy.Policy.Retention.DraftDays;
            var before = now - Duration.FromDays(days);
            return await database.Set<EntryDraft>().Where(draft => draft.KeptAt < before).ExecuteDeleteAsync(cancel);
        },
        cancel)).Value;
}
