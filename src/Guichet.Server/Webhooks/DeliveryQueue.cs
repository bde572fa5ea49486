using Guichet.Server.Storage;
using Guichet.Server.Upkeep;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Webhooks;

/// <summary>What waits to be sent. Whoever claims a delivery has it for the time of the lease: settled within it, it is
/// done with or due later; otherwise it is due again, under the same id, on whichever node looks next.</summary>
internal sealed class DeliveryQueue(IStorage storage, UnitOfWork work, IClock clock)
{
    /// <summary>Kind of the outbox message that tells administrators that one was switched off.</summary>
    public const string SwitchedOff = "webhook.switched-off";

    /// <summary>Longer than a try may take.</summary>
    public static readonly Duration Lease = Duration.FromMinutes(1);

    // The rows are chosen once, before the first of them changes.
    private const string Due = """
        select id from webhook_delivery where subscription = {0} and due_at <= {1} order by due_at limit {3}
        """;

    private const string Claim = """
        update webhook_delivery set due_at = {2}, attempts = attempts + 1 from due where id = claimed
        returning id, event, subscription, state, attempts, due_at, created_at, tried_at, status, answer, failure,
            milliseconds
        """;

    private const string SqliteClaim = $"with due (claimed) as materialized ({Due}) {Claim}";

    // Passes over what another node holds.
    private const string PostgresClaim =
        $"with due (claimed) as materialized ({Due} for update skip locked) {Claim}";

    /// <summary>To which of those that are switched on something is due.</summary>
    public async Task<List<Guid>> ListDueAsync(CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        await using var database = storage.Read();
        return await database.Set<WebhookSubscription>()
            .Where(one => one.State == WebhookState.Enabled
                && database.Set<WebhookDelivery>().Any(
                    delivery => delivery.Subscription == one.Id && delivery.DueAt <= now))
            .Select(one => one.Id)
            .ToListAsync(cancel);
    }

    /// <summary>Takes what has been due longest to one receiver, not more than said.</summary>
    public async Task<IReadOnlyList<Sending>> ClaimAsync(Guid subscription, int most, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var claimed = (await work.RunStatementAsync<List<WebhookDelivery>>(
            async database => await database.Set<WebhookDelivery>()
                .FromSqlRaw(
                    database.OnSqlite ? SqliteClaim : PostgresClaim,
                    subscription,
                    Parameter(database, now),
                    Parameter(database, now + Lease),
                    most)
                .AsNoTracking()
                .ToListAsync(cancel),
            cancel)).Value!;
        if (claimed.Count == 0)
        {
            return [];
        }

        await using var database = storage.Read();
        var row = await database.Set<WebhookSubscription>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.Id == subscription && one.State == WebhookState.Enabled, cancel);
        var ids = claimed.ConvertAll(one => one.Event);
        var events = await database.Set<WebhookEvent>().AsNoTracking()
            .Where(one => ids.Contains(one.Id))
            .ToDictionaryAsync(one => one.Id, cancel);
        return row is null ? [] : [.. claimed.Select(one => new Sending(one.Id, one.Attempts, events[one.Event], row))];
    }

    /// <summary>Writes what came of the tries to one receiver, and what follows from it.</summary>
    public Task SettleAsync(
        Guid subscription, IReadOnlyList<(Sending Sending, Attempt Attempt)> tried, CancellationToken cancel) =>
        work.RunAsync<bool>(
            async database =>
            {
                var row = await database.Set<WebhookSubscription>().AsTracking()
                    .SingleOrDefaultAsync(one => one.Id == subscription, cancel);
                if (row is null)
                {
                    return true;
                }

                var ids = tried.Select(one => one.Sending.Delivery).ToList();
                var deliveries = await database.Set<WebhookDelivery>().AsTracking()
                    .Where(one => ids.Contains(one.Id))
                    .ToDictionaryAsync(one => one.Id, cancel);
                foreach (var (sending, attempt) in tried)
                {
                    // A lease that has run out: what the one after it found counts, unless the receiver took it.
                    if (deliveries.TryGetValue(sending.Delivery, out var delivery)
                        && (attempt.Succeeded || delivery.Attempts == sending.Attempt)
                        && delivery.State == WebhookDeliveryState.Waiting)
                    {
                        delivery.Attempts = Math.Max(delivery.Attempts, sending.Attempt);
                        Note(row, delivery, attempt);
                    }
                }

                await SwitchOffAsync(database, row, [.. deliveries.Values], cancel);
                return true;
            },
            cancel);

    private void Note(WebhookSubscription row, WebhookDelivery delivery, Attempt attempt)
    {
        (delivery.TriedAt, delivery.Status, delivery.Answer) = (attempt.At, attempt.Status, attempt.Answer);
        (delivery.Failure, delivery.Milliseconds) = (attempt.Failure, attempt.Milliseconds);
        if (attempt.Succeeded)
        {
            (delivery.State, delivery.DueAt) = (WebhookDeliveryState.Delivered, null);
            (row.FailingSince, row.LastDeliveredAt) = (null, attempt.At);
            return;
        }

        row.FailingSince ??= attempt.At;
        var pause = attempt.IsGone
            ? null
            : RetrySchedule.After(delivery.Attempts, Random.Shared.NextDouble(), attempt.Asked);
        delivery.DueAt = pause is { } wait ? clock.GetCurrentInstant() + wait : null;
        delivery.State = pause is null ? WebhookDeliveryState.GivenUp : WebhookDeliveryState.Waiting;
    }

    /// <summary>One event given up while others got through says something about that event. Where nothing got through
    /// since it was made, the receiver is not there.</summary>
    private async Task SwitchOffAsync(
        Database database, WebhookSubscription row, WebhookDelivery[] deliveries, CancellationToken cancel)
    {
        var givenUp = deliveries.Where(one => one.State == WebhookDeliveryState.GivenUp).ToList();
        if (row.State != WebhookState.Enabled)
        {
            return;
        }

        if (givenUp.Any(one => one.Status == StatusCodes.Status410Gone))
        {
            row.State = WebhookState.Gone;
        }
        else if (givenUp.Any(one => row.LastDeliveredAt is not { } last || last < one.CreatedAt))
        {
            row.State = WebhookState.Failing;
        }

        if (row.State != WebhookState.Enabled)
        {
            row.Version++;
            await database.TellAdministratorsAsync(
                SwitchedOff, row.Id.ToString(), clock.GetCurrentInstant(), cancel);
        }
    }

    private static object Parameter(Database database, Instant at) => database.OnSqlite ? Microseconds.Of(at) : at;
}
