using Guichet.Catalog;
using Guichet.Client.Catalog;

namespace Guichet.Server.Catalog;

/// <summary>Products and releases as they are shown, on a day.</summary>
internal static class CatalogViews
{
    public static bool IsInSupport(this Release release, LocalDate today) =>
        release.PhaseOn(today) is Guichet.Catalog.LifecyclePhase.Mainstream or Guichet.Catalog.LifecyclePhase.Extended;

    /// <summary>The product by its newest release that is out, or by its newest where none is.</summary>
    public static ProductSummary Summary(this Product product, LocalDate today)
    {
        var newest = product.Releases.LastOrDefault(release => release.IsOutOn(today)) ?? product.Releases[^1];
        return product.SummaryOf(newest, null, product.Name, today);
    }

    public static ProductSummary SummaryOf(
        this Product product, Release release, string? key, string name, LocalDate today) => new(
        product.Key,
        key,
        name,
        Wire(release.PhaseOn(today)),
        release.SupportEndsOn?.ToDateOnly(),
        product.Releases.Count(one => one.IsInSupport(today)));

    public static ProductView View(this Product product, CatalogInForce catalog, LocalDate today) => new(
        product.Key,
        product.Name,
        product.Aliases,
        [.. product.Releases.Reverse().Select(release => new ProductRelease(product, release).View(catalog, today))],
        catalog.Version);

    public static ReleaseView View(this ProductRelease found, CatalogInForce catalog, LocalDate today)
    {
        var release = found.Release;
        return new ReleaseView(
            found.Reference,
            release.Name,
            Wire(release.PhaseOn(today)),
            Enum.Parse<Guichet.Client.Catalog.LifecyclePolicy>(release.Policy.ToString()),
            Enum.Parse<Guichet.Client.Catalog.Deployment>(release.Deployment.ToString()),
            release.ReleasedOn?.ToDateOnly(),
            release.MainstreamEndsOn?.ToDateOnly(),
            release.ExtendedEndsOn?.ToDateOnly(),
            release.SecurityUpdatesEndOn?.ToDateOnly(),
            release.SupportEndsOn?.ToDateOnly(),
            release.SupersededBy,
            release.Source.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            [.. catalog.CorrectionsOf(found.Reference).Select(fact => new CorrectedFactView(
                Enum.Parse<Guichet.Client.Catalog.CorrectedField>(fact.Correction.Field.ToString()),
                fact.Correction.Value,
                fact.SourceValue))]);
    }

    private static Guichet.Client.Catalog.LifecyclePhase Wire(Guichet.Catalog.LifecyclePhase phase) =>
        Enum.Parse<Guichet.Client.Catalog.LifecyclePhase>(phase.ToString());
}
