using System.ComponentModel.DataAnnotations;

namespace Guichet.Client.Catalog;

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

/// <summary>How a correction stands to what the source says now.</summary>
public enum CorrectionStanding
{
    /// <summary>It holds instead of what the source says.</summary>
    Holds,

    /// <summary>The source has come to say the same: it can be withdrawn.</summary>
    NoLongerNeeded,

    /// <summary>With what the source says now it makes no sense, and is left aside.</summary>
    DoesNotFit,
}

/// <summary>A fact to correct.</summary>
public sealed record NewCorrection
{
    /// <summary>Made by whoever corrects; sending it twice corrects once.</summary>
    [Required]
    public Guid? Id { get; init; }

    /// <summary>Release reference: <c>windows-server/2019</c>.</summary>
    [Required, StringLength(201)]
    public string? Release { get; init; }

    /// <summary>The fact.</summary>
    [Required]
    public CorrectedField? Field { get; init; }

    /// <summary>As the catalogue file writes it: a day as <c>2029-01-09</c>, a name, a release key; empty for
    /// none.</summary>
    [StringLength(200)]
    public string? Value { get; init; }

    /// <summary>Why, for the history.</summary>
    [Required, StringLength(1000)]
    public string? Reason { get; init; }
}

/// <summary>A correction of the vendor's.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Release">Release reference.</param>
/// <param name="ReleaseName">The release's name.</param>
/// <param name="Field">The fact.</param>
/// <param name="Value">What the vendor says; empty for none.</param>
/// <param name="SourceValue">What the source says; empty for none.</param>
/// <param name="Standing">How the two stand to each other.</param>
/// <param name="Reason">Why it was made.</param>
/// <param name="MadeBy">Who made it.</param>
/// <param name="MadeAt">When.</param>
/// <param name="Version">The catalogue version that it made.</param>
public sealed record CorrectionView(
    Guid Id,
    string Release,
    string ReleaseName,
    CorrectedField Field,
    string Value,
    string SourceValue,
    CorrectionStanding Standing,
    string Reason,
    string? MadeBy,
    DateTimeOffset MadeAt,
    int Version);
