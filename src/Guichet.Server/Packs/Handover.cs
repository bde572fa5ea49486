using Guichet.Accounts;
using Guichet.Packs;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Packs;

internal static class Handover
{
    /// <summary>The pack, which must exist, goes to another account and to its organisation: the one that had it uses
    /// it no longer, those whom it had named neither. What happened before stays written. Refused:
    /// <c>pack.owner-already</c>.</summary>
    public static async Task<Result<IncidentPackId>> HandOverAsync(
        this Database database,
        IncidentPackId id,
        Person to,
        PersonId by,
        string reason,
        Instant now,
        CancellationToken cancel)
    {
        var row = await database.Set<PackRow>().SingleAsync(one => one.Id == id, cancel);
        var pack = row.With((await database.LastLinesAsync([id], cancel)).GetValueOrDefault(id));
        var former = pack.Owner;
        if (!pack.Transfer(to.Id, by, reason, now).Succeeded(out var lines, out var refusal))
        {
            return refusal;
        }

        database.Append(lines);
        (row.Owner, row.Organization) = (to.Id, to.OrganizationId);
        database.RemoveRange(await database.Set<PackDelegate>().Where(one => one.Pack == id).ToListAsync(cancel));
        var holders = await database.Set<PackHolder>()
            .Where(holder => holder.Pack == id && (holder.Person == former || holder.Person == to.Id))
            .ToListAsync(cancel);
        database.RemoveRange(holders.Where(holder => holder.Person == former));
        if (!holders.Exists(holder => holder.Person == to.Id))
        {
            database.Add(new PackHolder { Person = to.Id, Pack = id, AddedAt = now });
        }

        database.Audit(now, by, "pack.transferred", id.Value, "", $"{former.Value} → {to.Id.Value}: {reason}");
        return id;
    }
}
