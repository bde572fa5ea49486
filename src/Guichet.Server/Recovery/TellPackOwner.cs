using Guichet.Accounts;
using Guichet.Packs;
using Guichet.Server.Accounts;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Recovery;

/// <summary>Tells the owner of a pack that somebody asks for it. Here the number is looked up: when the outbox is
/// emptied, after the answer was given (R22). Whom the notice tells and when it was written is kept, for the pack is
/// taken from nobody who was not told.</summary>
internal sealed class TellPackOwner(UnitOfWork work, InForce inForce, IClock clock) : IErrand
{
    /// <summary>Kind of the outbox message to the owner, with the key by which they object.</summary>
    public const string Notice = "recovery.notice";

    public bool RunsFor(string kind) => kind == AskForPack.Kind;

    /// <summary>Run twice, it tells once. A number of no purchase, or of one's own, tells nobody.</summary>
    public Task RunAsync(OutboxMessage message, CancellationToken cancel) =>
        RunAsync(message.Read<Asked>().Recovery, null, cancel);

    /// <summary>An agent has the owner told whom the pack has now: a new notice, and a new time to object. Refused:
    /// <c>recovery.unknown</c>, <c>recovery.no-purchase</c>, <c>pack.owner-already</c>, and as
    /// <see cref="PackRecovery.TellOwner"/> refuses.</summary>
    public Task<Result<PackRecovery>> RunAsync(Actor actor, Guid recovery, CancellationToken cancel) =>
        RunAsync(recovery, actor.Person, cancel);

    private Task<Result<PackRecovery>> RunAsync(Guid id, PersonId? by, CancellationToken cancel)
    {
        var (now, key) = (clock.GetCurrentInstant(), Guid.NewGuid());
        return work.RunAsync<PackRecovery>(
            async database =>
            {
                if (!(await database.LoadMatchAsync(id, cancel)).Succeeded(out var found, out var refusal))
                {
                    return refusal;
                }

                var (recovery, pack) = (found.Recovery, found.Pack);
                if (pack.Owner == recovery.AskedBy)
                {
                    return RecoveryStore.OwnerAlready;
                }

                var terms = (await inForce.ReadAsync(database, cancel)).Policy.Policy.Packs;
                if (!recovery.TellOwner(pack.Owner, key, terms, now).Succeeded(out var isNew, out refusal))
                {
                    return refusal;
                }

                if (isNew)
                {
                    database.Add(OutboxMessage.Of(
                        Notice, new { recovery = id, pack = pack.Id.Value, person = pack.Owner.Value }, now));
                    database.Audit(now, by, "recovery.owner-told", id, "", $"{pack.Owner.Value}");
                }

                return recovery;
            },
            cancel);
    }

    private sealed record Asked(Guid Recovery);
}
