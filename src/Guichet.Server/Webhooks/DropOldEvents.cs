using Guichet.Server.Hosting;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Webhooks;

/// <summary>Removes what happened 30 days ago or earlier, sent or not.</summary>
internal sealed class DropOldEvents(UnitOfWork work, IClock clock) : ISweep
{
    public static readonly Duration Kept = Duration.FromDays(30);

    public Task RunAsync(CancellationToken cancel) => work.RunAsync<bool>(
        async database =>
        {
            // Ids are in order of time, so that the key finds what is old; the deliveries go with it.
            var bound = Guid.CreateVersion7((clock.GetCurrentInstant() - Kept).ToDateTimeOffset());
            await database.Set<WebhookEvent>().Where(row => row.Id < bound).ExecuteDeleteAsync(cancel);
            return true;
        },
        cancel);
}
