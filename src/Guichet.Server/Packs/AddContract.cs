using System.Security.Cryptography;
using System.Text;
using Guichet.Accounts;
using Guichet.Client.Packs;
using Guichet.Packs;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Packs;

/// <summary>Somebody enters the two numbers of a contract, so that their account can use it (R20).</summary>
internal sealed class AddContract(UnitOfWork work, InForce inForce, IClock clock)
{
    private const int AttemptsAnHour = 5;

    /// <summary>Refused: <c>pack.contract-not-accepted</c>, whether the number exists or not;
    /// <c>attempts.too-many</c>; to whoever has both numbers, <c>pack.expired</c> and <c>contract.sign-in-kind</c>.
    /// </summary>
    public async Task<Result<IncidentPackId>> RunAsync(Actor actor, AddedContract contract, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var number = ContractNumbers.NormalizeContractId(contract.ContractId!);
        var hash = ContractNumbers.HashOfAccessId(contract.AccessId!);

        // A refusal writes nothing, and a try has to be written: what came of it is a value here.
        var result = await work.RunAsync<Outcome>(
            async database =>
            {
                if (!await CountAsync(database, actor.Person, now, cancel))
                {
                    return new Refusal("attempts.too-many", "Too many tries; try again later.");
                }

                var pack = await database.Set<PackRow>().AsNoTracking()
                    .SingleOrDefaultAsync(row => row.ContractId == number, cancel);
                if (pack is null || !Same(hash, pack.AccessIdHash!))
                {
                    return new Outcome(null);
                }

                if (await WhyNotAsync(database, actor, pack, now, cancel) is { } why)
                {
                    return new Outcome(null, why);
                }

                if (!await database.Set<PackHolder>()
                    .AnyAsync(holder => holder.Person == actor.Person && holder.Pack == pack.Id, cancel))
                {
                    // Whoever renews the access id at the same time has to see this account, or this one the new id.
                    database.Attach(pack).Property(row => row.Owner).IsModified = true;
                    database.Add(new PackHolder { Person = actor.Person, Pack = pack.Id, AddedAt = now });
                }

                return new Outcome(pack.Id);
            },
            cancel);
        return result.Succeeded(out var outcome, out var refusal)
            ? outcome.Pack is { } added
                ? added
                : outcome.Why
                    ?? new Refusal(
                        "pack.contract-not-accepted", "The contract id and the access id do not go together.")
            : refusal;
    }

    /// <summary>Why an account that has both numbers cannot use the contract all the same.</summary>
    private async Task<Refusal?> WhyNotAsync(
        Database database, Actor actor, PackRow pack, Instant now, CancellationToken cancel)
    {
        var policy = (await inForce.ReadAsync(database, cancel)).Policy;
        return pack.With(null).HasExpired(policy.DayOf(now))
            ? new Refusal("pack.expired", "The contract has expired.").With("date", pack.ExpiresOn!.Value)
            : policy.FindPlan(pack.Plan)?.SignIns.Contains(actor.SignIn) == false
                ? new Refusal("contract.sign-in-kind", "The plan is not for this kind of sign-in.")
                : null;
    }

    /// <summary>Writes the try down; false where the hour has had enough of them.</summary>
    private static async Task<bool> CountAsync(
        Database database, PersonId person, Instant now, CancellationToken cancel)
    {
        var latest = await database.Set<ContractAttempt>().AsNoTracking()
            .Where(attempt => attempt.Person == person)
            .OrderByDescending(attempt => attempt.Attempt)
            .Take(AttemptsAnHour)
            .ToListAsync(cancel);
        if (latest.Count == AttemptsAnHour && latest[^1].At > now - Duration.FromHours(1))
        {
            return false;
        }

        database.Add(new ContractAttempt
        {
            Person = person,
            Attempt = (latest.FirstOrDefault()?.Attempt ?? 0) + 1,
            At = now,
        });
        return true;
    }

    private static bool Same(string hash, string kept) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(kept));

    private sealed record Outcome(IncidentPackId? Pack, Refusal? Why = null);
}
