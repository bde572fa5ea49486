using Guichet.Accounts;
using Guichet.Client.Packs;
using Guichet.Packs;
using Guichet.Server.Accounts;
using Guichet.Server.Packs;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using RecoveryState = Guichet.Packs.RecoveryState;

namespace Guichet.Server.Recovery;

/// <summary>What becomes of a request for a pack: the owner objects, and an agent decides, whether its number is that
/// of a purchase or not (R22).</summary>
internal sealed class DecideRecovery(UnitOfWork work, IClock clock)
{
    /// <summary>Kinds of the outbox messages that tell both sides.</summary>
    public const string Decided = "recovery.decided";
    public const string DecidedToOwner = "recovery.decided-to-owner";

    /// <summary>The pack goes to whoever asked, once its owner was told and has had time. Refused:
    /// <c>recovery.unknown</c>, <c>recovery.no-purchase</c>, <c>pack.owner-already</c>, and as
    /// <see cref="PackRecovery.Approve"/> refuses.</summary>
    public Task<Result<PackRecovery>> ApproveAsync(
        Actor actor, Guid id, RecoveryDecision decision, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var reason = decision.Reason!.Trim();
        return work.RunAsync<PackRecovery>(
            async database =>
            {
                if (!(await database.LoadMatchAsync(id, cancel)).Succeeded(out var found, out var refusal))
                {
                    return refusal;
                }

                var (recovery, pack) = (found.Recovery, found.Pack);
                if (pack.Owner == recovery.AskedBy && recovery.State == RecoveryState.Open)
                {
                    return RecoveryStore.OwnerAlready;
                }

                if (!recovery.Approve(pack.Id, pack.Owner, actor.Person, reason, now).Succeeded(out _, out refusal))
                {
                    return refusal;
                }

                var to = await database.Set<Person>().AsNoTracking()
                    .SingleAsync(person => person.Id == recovery.AskedBy, cancel);
                var handed = await database.HandOverAsync(pack.Id, to, actor.Person, "pack.recovered", now, cancel);
                if (!handed.Succeeded(out _, out refusal))
                {
                    return refusal;
                }

                Tell(database, recovery, pack.Id, recovery.FormerOwner, now);
                return recovery;
            },
            cancel);
    }

    /// <summary>The pack stays where it is, or there is none. Refused: <c>recovery.unknown</c>, and as
    /// <see cref="PackRecovery.Refuse"/> refuses.</summary>
    public Task<Result<PackRecovery>> RefuseAsync(
        Actor actor, Guid id, RecoveryDecision decision, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var reason = decision.Reason!.Trim();
        return work.RunAsync<PackRecovery>(
            async database =>
            {
                if (await database.Set<PackRecovery>().SingleOrDefaultAsync(one => one.Id == id, cancel)
                    is not { } recovery)
                {
                    return RecoveryStore.Unknown;
                }

                if (!recovery.Refuse(actor.Person, reason, now).Succeeded(out _, out var refusal))
                {
                    return refusal;
                }

                var pack = (await database.FindMatchAsync(id, cancel))?.Pack;
                var owner = pack?.Owner != recovery.Told || pack?.Owner == recovery.AskedBy ? null : pack?.Owner;
                database.Audit(now, actor.Person, "recovery.refused", id, "", reason);
                Tell(database, recovery, pack?.Id, owner, now);
                return recovery;
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
                return recovery is null ? RecoveryStore.Unknown
                    : recovery.Object(words, now).Succeeded(out _, out var refusal) ? recovery
                    : refusal;
            },
            cancel);
    }

    /// <summary>Who asked is told alike of every number; the owner only where they know of the request.</summary>
    private static void Tell(
        Database database, PackRecovery recovery, IncidentPackId? pack, PersonId? owner, Instant now)
    {
        database.Add(OutboxMessage.Of(Decided, new { recovery = recovery.Id }, now));
        if (pack is { } of && owner is { } reader)
        {
            database.Add(OutboxMessage.Of(
                DecidedToOwner, new { recovery = recovery.Id, pack = of.Value, person = reader.Value }, now));
        }
    }
}

/// <summary>What the acts on a request have in common.</summary>
internal static class RecoveryStore
{
    public static Refusal Unknown { get; } = new("recovery.unknown", "There is no such request.");

    public static Refusal OwnerAlready { get; } =
        new("pack.owner-already", "The pack belongs to that account already.");

    /// <summary>A request to change, with its pack. Refused: <c>recovery.unknown</c>, <c>recovery.no-purchase</c>.
    /// </summary>
    public static async Task<Result<MatchedRecovery>> LoadMatchAsync(
        this Database database, Guid id, CancellationToken cancel) =>
        await database.FindMatchAsync(id, cancel) is { } found ? found
        : await database.Set<PackRecovery>().AnyAsync(one => one.Id == id, cancel)
            ? new Refusal("recovery.no-purchase", "The number is that of no purchase.")
            : Unknown;
}
