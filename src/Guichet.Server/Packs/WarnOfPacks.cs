using Guichet.Accounts;
using Guichet.Packs;
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

    private const int Batch = 100;

    public Task RunAsync(CancellationToken cancel) => RunAsync(clock.GetCurrentInstant(), cancel);

    /// <summary>How many packs it went over; running it again finds none of them.</summary>
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
            for (var found = Batch; found == Batch; packs += found)
            {
                found = (await work.RunAsync<int>(database => TellAsync(database, due, cancel), cancel)).Value;
            }

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

    private static async Task<Result<int>> TellAsync(Database database, Due due, CancellationToken cancel)
    {
        var (days, from, until) = (due.Days, due.From, due.Until);
        var packs = await database.Set<PackRow>().AsNoTracking()
            .Where(pack => !pack.Lapsed && pack.ExpiresOn >= from && pack.ExpiresOn <= until
                && !database.Set<PackWarningTold>().Any(told =>
                    told.Pack == pack.Id && told.Days == days && told.ExpiresOn == pack.ExpiresOn))
            .OrderBy(pack => pack.ExpiresOn).ThenBy(pack => pack.Id)
            .Take(Batch)
            .ToListAsync(cancel);
        IncidentPackId[] ids = [.. packs.Select(pack => pack.Id)];
        var lastLines = await database.LastLinesAsync(ids, cancel);
        var holders = (await database.Set<PackHolder>().AsNoTracking()
            .Where(holder => ids.Contains(holder.Pack))
            .ToListAsync(cancel)).ToLookup(holder => holder.Pack, holder => holder.Person);
        foreach (var pack in packs)
        {
            database.Add(new PackWarningTold
            {
                Pack = pack.Id,
                Days = days,
                ExpiresOn = pack.ExpiresOn!.Value,
                ToldAt = due.At,
            });
            if (pack.Size is null || lastLines.GetValueOrDefault(pack.Id)?.AvailableAfter > 0)
            {
                database.AddRange(Readers(pack, holders[pack.Id]).Select(person => MessageTo(person, pack, due)));
            }
        }

        return packs.Count;
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
}
