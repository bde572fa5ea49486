using Guichet.Accounts;
using Guichet.Client.Packs;
using Guichet.Packs;
using Guichet.Plans;
using Guichet.Server.Accounts;
using Guichet.Server.Packs;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Partners;

/// <summary>A partner's administrator activates the pack of a year of the enrolment: contract id, access id and
/// credits, once (R20). The pack is valid as every pack of its plan is (R21), and no longer than the enrolment.
/// </summary>
internal sealed class ActivateBenefit(UnitOfWork work, InForce inForce, IClock clock)
{
    /// <summary>The answer carries the access id, which is kept nowhere. Refused:
    /// <c>partner.not-administrator</c>, <c>partner.not-enrolled</c>, <c>partner.not-a-benefit</c>,
    /// <c>partner.level</c>, <c>partner.competency</c>, <c>partner.already-activated</c>.</summary>
    public Task<Result<GrantedContractView>> RunAsync(Actor actor, string plan, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<GrantedContractView>(
            async database =>
            {
                if (!actor.IsPartnerAdministrator || actor.Organization is not { } organization)
                {
                    return new Refusal(
                        "partner.not-administrator",
                        "An administrator of the organisation with a work account activates its packs.");
                }

                var policy = (await inForce.ReadAsync(database, cancel)).Policy;
                var today = policy.DayOf(now);
                var enrollment = (await database.Set<PartnerEnrollment>()
                        .Where(one => one.Organization == organization)
                        .ToListAsync(cancel))
                    .Find(one => one.Terms.HoldsOn(today));
                if (WhyNot(policy.FindPlan(plan), enrollment) is { } refusal)
                {
                    return refusal;
                }

                var year = enrollment!.Terms.YearOf(today);
                if (await database.Set<PartnerActivation>().AnyAsync(
                    one => one.Enrollment == enrollment.Id && one.Year == year && one.Plan == plan, cancel))
                {
                    return new Refusal("partner.already-activated", "The pack of this year is activated already.");
                }

                var terms = policy.FindPlan(plan)!;
                var activation = new PartnerActivation
                {
                    Enrollment = enrollment.Id,
                    Year = year,
                    Plan = plan,
                    Pack = new IncidentPackId(Guid.CreateVersion7()),
                    ActivatedBy = actor.Person,
                    ActivatedAt = now,
                };
                return Open(database, activation, terms, enrollment, today);
            },
            cancel);
    }

    private static Refusal? WhyNot(SupportPlan? plan, PartnerEnrollment? enrollment) =>
        enrollment is null
            ? new Refusal("partner.not-enrolled", "No enrolment of the organisation holds today.")
        : plan is null || !plan.IsYearlyBenefit
            ? new Refusal("partner.not-a-benefit", "The plan is no benefit of the partner programme.")
        : !plan.AcceptsLevel(enrollment.Level)
            ? new Refusal("partner.level", "The plan is for another level.")
                .With("plan", plan.Key)
                .With("subject", string.Join(", ", plan.PartnerLevels.Order()))
        : !plan.AcceptsCompetency(enrollment.Terms.Standing)
            ? new Refusal("partner.competency", "The plan needs a competency.").With("plan", plan.Key)
        : null;

    private static GrantedContractView Open(
        Database database,
        PartnerActivation activation,
        SupportPlan plan,
        PartnerEnrollment enrollment,
        LocalDate today)
    {
        var accessId = ContractNumbers.NewAccessId();
        var row = new PackRow
        {
            Id = activation.Pack,
            Plan = plan.Key,
            Owner = activation.ActivatedBy,
            Organization = enrollment.Organization,
            Size = plan.Size,
            StartsOn = today,
            ExpiresOn = LocalDate.Min(IncidentPack.LastDay(today, plan.Validity), enrollment.Terms.LastDay),
            ContractId = ContractNumbers.NewContractId(),
            AccessIdHash = ContractNumbers.HashOfAccessId(accessId),
            CreatedAt = activation.ActivatedAt,
        };
        database.Add(row);
        database.Append(row.With(null).Purchase(
            activation.ActivatedBy, "partner.activated", activation.ActivatedAt));
        database.Add(new PackHolder
        {
            Person = activation.ActivatedBy,
            Pack = row.Id,
            AddedAt = activation.ActivatedAt,
        });
        database.Add(activation);

        // Whoever changes the days of the enrolment at the same time has to see this pack, or this one those days.
        enrollment.Change(enrollment.Terms);
        return new GrantedContractView(
            row.Id.Value, row.ContractId, accessId, today.ToDateOnly(), row.ExpiresOn?.ToDateOnly());
    }
}
