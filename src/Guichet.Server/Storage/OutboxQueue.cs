using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Storage;

/// <summary>What waits in the outbox. Whoever claims a message has it for the time of the lease: settled within it, it
/// is done with; otherwise it is due again, on whichever node looks next.</summary>
internal sealed class OutboxQueue(IStorage storage, UnitOfWork work, IClock clock)
{
    public static readonly Duration Lease = Duration.FromSeconds(60);

    private static readonly Duration LongestWait = Duration.FromHours(1);

    // The rows are chosen once, before the first of them changes.
    private const string Due =
        "select id from outbox_message where done_at is null and due_at <= {0} order by due_at limit {2}";

    private const string Claim = """
        update outbox_message set due_at = {1}, attempts = attempts + 1 from due where id = claimed
        returning id, kind, payload, created_at, due_at, attempts, done_at, error
        """;

    private const string SqliteClaim = $"with due (claimed) as materialized ({Due}) {Claim}";

    // Passes over what another node holds.
    private const string PostgresClaim =
        $"with due (claimed) as materialized ({Due} for update skip locked) {Claim}";

    /// <summary>Takes the messages that have been due longest, not more than said, in the order in which they were
    /// written. Nothing is written where nothing is due.</summary>
    public async Task<IReadOnlyList<OutboxMessage>> ClaimAsync(int most, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        if (!await IsAnyDueAsync(now, cancel))
        {
            return [];
        }

        var claimed = await work.RunStatementAsync<List<OutboxMessage>>(
            async database => await database.Set<OutboxMessage>()
                .FromSqlRaw(
                    database.OnSqlite ? SqliteClaim : PostgresClaim,
                    Parameter(database, now),
                    Parameter(database, now + Lease),
                    most)
                .AsNoTracking()
                .ToListAsync(cancel),
            cancel);
        return [.. claimed.Value!.OrderBy(message => message.Id)];
    }

    /// <summary>It is delivered, or there was nothing to deliver. What follows from it is written with that, once.
    /// </summary>
    public Task SettleAsync(OutboxMessage message, IReadOnlyList<OutboxMessage> following) => work.RunAsync<bool>(
        async database =>
        {
            var now = clock.GetCurrentInstant();
            var settled = await database.Set<OutboxMessage>()
                .Where(row => row.Id == message.Id && row.DoneAt == null)
                .ExecuteUpdateAsync(row => row
                    .SetProperty(one => one.DoneAt, now)
                    .SetProperty(one => one.Error, (string?)null));
            if (settled == 1)
            {
                database.AddRange(following);
            }

            return true;
        },
        CancellationToken.None);

    /// <summary>It could not be delivered: tried again later, and later still after each attempt.</summary>
    public Task PostponeAsync(OutboxMessage message, string error) =>
        SetDueAsync(
            message, clock.GetCurrentInstant() + WaitAfter(message.Attempts, Random.Shared.NextDouble()), error);

    /// <summary>It was not tried: due at once, for whoever looks next.</summary>
    public Task ReleaseAsync(OutboxMessage message) =>
        SetDueAsync(message, clock.GetCurrentInstant(), message.Error);

    /// <summary>15 seconds after the first attempt, twice as long after each further one, at most an hour; a fifth more
    /// or less by chance (0 to 1), so that what failed together does not come back together.</summary>
    public static Duration WaitAfter(int attempts, double chance)
    {
        var seconds = 15 * Math.Pow(2, Math.Clamp(attempts - 1, 0, 20)) * (0.8 + (0.4 * chance));
        return Duration.Min(Duration.FromSeconds(seconds), LongestWait);
    }

    private static object Parameter(Database database, Instant at) => database.OnSqlite ? Microseconds.Of(at) : at;

    private async Task<bool> IsAnyDueAsync(Instant now, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return await database.Set<OutboxMessage>().AnyAsync(row => row.DoneAt == null && row.DueAt <= now, cancel);
    }

    /// <summary>Only by whoever claimed it last: a claim that has run out changes nothing.</summary>
    private Task<Result<bool>> SetDueAsync(OutboxMessage message, Instant due, string? error) =>
        work.RunStatementAsync<bool>(
        async database =>
        {
            await database.Set<OutboxMessage>()
                .Where(row => row.Id == message.Id && row.DoneAt == null && row.Attempts == message.Attempts)
                .ExecuteUpdateAsync(row => row
                    .SetProperty(one => one.DueAt, due)
                    .SetProperty(one => one.Error, error));
            return true;
        },
        CancellationToken.None);
}
