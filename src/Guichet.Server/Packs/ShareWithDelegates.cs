using Guichet.Accounts;
using Guichet.Client.Packs;
using Guichet.Packs;
using Guichet.Server.Accounts;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Packs;

/// <summary>The owner of a pack names others, by their address, who may use and see it where the policy lets them
/// (R20). Whether an address has an account makes no difference: it can come later.</summary>
internal sealed class ShareWithDelegates(UnitOfWork work, InForce inForce, IClock clock)
{
    /// <summary>Kind of the outbox message to whoever was named.</summary>
    public const string Kind = "pack.delegated";

    /// <summary>More are an organisation, to whose members a policy can open a plan.</summary>
    private const int MostDelegates = 20;

    /// <summary>So many strangers an owner has told in a day at most, whatever is named and removed.</summary>
    private const int MostToldADay = 20;

    /// <summary>Named twice is named once, and an address is told once of a pack. Refused: <c>pack.unknown</c>,
    /// <c>pack.not-owner</c>, <c>pack.no-delegates</c>, <c>pack.too-many-delegates</c>; <c>attempts.too-many</c>, where
    /// the day has had enough new addresses.</summary>
    public Task<Result<IncidentPackId>> NameAsync(
        SignedIn signedIn, Guid id, NewDelegation named, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var (address, email) = (named.Email!.Trim(), People.Normalize(named.Email!));
        return work.RunAsync<IncidentPackId>(
            async database =>
            {
                var policy = (await inForce.ReadAsync(database, cancel)).Policy;
                if (!(await FindOwnAsync(database, policy, signedIn.Actor, id, cancel))
                    .Succeeded(out var pack, out var refusal))
                {
                    return refusal;
                }

                if (policy.FindPlan(pack.Plan)?.Delegates != true || pack.ContractId is not null)
                {
                    return new Refusal("pack.no-delegates", "The plan is used by the account that bought it alone.");
                }

                var known = await database.Set<PackDelegate>().Where(one => one.Pack == pack.Id).ToListAsync(cancel);
                if (known.Exists(one => one.Email == email) || email == People.Normalize(signedIn.Email))
                {
                    return pack.Id;
                }

                if (known.Count >= MostDelegates)
                {
                    return new Refusal("pack.too-many-delegates", $"A pack has at most {MostDelegates} delegates.")
                        .With("most", MostDelegates);
                }

                if (!await TellAsync(database, pack, (address, email), signedIn, now, cancel))
                {
                    return new Refusal("attempts.too-many", "Too many people named today; try again tomorrow.");
                }

                // A transfer, or another naming, at the same time has to see this one, or this one that.
                database.Attach(pack).Property(row => row.Owner).IsModified = true;
                database.Add(new PackDelegate
                {
                    Email = email,
                    Pack = pack.Id,
                    Address = address,
                    NamedBy = signedIn.Actor.Person,
                    NamedAt = now,
                });
                database.Audit(now, signedIn.Actor.Person, "pack.delegate-named", id, "", address);
                return pack.Id;
            },
            cancel);
    }

    /// <summary>They use it no longer; what they submitted stays theirs. Refused: <c>pack.unknown</c>,
    /// <c>pack.not-owner</c>.</summary>
    public Task<Result<IncidentPackId>> RemoveAsync(Actor actor, Guid id, string address, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var email = People.Normalize(address);
        return work.RunAsync<IncidentPackId>(
            async database =>
            {
                var policy = (await inForce.ReadAsync(database, cancel)).Policy;
                if (!(await FindOwnAsync(database, policy, actor, id, cancel)).Succeeded(
                    out var pack, out var refusal))
                {
                    return refusal;
                }

                if (await database.Set<PackDelegate>()
                    .SingleOrDefaultAsync(one => one.Email == email && one.Pack == pack.Id, cancel) is { } found)
                {
                    database.Remove(found);
                    database.Audit(now, actor.Person, "pack.delegate-removed", id, "", address);
                }

                return pack.Id;
            },
            cancel);
    }

    /// <summary>Has the address told, once for the pack; false where it would be one too many that day.</summary>
    private static async Task<bool> TellAsync(
        Database database,
        PackRow pack,
        (string Address, string Email) named,
        SignedIn signedIn,
        Instant now,
        CancellationToken cancel)
    {
        var told = database.Set<PackDelegateTold>();
        if (await told.AnyAsync(one => one.Email == named.Email && one.Pack == pack.Id, cancel))
        {
            return true;
        }

        var (by, since) = (signedIn.Actor.Person, now - Duration.FromDays(1));
        if (await told.CountAsync(one => one.NamedBy == by && one.ToldAt > since, cancel) >= MostToldADay)
        {
            return false;
        }

        database.Add(new PackDelegateTold { Email = named.Email, Pack = pack.Id, NamedBy = by, ToldAt = now });
        database.Add(OutboxMessage.Of(
            Kind,
            new { pack = pack.Id.Value, email = named.Address, by = pack.Owner.Value, language = signedIn.Language },
            now));
        return true;
    }

    private static async Task<Result<PackRow>> FindOwnAsync(
        Database database, PolicyInForce policy, Actor actor, Guid id, CancellationToken cancel)
    {
        var key = new IncidentPackId(id);
        var pack = await database.PacksVisibleTo(actor, policy).SingleOrDefaultAsync(row => row.Id == key, cancel);
        return pack is null ? new Refusal("pack.unknown", "There is no such pack.")
            : pack.Owner != actor.Person ? new Refusal("pack.not-owner", "Only its owner names who uses a pack.")
            : pack;
    }
}
