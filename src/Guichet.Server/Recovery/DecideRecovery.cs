using Guichet.Accounts;
using Guichet.Client.Packs;
using Guichet.Packs;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Packs;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Recovery;

/// <summary>What becomes of a request for a pack: the owner objects, an agent decides, or the clock closes what names
/// no purchase (R22).</summary>
internal sealed class DecideRecovery(UnitOfWork work, IClock clock) : ISweep
{
    /// <summary>Kinds of the outbox messages that tell both sides.</summary>
    public const string Decided = "recovery.decided";
    public const string DecidedToOwner = "recovery.decided-to-owner";

    /// <summary>Why the clock refuses.</summary>
    public const string NotProved = "recovery.not-proved";

    private const int Batch = 100;

    /// <summary>The pack goes to whoever asked, once the owner has had time. Refused: <c>recovery.unknown</c>,
    /// <c>recovery.waits</c>, <c>recovery.objected</c>, <c>recovery.decided</c>, <c>pack.owner-already</c>.</summary>
    public Task<Result<PackRecovery>> ApproveAsync(
        Actor actor, Guid id, RecoveryDecision decision, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var reason = decision.Reason!.Trim();
        return work.RunAsync<PackRecovery>(
            async database =>
            {
                if (await database.FindMatchAsync(id, cancel) is not { } found)
                {
                    return Unknown;
                }

                var (recovery, pack) = (found.Recovery, found.Pack);
                if (!recovery.Approve(pack.Id, pack.Owner, actor.Person, reason, now).Succeeded(out _, out var refusal))
                {
                    return refusal;
                }

                var to = await database.Set<Person>().AsNoTracking()
                    .SingleAsync(person => person.Id == recovery.AskedBy, cancel);
                var handed = await database.HandOverAsync(pack.Id, to, actor.Person, "pack.recovered", now, cancel);
                return handed.Succeeded(out _, out refusal)
                    ? Tell(database, recovery, found.Pack.Id, recovery.FormerOwner, now)
                    : refusal;
            },
            cancel);
    }

    /// <summary>The pack stays where it is. Refused: <c>recovery.unknown</c>, <c>recovery.decided</c>.</summary>
    public Task<Result<PackRecovery>> RefuseAsync(
        Actor actor, Guid id, RecoveryDecision decision, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<PackRecovery>(
            async database =>
            {
                if (await database.FindMatchAsync(id, cancel) is not { } found)
                {
                    return Unknown;
                }

                var refused = found.Recovery.Refuse(actor.Person, decision.Reason!.Trim(), now);
                if (!refused.Succeeded(out _, out var refusal))
                {
                    return refusal;
                }

                database.Audit(now, actor.Person, "recovery.refused", id, "", decision.Reason!.Trim());
                return Tell(database, found.Recovery, found.Pack.Id, found.Pack.Owner, now);
            },
            cancel);
    }

    /// <summary>Whoever has the key of the owner's mail does not agree. Refused: <c>recovery.unknown</c>,
    /// <c>recovery.decided</c>.</summary>
    public Task<Result<PackRecovery>> ObjectAsync(Guid key, string words, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<PackRecovery>(
            async database =>
            {
                var recovery = await database.Set<PackRecovery>()
                    .SingleOrDefaultAsync(one => one.ObjectionKey == key, cancel);
                return recovery is null ? Unknown
                    : recovery.Object(words, now).Succeeded(out _, out var refusal) ? recovery
                    : refusal;
            },
            cancel);
    }

    public Task RunAsync(CancellationToken cancel) => RunAsync(clock.GetCurrentInstant(), cancel);

    /// <summary>Closes what names no purchase when the time to object is over, as long as an agent would have needed at
    /// least; how many were closed.</summary>
    public async Task<int> RunAsync(Instant now, CancellationToken cancel)
    {
        for (var closed = 0; ;)
        {
            var some = (await work.RunAsync<int>(
                async database =>
                {
                    var due = await database.UnmatchedDue(now).Take(Batch).ToListAsync(cancel);
                    foreach (var recovery in due)
                    {
                        recovery.Refuse(null, NotProved, now);
                        database.Add(OutboxMessage.Of(Decided, new { recovery = recovery.Id }, now));
                    }

                    return due.Count;
                },
                cancel)).Value;
            closed += some;
            if (some < Batch)
            {
                return closed;
            }
        }
    }

    private static Refusal Unknown { get; } = new("recovery.unknown", "There is no such request.");

    private static PackRecovery Tell(
        Database database, PackRecovery recovery, IncidentPackId pack, PersonId? owner, Instant now)
    {
        database.Add(OutboxMessage.Of(Decided, new { recovery = recovery.Id }, now));
        database.Add(OutboxMessage.Of(
            DecidedToOwner, new { recovery = recovery.Id, pack = pack.Value, person = owner!.Value.Value }, now));
        return recovery;
    }
}
