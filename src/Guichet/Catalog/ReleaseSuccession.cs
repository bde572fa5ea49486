using System.Runtime.CompilerServices;

namespace Guichet.Catalog;

/// <summary>Which releases of a product are the newest on a day (R15). The order is the product's own, never names or
/// dates; releases of one generation count as one; on-premises and cloud releases are two successions, and so are two
/// lines (an annual channel beside the long-term one).</summary>
public static class ReleaseSuccession
{
    /// <summary>The generations out on that day in the succession of a release, newest first, and in each its releases
    /// that are out, newest first.</summary>
    public static IReadOnlyList<IReadOnlyList<Release>> GenerationsOut(Product product, Release of, LocalDate day)
    {
        var generations = new List<List<Release>>();
        for (var i = product.Releases.Count - 1; i >= 0; i--)
        {
            var release = product.Releases[i];
            if (!Counts(release, of, day))
            {
                continue;
            }
            var generation = generations.Find(known => known[0].GenerationKey == release.GenerationKey);
            if (generation is null)
            {
                generations.Add([release]);
            }
            else
            {
                generation.Add(release);
            }
        }
        return generations;
    }

    /// <summary>Whether the release is out on that day and belongs to the newest <paramref name="count"/> generations
    /// of its succession.</summary>
    public static bool IsAmongNewest(Product product, Release release, int count, LocalDate day) =>
        RankOf(product, release, day, count) is var rank && rank > 0 && rank <= count;

    /// <summary>The place of the release's generation among those out on that day: 1 for the newest, 0 where the
    /// release is not out. Beyond <paramref name="atMost"/> it stops counting and gives one more than that.</summary>
    public static int RankOf(Product product, Release release, LocalDate day, int atMost)
    {
        if (!release.IsOutOn(day))
        {
            return 0;
        }
        var rank = 0;
        for (var i = product.Releases.Count - 1; i >= 0 && rank <= atMost; i--)
        {
            var newer = product.Releases[i];
            if (!Counts(newer, release, day) || HasItsGeneration(product, newer, i + 1, day))
            {
                continue;
            }
            rank++;
            if (newer.GenerationKey == release.GenerationKey)
            {
                return rank;
            }
        }
        return rank;
    }

    /// <summary>The last day on which a release that is among the newest today still is, as far as release dates are
    /// announced; null where no announced release pushes it out.</summary>
    public static LocalDate? LastDayAmongNewest(Product product, Release release, int count, LocalDate today)
    {
        LocalDate? last = null;
        for (var i = 0; i < product.Releases.Count; i++)
        {
            if (product.Releases[i].ReleasedOn is { } day && day > today
                && (last is null || day <= last) && !IsAmongNewest(product, release, count, day))
            {
                last = day.PlusDays(-1);
            }
        }
        return last;
    }

    /// <summary>The names of all releases in the newest <paramref name="count"/> generations of a release's succession,
    /// newest first, parted by a comma: "Windows Server 2016, Windows Server 2012 R2, Windows Server 2012".</summary>
    public static string NamesOfNewest(Product product, Release of, int count, LocalDate day)
    {
        // Put together on the stack: a decision allocates nothing but what it gives back.
        var names = new DefaultInterpolatedStringHandler(0, 0, null, stackalloc char[256]);
        var isFirst = true;
        var generations = 0;
        var beyond = -1;
        for (var i = product.Releases.Count - 1; i >= 0; i--)
        {
            var release = product.Releases[i];
            if (beyond >= 0 && !HasItsGeneration(product, release, beyond + 1, day))
            {
                continue;
            }
            if (!Counts(release, of, day))
            {
                continue;
            }
            if (beyond < 0 && !HasItsGeneration(product, release, i + 1, day) && ++generations > count)
            {
                beyond = i;
                continue;
            }
            names.AppendLiteral(isFirst ? "" : ", ");
            names.AppendLiteral(release.Name);
            isFirst = false;
        }
        return names.ToStringAndClear();
    }

    private static bool Counts(Release release, Release of, LocalDate day) =>
        release.Deployment == of.Deployment && release.Line == of.Line && release.IsOutOn(day);

    /// <summary>Whether a release from that place on, and out, is of the same generation.</summary>
    private static bool HasItsGeneration(Product product, Release release, int from, LocalDate day)
    {
        var generation = release.GenerationKey;
        for (var i = from; i < product.Releases.Count; i++)
        {
            var newer = product.Releases[i];
            if (newer.GenerationKey == generation && Counts(newer, release, day))
            {
                return true;
            }
        }
        return false;
    }
}
