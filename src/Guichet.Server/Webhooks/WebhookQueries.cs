using Guichet.Client;
using Guichet.Client.Webhooks;
using Guichet.Server.Incidents;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using Wire = Guichet.Client.Webhooks;

namespace Guichet.Server.Webhooks;

/// <summary>Reads for administrators alone: pages and endpoints let nobody else in.</summary>
internal static class WebhookQueries
{
    public static Refusal Unknown => new("webhook.unknown", "There is no such webhook.");

    /// <summary>In the order in which they were registered.</summary>
    public static async Task<IReadOnlyList<WebhookView>> ListWebhooksAsync(
        this Database database, CancellationToken cancel) =>
        [
            .. (await database.Set<WebhookSubscription>().AsNoTracking().ToListAsync(cancel))
                .OrderBy(one => one.CreatedAt).ThenBy(one => one.Id)
                .Select(AsView),
        ];

    /// <summary>Refused: <c>webhook.unknown</c>.</summary>
    public static async Task<Result<WebhookView>> ReadWebhookAsync(
        this Database database, Guid id, CancellationToken cancel) =>
        await database.Set<WebhookSubscription>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel)
            is { } row
            ? row.AsView()
            : Unknown;

    /// <summary>One page of deliveries to one webhook, the newest first; in one state only where that is asked.
    /// </summary>
    public static async Task<Page<WebhookDeliveryView>> ListDeliveriesAsync(
        this Database database,
        Guid id,
        Wire.WebhookDeliveryState? state,
        (Cursor? After, int Limit) page,
        CancellationToken cancel)
    {
        var deliveries = database.Set<WebhookDelivery>().AsNoTracking().Where(one => one.Subscription == id);
        if (state is { } wanted)
        {
            var kept = wanted.As<WebhookDeliveryState>();
            deliveries = deliveries.Where(one => one.State == kept);
        }

        if (page.After is { } after)
        {
            deliveries = deliveries.Where(one => one.CreatedAt <= after.At
                && (one.CreatedAt < after.At || one.Id < after.Id));
        }

        var found = await deliveries
            .OrderByDescending(one => one.CreatedAt).ThenByDescending(one => one.Id)
            .Take(page.Limit + 1)
            .Join(
                database.Set<WebhookEvent>(),
                delivery => delivery.Event,
                happened => happened.Id,
                (delivery, happened) => new { delivery, happened })
            .ToListAsync(cancel);
        var shown = found
            .OrderByDescending(one => one.delivery.CreatedAt).ThenByDescending(one => one.delivery.Id)
            .Take(page.Limit)
            .ToList();
        return new(
            [.. shown.Select(one => one.delivery.AsView(one.happened))],
            found.Count > page.Limit
                ? new Cursor(shown[^1].delivery.CreatedAt, shown[^1].delivery.Id).ToString()
                : null);
    }

    public static WebhookView AsView(this WebhookSubscription row) => new(
        row.Id,
        row.Address,
        row.Description,
        row.Events,
        row.State.As<Wire.WebhookState>(),
        row.FailingSince?.ToDateTimeOffset(),
        row.LastDeliveredAt?.ToDateTimeOffset(),
        row.PreviousSecretUntil?.ToDateTimeOffset(),
        row.CreatedAt.ToDateTimeOffset(),
        row.Version);

    public static WebhookDeliveryView AsView(this WebhookDelivery row, WebhookEvent happened) => new(
        row.Id,
        row.Event,
        happened.Type,
        row.State.As<Wire.WebhookDeliveryState>(),
        row.Attempts,
        row.DueAt?.ToDateTimeOffset(),
        row.CreatedAt.ToDateTimeOffset(),
        row.TriedAt?.ToDateTimeOffset(),
        row.Status,
        row.Answer,
        row.Failure,
        row.Milliseconds,
        happened.Body);
}
