using Guichet.Accounts;
using Guichet.Orders;
using Guichet.Packs;
using Guichet.Payments;
using Guichet.Server.Hosting;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime.Text;

namespace Guichet.Server.Packs;

/// <summary>Warns the holder of a pack some days before its last usable one. A row for each warning, written with the
/// mail's outbox row, keeps it from being told twice, on whichever node and after whichever interruption.</summary>
internal sealed class WarnOfPacks(UnitOfWork work, InForce inForce, IClock clock) : ISweep
{
    /// <summary>Kind of the outbox message that becomes the mail.</summary>
    public const string Kind = "pack.expires-soon";

    /// <summary>Kind of the one that few credits are left.</summary>
    public const string FewLeft = "pack.few-left";

    private const int MostAtOnce = 100;

    public Task RunAsync(CancellationToken cancel) => RunAsync(clock.GetCurrentInstant(), cancel);

    /// <summary>How many packs it is done with; running it again finds none of them. One of which a dispute keeps aside
    /// all that is left is told nothing, and is looked at again at the next run: what comes back can still be used.
    /// </summary>
    public async Task<int> RunAsync(Instant now, CancellationToken cancel)
    {
        var policy = (await inForce.ReadAsync(cancel)).Policy;
        var today = policy.DayOf(now);
        var packs = 0;
        var from = today;

        // A pack that came late into the house, or a policy that warns earlier, is told the nearest warning alone.
        foreach (var days in policy.Policy.Packs.WarnDaysBeforeExpiry.Order())
        {
            var due = new Due(days, from, today.PlusDays(days), now);
            var batch = new Batch(0, null);
            do
            {
                var last = batch.Next;
                batch = (await work.RunAsync<Batch>(
                    database => TellAsync(database, due, last, cancel), cancel)).Value!;
                packs += batch.Done;
            }
            while (batch.Next is not null);

            from = due.Until.PlusDays(1);
        }

        return packs;
    }

    /// <summary>The message that goes out with a hold after which few are left; null where the number is not just
    /// reached.</summary>
    public static OutboxMessage? MessageOf(
        LedgerEntry reserved, IncidentPack pack, PolicyInForce policy, PersonId submitter, Instant now) =>
        reserved.AvailableAfter == policy.Policy.Packs.WarnWhenLeft
        && policy.Policy.Packs.AreFew(pack.Size, reserved.AvailableAfter)
            ? OutboxMessage.Of(FewLeft, new { pack = pack.Id.Value, person = submitter.Value }, now)
            : null;

    /// <summary>Goes on after a place rather than asking for what is not told yet: those that wait for a dispute would
    /// come back for ever, and more than a batch of them would keep the others from their turn.</summary>
    private static async Task<Result<Batch>> TellAsync(
        Database database, Due due, Place? last, CancellationToken cancel)
    {
        var packs = await Untold(database, due, last).Take(MostAtOnce).ToListAsync(cancel);
        IncidentPackId[] ids = [.. packs.Select(pack => pack.Id)];
        var lastLines = await database.LastLinesAsync(ids, cancel);
        var holders = (await database.Set<PackHolder>().AsNoTracking()
            .Where(holder => ids.Contains(holder.Pack))
            .ToListAsync(cancel)).ToLookup(holder => holder.Pack, holder => holder.Person);
        var usable = packs.ToLookup(
            pack => pack.Size is null || lastLines.GetValueOrDefault(pack.Id)?.AvailableAfter > 0);
        var waiting = await FindDisputedAsync(database, [.. usable[false]], cancel);
        database.AddRange(packs.Where(pack => !waiting.Contains(pack.Id)).Select(pack => new PackWarningTold
        {
            Pack = pack.Id,
            Days = due.Days,
            ExpiresOn = pack.ExpiresOn!.Value,
            ToldAt = due.At,
        }));
        database.AddRange(usable[true].SelectMany(pack =>
            Readers(pack, holders[pack.Id]).Select(person => MessageTo(person, pack, due))));
        return new Batch(
            packs.Count - waiting.Count,
            packs.Count == MostAtOnce ? new Place(packs[^1].ExpiresOn!.Value, packs[^1].Id) : null);
    }

    private static IQueryable<PackRow> Untold(Database database, Due due, Place? last)
    {
        var (days, from, until) = (due.Days, due.From, due.Until);
        var packs = database.Set<PackRow>().AsNoTracking()
            .Where(pack => !pack.Lapsed && pack.ExpiresOn >= from && pack.ExpiresOn <= until
                && !database.Set<PackWarningTold>().Any(told =>
                    told.Pack == pack.Id && told.Days == days && told.ExpiresOn == pack.ExpiresOn));
        if (last is { ExpiresOn: var day, Pack: var id })
        {
            packs = packs.Where(pack => pack.ExpiresOn >= day
                && (pack.ExpiresOn > day || pack.Id.CompareTo(id) > 0));
        }

        return packs.OrderBy(pack => pack.ExpiresOn).ThenBy(pack => pack.Id);
    }

    /// <summary>Those to which something comes back if the vendor wins.</summary>
    private static async Task<HashSet<IncidentPackId>> FindDisputedAsync(
        Database database, List<PackRow> packs, CancellationToken cancel)
    {
        var orders = packs.Select(pack => pack.PurchaseOrder).OfType<OrderId>().ToArray();
        var disputed = orders.Length == 0
            ? []
            : await database.Set<Chargeback>()
                .Where(chargeback => orders.Contains(chargeback.Order) && chargeback.Frozen > 0
                    && (chargeback.Status == ChargebackStatus.Open
                        || chargeback.Status == ChargebackStatus.UnderReview))
                .Select(chargeback => chargeback.Order)
                .ToListAsync(cancel);
        return [.. packs.Where(pack => pack.PurchaseOrder is { } order && disputed.Contains(order))
            .Select(pack => pack.Id)];
    }

    /// <summary>The owner of what was bought; of a contract, which the vendor granted, whoever added it.</summary>
    private static IEnumerable<PersonId> Readers(PackRow pack, IEnumerable<PersonId> holders) =>
        pack.ContractId is null ? [pack.Owner] : holders;

    private static OutboxMessage MessageTo(PersonId person, PackRow pack, Due due) => OutboxMessage.Of(
        Kind,
        new
        {
            pack = pack.Id.Value,
            person = person.Value,
            expiresOn = LocalDatePattern.Iso.Format(pack.ExpiresOn!.Value),
        },
        due.At);

    /// <summary>One of the policy's warnings and the last usable days for which it is due.</summary>
    private sealed record Due(int Days, LocalDate From, LocalDate Until, Instant At);

    /// <summary>The last pack that was looked at.</summary>
    private sealed record Place(LocalDate ExpiresOn, IncidentPackId Pack);

    /// <summary>How many packs are done with, and where to go on; null: nowhere.</summary>
    private sealed record Batch(int Done, Place? Next);
}
