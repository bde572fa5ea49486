using Guichet.Accounts;
using Guichet.Client.Webhooks;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Webhooks;

/// <summary>An administrator tries a webhook, or sends an event again.</summary>
internal sealed class SendAgain(UnitOfWork work, WebhookCourier courier, IClock clock)
{
    /// <summary>Sends an event of its own. Refused: <c>access.administrator-only</c>, <c>webhook.unknown</c>,
    /// <c>webhook.switched-off</c>.</summary>
    public Task<Result<WebhookDeliveryView>> TestAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var test = PublishEvents.Written(
            Guid.CreateVersion7(now.ToDateTimeOffset()), EventKinds.Test, now, new WebhookTested(id));
        var delivery = PublishEvents.To(id, test.Id, now);
        return SendAsync(
            actor,
            id,
            database =>
            {
                database.Add(test);
                database.Add(delivery);
                return Task.FromResult<Result<WebhookDeliveryView>>(delivery.AsView(test));
            },
            cancel);
    }

    /// <summary>Under its own id, so that a receiver that has it knows it again; all tries are before it. One that
    /// waits is tried now; what is due within the lease may be under way, and comes by itself. Refused:
    /// <c>access.administrator-only</c>, <c>webhook.unknown</c>, <c>webhook.switched-off</c>,
    /// <c>webhook-delivery.unknown</c>.</summary>
    public Task<Result<WebhookDeliveryView>> RunAsync(Actor actor, Guid id, Guid delivery, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return SendAsync(
            actor,
            id,
            async database =>
            {
                var row = await database.Set<WebhookDelivery>().AsTracking()
                    .SingleOrDefaultAsync(one => one.Id == delivery && one.Subscription == id, cancel);
                if (row is null)
                {
                    return new Refusal("webhook-delivery.unknown", "There is no such delivery.");
                }

                var mayBeUnderWay = row.DueAt <= now + DeliveryQueue.Lease;
                (row.State, row.Attempts) = (WebhookDeliveryState.Waiting, 0);
                row.DueAt = mayBeUnderWay ? row.DueAt : now;
                return row.AsView(await database.Set<WebhookEvent>().SingleAsync(one => one.Id == row.Event, cancel));
            },
            cancel);
    }

    private async Task<Result<WebhookDeliveryView>> SendAsync(
        Actor actor, Guid id, Job<WebhookDeliveryView> send, CancellationToken cancel)
    {
        var sent = await work.RunAsync<WebhookDeliveryView>(
            async database =>
            {
                if (ChangeWebhooks.WhyNot(actor) is { } no)
                {
                    return no;
                }

                var row = await database.Set<WebhookSubscription>().SingleOrDefaultAsync(one => one.Id == id, cancel);
                return row switch
                {
                    null => WebhookQueries.Unknown,
                    { State: not WebhookState.Enabled } =>
                        new Refusal("webhook.switched-off", "It is switched off."),
                    _ => await send(database),
                };
            },
            cancel);
        courier.Wake();
        return sent;
    }
}
