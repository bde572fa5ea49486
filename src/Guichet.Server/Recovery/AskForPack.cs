using Guichet.Accounts;
using Guichet.Client.Packs;
using Guichet.Orders;
using Guichet.Packs;
using Guichet.Server.Accounts;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Recovery;

/// <summary>Somebody asks for a pack with the number of its purchase (R22). Any number is written down alike, and no
/// order is looked for: that is done afterwards, when the outbox is emptied. So neither the answer nor the time that it
/// takes says whether there is such a number.</summary>
internal sealed class AskForPack(UnitOfWork work, InForce inForce, IClock clock)
{
    /// <summary>Kind of the outbox message by which the number is looked up.</summary>
    public const string Kind = "recovery.asked";

    private const int AttemptsAnHour = 5;

    /// <summary>Refused: <c>attempts.too-many</c>, by account or by network address; <c>recovery.id-reused</c>.
    /// </summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="asked">With which number.</param>
    /// <param name="address">From where; empty within the process, which is not counted.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<Result<PackRecovery>> RunAsync(
        Actor actor, NewRecovery asked, string address, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var number = ConfirmationNumber.Normalize(asked.ConfirmationNumber!) ?? asked.ConfirmationNumber!.Trim();
        return work.RunAsync<PackRecovery>(
            async database =>
            {
                var id = asked.Id!.Value;
                if (await database.Set<PackRecovery>().AsNoTracking()
                    .SingleOrDefaultAsync(one => one.Id == id, cancel) is { } known)
                {
                    return known.AskedBy == actor.Person && known.Number == number
                        ? known
                        : new Refusal("recovery.id-reused", "The id was used for another request.");
                }

                var network = Auditing.Network(address);
                if (!await CountAsync(database, $"person:{actor.Person.Value}", now, cancel)
                    || (network.Length > 0 && !await CountAsync(database, $"address:{network}", now, cancel)))
                {
                    return new Refusal("attempts.too-many", "Too many tries; try again later.");
                }

                var terms = (await inForce.ReadAsync(database, cancel)).Policy.Policy.Packs;
                var recovery = PackRecovery.Ask(
                    id, actor.Person, number, asked.Words?.Trim() ?? "", Guid.NewGuid(), terms, now);
                database.Add(recovery);
                database.Add(OutboxMessage.Of(Kind, new { recovery = id }, now));
                return recovery;
            },
            cancel);
    }

    /// <summary>Writes the try down; false where the hour has had enough of them.</summary>
    private static async Task<bool> CountAsync(
        Database database, string source, Instant now, CancellationToken cancel)
    {
        var latest = await database.Set<RecoveryAttempt>().AsNoTracking()
            .Where(attempt => attempt.Source == source)
            .OrderByDescending(attempt => attempt.Attempt)
            .Take(AttemptsAnHour)
            .ToListAsync(cancel);
        if (latest.Count == AttemptsAnHour && latest[^1].At > now - Duration.FromHours(1))
        {
            return false;
        }

        database.Add(new RecoveryAttempt
        {
            Source = source,
            Attempt = (latest.FirstOrDefault()?.Attempt ?? 0) + 1,
            At = now,
        });
        return true;
    }
}
