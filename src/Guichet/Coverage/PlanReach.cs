using Guichet.Catalog;
using Guichet.Plans;

namespace Guichet.Coverage;

/// <summary>A release that a plan covers today.</summary>
/// <param name="Of">The release.</param>
/// <param name="LastDay">Last day on which it is covered, as far as dates are announced; null where no end is.</param>
public sealed record CoveredRelease(ProductRelease Of, LocalDate? LastDay);

/// <summary>What a plan can be used for, whoever holds it: by phase, succession and deployment alone.</summary>
public static class PlanReach
{
    /// <summary>The releases of these products that the plan covers on a day, each product's newest first. Looked at
    /// one after the other as they are taken.</summary>
    public static IEnumerable<CoveredRelease> Of(SupportPlan plan, IEnumerable<Product> products, LocalDate today) =>
        from product in products
        from release in product.Releases.Reverse()
        let found = Find(plan, new ProductRelease(product, release), today)
        where found is not null
        select found;

    /// <summary>One release; null where the plan does not cover it on that day.</summary>
    public static CoveredRelease? Find(SupportPlan plan, ProductRelease of, LocalDate today)
    {
        if (!Covers(plan, of, today))
        {
            return null;
        }

        foreach (var day in CoverageLoss.Turns(of, of, today))
        {
            if (!Covers(plan, of, day))
            {
                return new CoveredRelease(of, day.PlusDays(-1));
            }
        }

        return new CoveredRelease(of, null);
    }

    private static bool Covers(SupportPlan plan, ProductRelease of, LocalDate on) =>
        PlanRules.Covers(plan, ReleaseStanding.Find(of.Product, of.Release, on, plan.Releases.Latest ?? 0));
}
