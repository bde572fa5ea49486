using NodaTime.Text;

namespace Guichet.Catalog;

/// <summary>One fact of a product or release as the catalogue file writes it, by which two versions are compared.
/// </summary>
internal readonly record struct CatalogFact(string Field, string Value)
{
    /// <summary>The order is told of the releases that were there before: a new one moves nothing.</summary>
    public static IReadOnlyList<CatalogFact> Of(Product product, Product? before)
    {
        var known = before?.Releases.Select(release => release.Key).ToHashSet() ?? [];
        var order = product.Releases.Select(release => release.Key).Where(known.Contains);
        return
        [
            new("name", product.Name),
            new("aliases", string.Join(", ", product.Aliases)),
            new("order", string.Join(", ", order)),
        ];
    }

    public static IReadOnlyList<CatalogFact> Of(Release release) =>
    [
        new("name", release.Name),
        new("policy", Written(release.Policy)),
        new("deployment", release.Deployment == Deployment.OnPremises ? "on-premises" : "cloud"),
        new("releasedOn", Written(release.ReleasedOn)),
        new("mainstreamEndsOn", Written(release.MainstreamEndsOn)),
        new("extendedEndsOn", Written(release.ExtendedEndsOn)),
        new("securityUpdatesEndOn", Written(release.SecurityUpdatesEndOn)),
        new("endedOnUnknownDay", release.EndedOnUnknownDay ? "true" : "false"),
        new("supersededBy", release.SupersededBy ?? ""),
        new("generation", release.Generation ?? ""),
        new("line", release.Line),
        new("source", release.Source),
    ];

    /// <summary>The facts that differ; both lists name the same fields in the same order.</summary>
    public static IReadOnlyList<FieldChange> Changes(
        IReadOnlyList<CatalogFact> before, IReadOnlyList<CatalogFact> after) =>
    [
        .. before.Zip(after)
            .Where(pair => pair.First != pair.Second)
            .Select(pair => new FieldChange(pair.First.Field, pair.First.Value, pair.Second.Value)),
    ];

    public static string Written(LifecyclePolicy policy) => policy == LifecyclePolicy.Fixed ? "fixed" : "modern";

    public static string Written(LocalDate? date) => date is { } day ? LocalDatePattern.Iso.Format(day) : "";
}
