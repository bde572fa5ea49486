using Guichet.Catalog;
using Guichet.Plans;

namespace Guichet.Coverage;

/// <summary>Releases for which a plan opens or closes. A plan is open to a standing for a release where whoever has
/// that standing, and holds the plan in good order where it has to be held, may use it.</summary>
/// <param name="Plan">Key of the plan.</param>
/// <param name="Standings">The standings concerned; empty: everybody whom the plan is open to, before or after.</param>
/// <param name="Opens">References of the releases covered newly, in the catalogue's order.</param>
/// <param name="Closes">References of the releases covered no longer, in the catalogue's order.</param>
public sealed record PlanOpening(
    string Plan,
    IReadOnlyList<CustomerStanding> Standings,
    IReadOnlyList<string> Opens,
    IReadOnlyList<string> Closes);

/// <summary>What a plan covers no longer, whoever asks: by phase, succession and deployment alone.</summary>
/// <param name="Plan">Key of the plan.</param>
/// <param name="Releases">References of the releases, in the catalogue's order; never empty.</param>
/// <param name="Products">Keys of the products of which it covered a release and covers none any more.</param>
public sealed record PlanLoss(string Plan, IReadOnlyList<string> Releases, IReadOnlyList<string> Products);

/// <summary>What another policy would change of coverage on a day (R9 to R19), what is wanted left aside.</summary>
/// <param name="Openings">By plan, in the order of the policy after, then the plans that it no longer has.</param>
/// <param name="Losses">In the same order; those of a known issue are no loss, since it ends.</param>
public sealed record CoverageComparison(IReadOnlyList<PlanOpening> Openings, IReadOnlyList<PlanLoss> Losses)
{
    /// <summary>Compares two policies over the catalogue of <paramref name="after"/>.</summary>
    public static CoverageComparison Between(CoverageTerms before, CoverageTerms after, LocalDate on)
    {
        var openings = new List<PlanOpening>();
        var losses = new List<PlanLoss>();
        var keys = after.Plans.Concat(before.Plans).Select(plan => plan.Key).Distinct();
        foreach (var key in keys)
        {
            var was = new PlanReach(key, before, after.Catalog, on);
            var isNow = new PlanReach(key, after, after.Catalog, on);
            openings.AddRange(Compare(key, was, isNow));
            if (was.Covered.Except(isNow.Covered).ToList() is { Count: > 0 } lost)
            {
                losses.Add(new(key, lost, [.. Products(was.Covered).Except(Products(isNow.Covered))]));
            }
        }

        return new(openings, losses);
    }

    private static IEnumerable<PlanOpening> Compare(string plan, PlanReach was, PlanReach isNow)
    {
        var changes = (
            from standing in CustomerStanding.All
            let before = was.For(standing)
            let after = isNow.For(standing)
            where before.Count + after.Count > 0
            group standing by (
                Opens: string.Join(' ', after.Except(before)),
                Closes: string.Join(' ', before.Except(after)))).ToList();
        return changes
            .Where(change => change.Key.Opens.Length + change.Key.Closes.Length > 0)
            .Select(change => new PlanOpening(
                plan,
                changes.Count == 1 ? [] : [.. change],
                change.Key.Opens.Split(' ', StringSplitOptions.RemoveEmptyEntries),
                change.Key.Closes.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    private static IEnumerable<string> Products(IEnumerable<string> releases) =>
        releases.Select(release => release[..release.IndexOf('/', StringComparison.Ordinal)]).Distinct();

    /// <summary>What a plan of a policy reaches on a day: nothing where the policy does not have it.</summary>
    private sealed class PlanReach
    {
        private readonly SupportPlan? plan;
        private readonly IReadOnlyList<KnownIssue> issues;
        private readonly LocalDate on;

        public PlanReach(string key, CoverageTerms terms, ProductCatalog catalog, LocalDate on)
        {
            (issues, this.on) = (terms.KnownIssues, on);
            plan = terms.Plans.FirstOrDefault(plan => plan.Key == key);
            Covered = plan is null ? [] : Releases(plan, catalog, on).ToList();
        }

        public IReadOnlyList<string> Covered { get; }

        public IReadOnlyList<string> For(CustomerStanding standing) =>
            plan is not null
            && plan.IsFor(standing.SignIn, standing.Partner)
            && !issues.Any(issue => issue.Closes(plan.Key, standing.SignIn, on))
                ? Covered
                : [];

        private static IEnumerable<string> Releases(SupportPlan plan, ProductCatalog catalog, LocalDate day) =>
            from product in catalog.Products
            from release in product.Releases
            where PlanRules.Covers(plan, ReleaseStanding.Find(product, release, day, plan.Releases.Latest ?? 0))
            select new ProductRelease(product, release).Reference;
    }
}
