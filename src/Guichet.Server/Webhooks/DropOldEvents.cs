using Guichet.Server.Hosting;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Webhooks;

/// <summary>Removes what was made ready 30 days ago or earlier, sent or not.</summary>
internal sealed class DropOldEvents(UnitOfWork work, IClock clock) : ISweep
{
    public static readonly Duration Kept = Duration.FromDays(30);

    public Task RunAsync(CancellationToken cancel) => work.RunAsync<bool>(
        async database =>
        {
            // Ids are in order of time, so that the keys find what is old.
            var bound = Guid.CreateVersion7((clock.GetCurrentInstant() - Kept).ToDateTimeOffset());
            await database.Set<WebhookDelivery>().Where(row => row.Id < bound).ExecuteDeleteAsync(cancel);
            await database.Set<WebhookEvent>()
                .Where(row => row.Id < bound
                    && !database.Set<WebhookDelivery>().Any(delivery => delivery.Event == row.Id))
                .ExecuteDeleteAsync(cancel);
            return true;
        },
        cancel);
}
