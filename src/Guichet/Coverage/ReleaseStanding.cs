using Guichet.Catalog;
using Guichet.Plans;

namespace Guichet.Coverage;

/// <summary>A release as the rules see it on a day.</summary>
/// <param name="Of">The product and the release.</param>
/// <param name="On">The day.</param>
/// <param name="Phase">Its phase on that day.</param>
/// <param name="Rank">Its place in the succession, counted no further than any plan asks.</param>
internal readonly record struct ReleaseStanding(ProductRelease Of, LocalDate On, LifecyclePhase Phase, int Rank)
{
    public static ReleaseStanding Find(ProductRelease of, LocalDate on, IReadOnlyList<SupportPlan> plans)
    {
        var latest = 0;
        for (var i = 0; i < plans.Count; i++)
        {
            latest = Math.Max(latest, plans[i].Releases.Latest ?? 0);
        }
        var rank = latest == 0 ? 0 : ReleaseSuccession.RankOf(of.Product, of.Release, on, latest);
        return new(of, on, of.Release.PhaseOn(on), rank);
    }
}
