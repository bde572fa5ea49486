using Guichet.Accounts;
using Guichet.Client.Packs;
using Guichet.Packs;
using Guichet.Plans;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Packs;

/// <summary>The vendor grants a contract: a pack that nobody holds yet, and two numbers by which accounts add it (R20).
/// </summary>
internal sealed class GrantContract(UnitOfWork work, InForce inForce, IClock clock)
{
    /// <summary>Refused: <c>contract.id-reused</c>, for the access id is shown once; <c>plan.unknown</c>;
    /// <c>contract.not-by-contract</c>; <c>contract.by-enrollment</c> for what partners activate year by year, which
    /// would come twice otherwise; <c>contract.starts-later</c>.</summary>
    public Task<Result<GrantedContractView>> RunAsync(Actor actor, NewContract request, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<GrantedContractView>(
            async database =>
            {
                var id = new IncidentPackId(request.Id!.Value);
                if (await database.Set<PackRow>().AnyAsync(row => row.Id == id, cancel))
                {
                    return new Refusal("contract.id-reused", "The contract is granted already.");
                }

                var policy = (await inForce.ReadAsync(database, cancel)).Policy;
                var startsOn = LocalDate.FromDateOnly(request.StartsOn!.Value);
                if (!Ask(policy, request.Plan!, startsOn, now).Succeeded(out var plan, out var refusal))
                {
                    return refusal;
                }

                var accessId = ContractNumbers.NewAccessId();
                var row = new PackRow
                {
                    Id = id,
                    Plan = plan.Key,
                    Owner = actor.Person,
                    Size = plan.Size,
                    StartsOn = startsOn,
                    ExpiresOn = IncidentPack.LastDay(startsOn, plan.Validity),
                    ContractId = ContractNumbers.NewContractId(),
                    AccessIdHash = ContractNumbers.HashOfAccessId(accessId),
                    CreatedAt = now,
                };
                Add(database, row, actor.Person, now);
                return new GrantedContractView(
                    id.Value, row.ContractId, accessId, startsOn.ToDateOnly(), row.ExpiresOn?.ToDateOnly());
            },
            cancel);
    }

    private static Result<SupportPlan> Ask(PolicyInForce policy, string planKey, LocalDate startsOn, Instant now)
    {
        if (policy.FindPlan(planKey) is not { } plan)
        {
            return new Refusal("plan.unknown", "There is no such plan.").With("plan", planKey);
        }

        if (plan.Offer != PlanOffer.Contract)
        {
            return new Refusal("contract.not-by-contract", $"The plan {planKey} is not held by contract.")
                .With("plan", planKey);
        }

        if (plan.IsYearlyBenefit)
        {
            return new Refusal("contract.by-enrollment", $"Partners activate {planKey} under their enrolment.")
                .With("plan", planKey);
        }

        return startsOn > policy.DayOf(now)
            ? new Refusal("contract.starts-later", "A contract starts today or earlier.")
            : plan;
    }

    private static void Add(Database database, PackRow row, PersonId by, Instant now)
    {
        database.Add(row);
        if (row.Size is not null)
        {
            database.Append(row.With(null).Purchase(by, "contract.granted", now));
        }

        database.Add(new AuditEntry
        {
            At = now,
            Actor = by.Value,
            Act = "contract.grant",
            Subject = row.ContractId!,
            Detail = row.Plan,
        });
    }
}
