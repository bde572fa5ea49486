using Guichet.Accounts;
using Guichet.Client.Packs;
using Guichet.Packs;
using Guichet.Server.Accounts;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using LedgerEntryKind = Guichet.Packs.LedgerEntryKind;

namespace Guichet.Server.Packs;

/// <summary>Who may use a pack, and who has used how much of it.</summary>
internal sealed class PackPeople(IStorage storage, InForce inForce)
{
    /// <summary>For the owner, those who look after the organisation, and the vendor; null for everybody else.
    /// </summary>
    public async Task<PackPeopleView?> FindAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var policy = (await inForce.ReadAsync(database, cancel)).Policy;
        var key = new IncidentPackId(id);
        var pack = await database.PacksVisibleTo(actor, policy).SingleOrDefaultAsync(row => row.Id == key, cancel);
        if (pack is null || !LooksAfter(actor, pack))
        {
            return null;
        }

        var delegates = await database.Set<PackDelegate>().AsNoTracking()
            .Where(one => one.Pack == pack.Id)
            .OrderBy(one => one.Email)
            .ToListAsync(cancel);
        var uses = await CountAsync(database, pack.Id, cancel);
        var names = await database.ReadNamesAsync([pack.Owner, .. uses.Select(use => use.Key)], cancel);
        return new PackPeopleView(
            pack.ContractId is null ? names.Of(pack.Owner) : null,
            pack.Owner == actor.Person,
            pack.ContractId is null && policy.FindPlan(pack.Plan)?.Delegates == true,
            [.. delegates.Select(one => new DelegateView(one.Address, one.NamedAt.ToDateTimeOffset()))],
            [.. uses
                .Select(use => new PackUseView(
                    names.Of(use.Key) ?? "", use.Value.Submitted, use.Value.Charged, use.Value.OnHold))
                .OrderByDescending(use => use.Submitted).ThenBy(use => use.Name, StringComparer.Ordinal)]);
    }

    /// <summary>Whether there is anything for them to see.</summary>
    public async Task<bool> MayLookAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var policy = (await inForce.ReadAsync(database, cancel)).Policy;
        var key = new IncidentPackId(id);
        var pack = await database.PacksVisibleTo(actor, policy).SingleOrDefaultAsync(row => row.Id == key, cancel);
        return pack is not null && LooksAfter(actor, pack);
    }

    private static bool LooksAfter(Actor actor, PackRow pack) =>
        actor.IsStaff || pack.Owner == actor.Person
        || (pack.Organization is { } organization && organization == actor.Organization
            && actor.MemberRole is MemberRole.Administrator or MemberRole.Billing);

    /// <summary>The changes of each incident's lines sum up to what became of its credit.</summary>
    private static async Task<Dictionary<PersonId, Use>> CountAsync(
        Database database, IncidentPackId pack, CancellationToken cancel)
    {
        var incidents = new Dictionary<Guid, (PersonId Person, int Balance, int OnHold)>();
        var lines = database.Set<LedgerEntry>().AsNoTracking()
            .Where(line => line.Pack == pack && line.Incident != null && line.Kind != LedgerEntryKind.Expired)
            .OrderBy(line => line.Line)
            .Select(line => new
            {
                line.Kind,
                Incident = line.Incident!.Value,
                line.By,
                line.BalanceChange,
                line.ReservedChange,
            })
            .AsAsyncEnumerable();
        await foreach (var line in lines.WithCancellation(cancel))
        {
            if (line.Kind == LedgerEntryKind.Reserved && line.By is { } person)
            {
                incidents[line.Incident] = (person, 0, 0);
            }

            if (incidents.TryGetValue(line.Incident, out var sum))
            {
                incidents[line.Incident] =
                    (sum.Person, sum.Balance + line.BalanceChange, sum.OnHold + line.ReservedChange);
            }
        }

        return incidents.Values.GroupBy(one => one.Person).ToDictionary(
            one => one.Key,
            one => new Use(one.Count(), -one.Sum(incident => incident.Balance), one.Sum(incident => incident.OnHold)));
    }

    private sealed record Use(int Submitted, int Charged, int OnHold);
}
