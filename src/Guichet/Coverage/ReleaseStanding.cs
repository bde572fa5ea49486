using System.Collections.Immutable;
using Guichet.Catalog;
using Guichet.Plans;

namespace Guichet.Coverage;

/// <summary>A release as the rules see it on a day.</summary>
/// <param name="Product">The product.</param>
/// <param name="Release">The release.</param>
/// <param name="On">The day.</param>
/// <param name="Phase">Its phase on that day.</param>
/// <param name="Rank">Its place in the succession, counted no further than any plan asks.</param>
internal readonly record struct ReleaseStanding(
    Product Product,
    Release Release,
    LocalDate On,
    LifecyclePhase Phase,
    int Rank)
{
    /// <summary>For all these plans.</summary>
    public static ReleaseStanding Find(ProductRelease of, LocalDate on, ImmutableArray<SupportPlan> plans)
    {
        var latest = 0;
        for (var i = 0; i < plans.Length; i++)
        {
            latest = Math.Max(latest, plans[i].Releases.Latest ?? 0);
        }
        return Find(of.Product, of.Release, on, latest);
    }

    /// <summary>For a plan that accepts the newest so many releases; 0: any.</summary>
    public static ReleaseStanding Find(Product product, Release release, LocalDate on, int latest)
    {
        var rank = latest == 0 ? 0 : ReleaseSuccession.RankOf(product, release, on, latest);
        return new(product, release, on, release.PhaseOn(on), rank);
    }
}
