using System.Collections.Immutable;
using Guichet.Catalog;
using Guichet.Plans;

namespace Guichet.Coverage;

/// <summary>What plans cover no longer where the catalogue changes: by phase, succession and deployment alone, whoever
/// asks.</summary>
/// <param name="FirstDays">By plan key the first day on which it covered a release before and covers it no longer; a
/// plan that loses nothing is not named.</param>
/// <param name="Releases">References of the releases that a plan loses, each once.</param>
public sealed record CoverageLoss(
    IReadOnlyDictionary<string, LocalDate> FirstDays, IReadOnlyCollection<string> Releases)
{
    /// <summary>Compares two versions of the catalogue from a day on, for ever.</summary>
    public static CoverageLoss Between(
        ProductCatalog before, ProductCatalog after, ImmutableArray<SupportPlan> plans, LocalDate from)
    {
        var firstDays = new Dictionary<string, LocalDate>();
        var releases = new HashSet<string>();
        foreach (var product in after.Products)
        {
            if (before.FindProduct(product.Key) is not { } was || ReferenceEquals(was, product))
            {
                continue;
            }

            foreach (var release in product.Releases)
            {
                var now = new ProductRelease(product, release);
                if (before.FindRelease(now.Reference) is { } old)
                {
                    Compare(old, now, plans, from, Note);
                }
            }
        }

        return new(firstDays, releases);

        void Note(string plan, string release, LocalDate day)
        {
            releases.Add(release);
            firstDays[plan] = firstDays.TryGetValue(plan, out var known) ? LocalDate.Min(known, day) : day;
        }
    }

    private static void Compare(
        ProductRelease old,
        ProductRelease now,
        ImmutableArray<SupportPlan> plans,
        LocalDate from,
        Action<string, string, LocalDate> note)
    {
        var lost = new bool[plans.Length];
        foreach (var day in Turns(old, now, from))
        {
            var (then, next) = (ReleaseStanding.Find(old, day, plans), ReleaseStanding.Find(now, day, plans));
            for (var i = 0; i < lost.Length; i++)
            {
                if (!lost[i] && PlanRules.Covers(plans[i], then) && !PlanRules.Covers(plans[i], next))
                {
                    lost[i] = true;
                    note(plans[i].Key, now.Reference, day);
                }
            }
        }
    }

    /// <summary>The days on which coverage of the release can change, in order: between two of them it does not.
    /// </summary>
    internal static SortedSet<LocalDate> Turns(ProductRelease old, ProductRelease now, LocalDate from)
    {
        var turns = new SortedSet<LocalDate> { from };
        foreach (var (product, release) in new[] { old, now })
        {
            turns.UnionWith(product.Releases.Select(other => other.ReleasedOn).OfType<LocalDate>());
            turns.UnionWith(new[] { release.MainstreamEndsOn, release.ExtendedEndsOn }
                .OfType<LocalDate>()
                .Where(day => day < LocalDate.MaxIsoValue)
                .Select(day => day.PlusDays(1)));
        }

        turns.RemoveWhere(day => day < from);
        return turns;
    }
}
