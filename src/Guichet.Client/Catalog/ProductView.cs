namespace Guichet.Client.Catalog;

/// <summary>Where a release stands in its life on a day.</summary>
public enum LifecyclePhase
{
    /// <summary>Not out yet.</summary>
    Upcoming,

    /// <summary>Mainstream support.</summary>
    Mainstream,

    /// <summary>Extended support: paid support only.</summary>
    Extended,

    /// <summary>Support has ended.</summary>
    Ended,
}

/// <summary>How the phases of a release are laid down.</summary>
public enum LifecyclePolicy
{
    /// <summary>Mainstream, then extended support.</summary>
    Fixed,

    /// <summary>Mainstream until its end.</summary>
    Modern,
}

/// <summary>Where a release runs.</summary>
public enum Deployment
{
    /// <summary>On the customer's own machines.</summary>
    OnPremises,

    /// <summary>As a service of the vendor's.</summary>
    Cloud,
}

/// <summary>A product in a list, or the release that was looked for.</summary>
/// <param name="Product">Product key: <c>windows-server</c>.</param>
/// <param name="Release">Key of the release that the words name; null where they name the product as a whole.</param>
/// <param name="Name">Of the release where there is one, otherwise of the product.</param>
/// <param name="Phase">Of the release on the day of the question, or of the product's newest release that is
/// out.</param>
/// <param name="SupportEndsOn">Last supported day of that release, inclusive; null where none is announced.</param>
/// <param name="Supported">How many releases of the product are in support on that day.</param>
public sealed record ProductSummary(
    string Product, string? Release, string Name, LifecyclePhase Phase, DateOnly? SupportEndsOn, int Supported);

/// <summary>A product with its releases.</summary>
/// <param name="Key">Product key.</param>
/// <param name="Name">As people write it.</param>
/// <param name="Aliases">Other names.</param>
/// <param name="Releases">Newest first.</param>
/// <param name="CatalogVersion">The catalogue's version.</param>
public sealed record ProductView(
    string Key, string Name, IReadOnlyList<string> Aliases, IReadOnlyList<ReleaseView> Releases, int CatalogVersion);

/// <summary>A release. All dates are days in the policy's time zone; an end is the last day, inclusive; an empty one
/// means that none is announced.</summary>
/// <param name="Reference"><c>windows-server/2019</c>, by which it is named elsewhere.</param>
/// <param name="Name">As people write it.</param>
/// <param name="Phase">On the day of the question.</param>
/// <param name="Policy">Fixed or modern.</param>
/// <param name="Deployment">On premises or cloud.</param>
/// <param name="ReleasedOn">First day.</param>
/// <param name="MainstreamEndsOn">Last day of mainstream support.</param>
/// <param name="ExtendedEndsOn">Last day of extended support.</param>
/// <param name="SecurityUpdatesEndOn">Last day of extended security updates, which do not change a phase.</param>
/// <param name="SupportEndsOn">Last day of support in whatever phase.</param>
/// <param name="SupersededBy">Key of the release that follows it; null for the newest.</param>
/// <param name="Sources">The pages on which the dates were read.</param>
/// <param name="Corrections">The facts that the vendor corrected, with what the source says.</param>
public sealed record ReleaseView(
    string Reference,
    string Name,
    LifecyclePhase Phase,
    LifecyclePolicy Policy,
    Deployment Deployment,
    DateOnly? ReleasedOn,
    DateOnly? MainstreamEndsOn,
    DateOnly? ExtendedEndsOn,
    DateOnly? SecurityUpdatesEndOn,
    DateOnly? SupportEndsOn,
    string? SupersededBy,
    IReadOnlyList<string> Sources,
    IReadOnlyList<CorrectedFactView> Corrections);

/// <summary>A fact that holds against its source.</summary>
/// <param name="Field">The fact.</param>
/// <param name="Value">What holds, as the catalogue file writes it; empty for none.</param>
/// <param name="SourceValue">What the source says; empty for none.</param>
public sealed record CorrectedFactView(CorrectedField Field, string Value, string SourceValue);
