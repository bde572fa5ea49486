using Guichet.Accounts;
using Guichet.Client.Partners;
using Guichet.Packs;
using Guichet.Plans;
using Guichet.Server.Accounts;
using Guichet.Server.Packs;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Partners;

/// <summary>What the partner programme gives somebody's company today.</summary>
internal sealed class BenefitViews(IStorage storage, InForce inForce, Texts texts, IClock clock)
{
    public async Task<PartnerBenefitsView> ReadAsync(Actor actor, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var policy = (await inForce.ReadAsync(database, cancel)).Policy;
        var today = policy.DayOf(clock.GetCurrentInstant());
        if (actor.Organization is not { } organization
            || (await database.Set<PartnerEnrollment>().AsNoTracking()
                .Where(one => one.Organization == organization)
                .ToListAsync(cancel))
            .Find(one => one.Terms.HoldsOn(today)) is not { } enrollment)
        {
            return new PartnerBenefitsView(default, [], null, actor.IsPartnerAdministrator, []);
        }

        var year = enrollment.Terms.YearOf(today);
        var activated = await (
            from activation in database.Set<PartnerActivation>()
            join pack in database.Set<PackRow>() on activation.Pack equals pack.Id
            where activation.Enrollment == enrollment.Id && activation.Year == year
            select pack).AsNoTracking().ToDictionaryAsync(pack => pack.Plan, cancel);
        var lines = await database.LastLinesAsync([.. activated.Values.Select(pack => pack.Id)], cancel);
        return new PartnerBenefitsView(
            Enum.Parse<Guichet.Client.Accounts.PartnerLevel>(enrollment.Level.ToString()),
            enrollment.Competencies,
            enrollment.Terms.LastDay.ToDateOnly(),
            actor.IsPartnerAdministrator,
            [
                .. policy.Policy.Plans.Where(plan => plan.IsGivenTo(enrollment.Terms.Standing)).Select(plan =>
                    ViewOf(plan, activated.GetValueOrDefault(plan.Key), lines, today)),
            ]);
    }

    private PartnerBenefitView ViewOf(
        SupportPlan plan, PackRow? row, IReadOnlyDictionary<IncidentPackId, LedgerEntry> lines, LocalDate today)
    {
        var pack = row?.With(lines.GetValueOrDefault(row.Id));
        return new PartnerBenefitView(
            plan.Key,
            texts[plan.Name],
            texts[plan.Description],
            plan.Size,
            pack is not null ? pack.HasExpired(today) ? BenefitState.Expired : BenefitState.Active
                : plan.IsYearlyBenefit ? BenefitState.ToActivate
                : BenefitState.ByContract,
            row?.Id.Value,
            row?.ContractId,
            row?.ExpiresOn?.ToDateOnly(),
            pack?.Available);
    }
}

/// <summary>Which plans the partner programme gives.</summary>
internal static class Benefits
{
    /// <summary>Whether it comes with that standing.</summary>
    public static bool IsGivenTo(this SupportPlan plan, PartnerStanding standing) =>
        plan.Offer == PlanOffer.Contract
        && (plan.PartnerLevels.Count > 0 || plan.NeedsCompetency)
        && plan.AcceptsLevel(standing.Level)
        && plan.AcceptsCompetency(standing);
}
