using Guichet.Accounts;
using Guichet.Client.Packs;
using Guichet.Packs;
using Guichet.Server.Accounts;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Packs;

/// <summary>A contract gets another access id, where the one it had is lost or has got about (R20): the old one opens
/// nothing from then on.</summary>
internal sealed class RenewAccessId(UnitOfWork work, InForce inForce, IClock clock)
{
    /// <summary>Kind of the outbox message to whoever loses the contract by it.</summary>
    public const string Removed = "contract.removed";

    /// <summary>Kind of the one to each other administrator of the organisation that the contract belongs to: they
    /// hand its numbers out, and what they have opens nothing any more.</summary>
    public const string Renewed = "contract.access-renewed";

    /// <summary>The answer carries the access id, which is kept nowhere; renewed again, the last one counts. Accounts
    /// that have added the contract keep it unless they are to be removed, which they are told by mail; what they
    /// submitted stays theirs either way. Of the owning organisation, whoever else administers it is told.
    /// Refused: <c>pack.unknown</c>, <c>contract.not-owner</c>, <c>pack.expired</c>.</summary>
    public Task<Result<GrantedContractView>> RunAsync(
        Actor actor, Guid id, AccessIdRenewal renewal, CancellationToken cancel)
    {
        var (now, key) = (clock.GetCurrentInstant(), new IncidentPackId(id));
        return work.RunAsync<GrantedContractView>(
            async database =>
            {
                var policy = (await inForce.ReadAsync(database, cancel)).Policy;
                var pack = await database.PacksVisibleTo(actor, policy).AsTracking()
                    .SingleOrDefaultAsync(row => row.Id == key && row.ContractId != null, cancel);
                if (WhyNot(actor, pack, policy.DayOf(now)) is { } refusal)
                {
                    return refusal;
                }

                var accessId = ContractNumbers.NewAccessId();
                pack!.AccessIdHash = ContractNumbers.HashOfAccessId(accessId);
                PersonId[] removed =
                    renewal.RemoveOthers ? await RemoveOthersAsync(database, key, actor, now, cancel) : [];
                await TellAdministratorsAsync(database, pack, actor, removed, now, cancel);
                database.Audit(
                    now, actor.Person, Renewed, id, "", $"{pack.ContractId}, {removed.Length} removed");
                return new GrantedContractView(
                    id, pack.ContractId!, accessId, pack.StartsOn.ToDateOnly(), pack.ExpiresOn?.ToDateOnly());
            },
            cancel);
    }

    /// <summary>The partner's administrator, as for activating it; what the vendor has granted, the vendor renews, for
    /// nobody else has its numbers to hand out.</summary>
    public static bool MayRenew(Actor actor, PackRow pack) => pack.ContractId is not null
        && (actor.Role == Role.Administrator
            || (actor.IsPartnerAdministrator && pack.Organization is { } partner && partner == actor.Organization));

    private static Refusal? WhyNot(Actor actor, PackRow? pack, LocalDate today) =>
        pack is null ? new Refusal("pack.unknown", "There is no such contract.")
        : !MayRenew(actor, pack) ? new Refusal("contract.not-owner", "Only its owner renews the access id.")
        : pack.With(null).HasExpired(today)
            ? new Refusal("pack.expired", "The contract has expired.").With("date", pack.ExpiresOn!.Value)
            : null;

    private static async Task<PersonId[]> RemoveOthersAsync(
        Database database, IncidentPackId pack, Actor actor, Instant now, CancellationToken cancel)
    {
        var others = await database.Set<PackHolder>()
            .Where(holder => holder.Pack == pack && holder.Person != actor.Person)
            .ToListAsync(cancel);
        database.RemoveRange(others);
        database.AddRange(others.Select(holder =>
            OutboxMessage.Of(Removed, new { pack = pack.Value, person = holder.Person.Value }, now)));
        return [.. others.Select(holder => holder.Person)];
    }

    /// <summary>Whoever it was taken from is told of the renewal with that.</summary>
    private static async Task TellAdministratorsAsync(
        Database database, PackRow pack, Actor actor, PersonId[] removed, Instant now, CancellationToken cancel)
    {
        if (pack.Organization is not { } owner)
        {
            return;
        }

        var administrators = await database.Set<Person>()
            .Where(person => person.OrganizationId == owner && person.MemberRole == MemberRole.Administrator
                && person.Id != actor.Person)
            .OrderBy(person => person.NormalizedEmail)
            .Select(person => person.Id)
            .ToListAsync(cancel);
        database.AddRange(administrators.Except(removed).Select(person => OutboxMessage.Of(
            Renewed, new { pack = pack.Id.Value, person = person.Value, by = actor.Person.Value }, now)));
    }
}
