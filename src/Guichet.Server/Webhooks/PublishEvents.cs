using System.Text.Json;
using Guichet.Client;
using Guichet.Client.Webhooks;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Webhooks;

/// <summary>Makes an event ready for whoever subscribes to it: its body is written once, with a delivery for each of
/// them, under the id of the outbox message. Repeated, it finds it there and does nothing.</summary>
internal sealed class PublishEvents(IStorage storage, UnitOfWork work, WebhookCourier courier, IClock clock) : IErrand
{
    public bool RunsFor(string kind) => EventKinds.AreMadeOf(kind);

    public async Task RunAsync(OutboxMessage message, CancellationToken cancel)
    {
        if (EventKinds.Of(message) is not { } kind
            || await PrepareAsync(message, kind, cancel) is not { } prepared)
        {
            return;
        }

        await work.RunAsync<bool>(
            async database =>
            {
                if (await database.Set<WebhookEvent>().AnyAsync(one => one.Id == message.Id, cancel))
                {
                    return true;
                }

                // Asked again within the transaction: one may be gone by now.
                var now = clock.GetCurrentInstant();
                database.Add(prepared);
                database.AddRange((await ListListeningAsync(database, cancel))
                    .Where(one => one.Events.Contains(kind.Type))
                    .Select(one => To(one.Id, prepared.Id, now)));
                return true;
            },
            cancel);
        courier.Wake();
    }

    /// <summary>What is sent of that; null where nobody listens, or there is nothing to tell.</summary>
    private async Task<WebhookEvent?> PrepareAsync(OutboxMessage message, EventKind kind, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return (await ListListeningAsync(database, cancel)).Any(one => one.Events.Contains(kind.Type))
            && await kind.Make(database, message, cancel) is { } data
                ? Written(message.Id, kind.Type, message.CreatedAt, data)
                : null;
    }

    public static WebhookEvent Written(Guid id, string type, Instant at, object data) => new()
    {
        Id = id,
        Type = type,
        At = at,
        Body = JsonSerializer.Serialize(
            new WebhookMessage<object>(type, EventKinds.BodyVersion, at.ToDateTimeOffset(), data), GuichetClient.Json),
    };

    public static WebhookDelivery To(Guid subscription, Guid happened, Instant now) => new()
    {
        Id = Guid.CreateVersion7(now.ToDateTimeOffset()),
        Event = happened,
        Subscription = subscription,
        State = WebhookDeliveryState.Waiting,
        DueAt = now,
        CreatedAt = now,
    };

    private static Task<List<WebhookSubscription>> ListListeningAsync(Database database, CancellationToken cancel) =>
        database.Set<WebhookSubscription>().AsNoTracking()
            .Where(one => one.State == WebhookState.Enabled)
            .ToListAsync(cancel);
}
