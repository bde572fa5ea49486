using Guichet.Accounts;
using Guichet.Client.Packs;
using Guichet.Packs;
using Guichet.Server.Accounts;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Packs;

/// <summary>A person with the right puts a pack right: its credits, or whose it is. Both leave a line with the reason
/// in its ledger.</summary>
internal sealed class CorrectPack(UnitOfWork work, InForce inForce, IClock clock)
{
    /// <summary>More or fewer credits. Refused: <c>pack.unknown</c>; <c>version.changed</c>, where the ledger has grown
    /// since it was looked at; as <see cref="IncidentPack.Adjust"/> refuses.</summary>
    public Task<Result<IncidentPackId>> AdjustAsync(
        Actor actor, Guid id, PackAdjustment adjustment, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<IncidentPackId>(
            async database =>
            {
                if (!await ExistsAsync(database, id, cancel))
                {
                    return Unknown;
                }

                var policy = (await inForce.ReadAsync(database, cancel)).Policy;
                var pack = await database.LoadPackAsync(new IncidentPackId(id), cancel);
                var (credits, reason) = (adjustment.Credits!.Value, adjustment.Reason!.Trim());
                if (pack.LastEntry?.Line is { } line && line != adjustment.AfterLine)
                {
                    return new Refusal("version.changed", "The ledger has grown since it was read.")
                        .With("expected", adjustment.AfterLine!.Value)
                        .With("current", line);
                }

                var today = policy.DayOf(now);
                var grace = await database.GraceDaysAsync(pack, policy, today, cancel);
                if (!pack.Adjust(credits, actor.Person, reason, today, now, grace)
                    .Succeeded(out var lines, out var refusal))
                {
                    return refusal;
                }

                await database.AppendAsync(pack, lines, cancel);
                database.Audit(now, actor.Person, "pack.adjusted", id, "", $"{credits}: {reason}");
                return pack.Id;
            },
            cancel);
    }

    /// <summary>Another account gets it. Refused: <c>pack.unknown</c>, <c>person.unknown</c>,
    /// <c>pack.owner-already</c>.</summary>
    public Task<Result<IncidentPackId>> TransferAsync(
        Actor actor, Guid id, PackTransfer transfer, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<IncidentPackId>(
            async database =>
            {
                var email = People.Normalize(transfer.Email!);
                return !await ExistsAsync(database, id, cancel)
                    ? Unknown
                    : await database.Set<Person>().AsNoTracking()
                        .SingleOrDefaultAsync(one => one.NormalizedEmail == email, cancel) is not { } to
                        ? new Refusal("person.unknown", "There is no account with that address.")
                        : await database.HandOverAsync(
                            new IncidentPackId(id), to, actor.Person, transfer.Reason!.Trim(), now, cancel);
            },
            cancel);
    }

    private static Refusal Unknown { get; } = new("pack.unknown", "There is no such pack.");

    private static Task<bool> ExistsAsync(Database database, Guid id, CancellationToken cancel)
    {
        var pack = new IncidentPackId(id);
        return database.Set<PackRow>().AnyAsync(row => row.Id == pack, cancel);
    }
}
