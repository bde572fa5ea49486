using System.Text;

namespace Guichet.Catalog;

/// <summary>Which releases of a product are the newest on a day (R15). The order is the product's own, never names or
/// dates; releases of one generation count as one; on-premises and cloud releases are two successions.</summary>
public static class ReleaseSuccession
{
    /// <summary>The generations out on that day, newest first, and in each its releases that are out, newest first.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<Release>> GenerationsOut(
        Product product,
        Deployment deployment,
        LocalDate day)
    {
        var generations = new List<List<Release>>();
        for (var i = product.Releases.Count - 1; i >= 0; i--)
        {
            var release = product.Releases[i];
            if (!Counts(release, deployment, day))
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

    /// <summary>Whether the release is out on that day and belongs to the newest <paramref name="count"/> generations of
    /// its deployment. Looks at no more releases than it must and allocates nothing.</summary>
    public static bool IsAmongNewest(Product product, Release release, int count, LocalDate day)
    {
        if (!release.IsOutOn(day))
        {
            return false;
        }
        var generations = 0;
        for (var i = product.Releases.Count - 1; i >= 0; i--)
        {
            var newer = product.Releases[i];
            if (!Counts(newer, release.Deployment, day) || HasNewerOfItsGeneration(product, i, day))
            {
                continue;
            }
            generations++;
            if (generations > count)
            {
                return false;
            }
            if (newer.GenerationKey == release.GenerationKey)
            {
                return true;
            }
        }
        return false;
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

    /// <summary>The names of all releases in the newest <paramref name="count"/> generations, newest first, parted by a
    /// comma: "Windows Server 2016, Windows Server 2012 R2, Windows Server 2012".</summary>
    public static string NamesOfNewest(Product product, Deployment deployment, int count, LocalDate day)
    {
        var names = new StringBuilder();
        for (var i = product.Releases.Count - 1; i >= 0; i--)
        {
            var release = product.Releases[i];
            if (release.Deployment == deployment && IsAmongNewest(product, release, count, day))
            {
                names.Append(names.Length > 0 ? ", " : "").Append(release.Name);
            }
        }
        return names.ToString();
    }

    private static bool Counts(Release release, Deployment deployment, LocalDate day) =>
        release.Deployment == deployment && release.IsOutOn(day);

    private static bool HasNewerOfItsGeneration(Product product, int index, LocalDate day)
    {
        var release = product.Releases[index];
        for (var i = index + 1; i < product.Releases.Count; i++)
        {
            var newer = product.Releases[i];
            if (Counts(newer, release.Deployment, day) && newer.GenerationKey == release.GenerationKey)
            {
                return true;
            }
        }
        return false;
    }
}
