using Guichet.Server.Hosting;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Webhooks;

/// <summary>Removes what happened 30 days ago or earlier, sent or not, and secrets that sign no more.</summary>
internal sealed class DropOldEvents(UnitOfWork work, IClock clock) : ISweep
{
    public static readonly Duration Kept = Duration.FromDays(30);

    public Task RunAsync(CancellationToken cancel) => work.RunAsync<bool>(
        async database =>
        {
            var now = clock.GetCurrentInstant();
            await database.Set<WebhookSubscription>()
                .Where(row => row.PreviousSecretUntil <= now)
                .ExecuteUpdateAsync(
                    row => row
                        .SetProperty(one => one.PreviousSecret, (string?)null)
                        .SetProperty(one => one.PreviousSecretUntil, (Instant?)null),
                    cancel);

            // Ids are in order of time, so that the key finds what is old; the deliveries go with it.
            var bound = Guid.CreateVersion7((now - Kept).ToDateTimeOffset());
            await database.Set<WebhookEvent>().Where(row => row.Id < bound).ExecuteDeleteAsync(cancel);
            return true;
        },
        cancel);
}
