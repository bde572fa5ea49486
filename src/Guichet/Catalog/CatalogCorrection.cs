namespace Guichet.Catalog;

/// <summary>The facts of a release that the vendor can correct.</summary>
public enum CorrectedField
{
    /// <summary>The name as shown.</summary>
    Name,

    /// <summary>First day of support.</summary>
    ReleasedOn,

    /// <summary>Last day of mainstream support; modern: of servicing.</summary>
    MainstreamEndsOn,

    /// <summary>Last day of extended support.</summary>
    ExtendedEndsOn,

    /// <summary>Last day of extended security updates.</summary>
    SecurityUpdatesEndOn,

    /// <summary>Key of the release that follows.</summary>
    SupersededBy,
}

/// <summary>What the vendor says of a release against its source.</summary>
/// <param name="Release">Release reference.</param>
/// <param name="Field">The fact.</param>
/// <param name="Value">As the catalogue file writes it; empty for none.</param>
public sealed record CatalogCorrection(string Release, CorrectedField Field, string Value);

/// <summary>How a correction stands to what the source says now.</summary>
public enum CorrectionStanding
{
    /// <summary>It holds instead of what the source says.</summary>
    Holds,

    /// <summary>The source has come to say the same: it can be withdrawn.</summary>
    NoLongerNeeded,

    /// <summary>With what the source says now it makes no sense (its days would not follow each other, its release or
    /// successor is not there), and is left aside with all others of its release.</summary>
    DoesNotFit,
}

/// <summary>A correction beside its source.</summary>
/// <param name="Correction">The correction.</param>
/// <param name="SourceValue">What the source says; empty for none.</param>
/// <param name="Standing">What becomes of it.</param>
public sealed record CorrectedFact(CatalogCorrection Correction, string SourceValue, CorrectionStanding Standing);
