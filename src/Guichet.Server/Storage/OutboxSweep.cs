using Guichet.Server.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Storage;

/// <summary>Removes what was delivered 30 days ago or earlier. What still waits stays, however old it is.</summary>
internal sealed class OutboxSweep(UnitOfWork work, IClock clock) : ISweep
{
    public static readonly Duration Kept = Duration.FromDays(30);

    public Task RunAsync(CancellationToken cancel) => work.RunAsync<bool>(
        async database =>
        {
            var before = clock.GetCurrentInstant() - Kept;

            // Ids are in order of time, so that the key finds what is old.
            var bound = Guid.CreateVersion7(before.ToDateTimeOffset());
            await database.Set<OutboxMessage>()
                .Where(row => row.Id < bound && row.DoneAt <= before)
                .ExecuteDeleteAsync(cancel);
            return true;
        },
        cancel);
}
