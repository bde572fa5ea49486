namespace Guichet.Catalog;

/// <summary>One version line of a product, with its own support dates. All dates are days in the policy's time zone, and
/// an end is the last supported day, inclusive. An empty date means none announced; it is never computed (R10).</summary>
/// <param name="Key">Unique in its product; with the product's key it makes <c>windows-server/2019</c>.</param>
/// <param name="Name">As people write it, product included: "Windows Server 2019".</param>
/// <param name="Policy">Fixed or modern.</param>
/// <param name="Deployment">On premises or cloud.</param>
/// <param name="ReleasedOn">First day of support; empty counts as out.</param>
/// <param name="MainstreamEndsOn">Fixed: last day of mainstream support. Modern: last day of servicing.</param>
/// <param name="ExtendedEndsOn">Fixed: last day of extended support; empty where the release has none.</param>
/// <param name="SupersededBy">Key of the release that follows it in the product; empty for the newest.</param>
/// <param name="Generation">Releases of one product with the same generation count as one under a policy of the last N
/// releases: an R2 with its base version (R15). Empty: the release is its own generation.</param>
public sealed record Release(
    string Key,
    string Name,
    LifecyclePolicy Policy,
    Deployment Deployment,
    LocalDate? ReleasedOn,
    LocalDate? MainstreamEndsOn,
    LocalDate? ExtendedEndsOn,
    string? SupersededBy = null,
    string? Generation = null)
{
    /// <summary>Last day of paid extended security updates, for reading only: they do not change a phase (R10).</summary>
    public LocalDate? SecurityUpdatesEndOn { get; init; }

    /// <summary>True where a source knows that support has ended but not the day.</summary>
    public bool EndedOnUnknownDay { get; init; }

    /// <summary>The pages on which the dates were read, parted by a space.</summary>
    public string Source { get; init; } = "";
}
