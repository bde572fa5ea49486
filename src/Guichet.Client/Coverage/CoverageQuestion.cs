using System.ComponentModel.DataAnnotations;
using Guichet.Client.Accounts;

namespace Guichet.Client.Coverage;

/// <summary>May this problem be supported, and by which plan? With <see cref="SignIn"/>, <see cref="Partner"/>,
/// <see cref="Competency"/> and <see cref="Holds"/> all left out the question is about the person who asks and what
/// they hold; with any of them it is about somebody supposed, and what is left out is personal, none, false and
/// nothing. </summary>
public sealed record CoverageQuestion
{
    /// <summary>Release reference: <c>windows-server/2019</c>. It may be unknown to the catalogue.</summary>
    [Required, StringLength(200)]
    public string? Release { get; init; }

    /// <summary>Key of what is wanted.</summary>
    [Required, StringLength(100)]
    public string? Wants { get; init; } = "break-fix";

    /// <summary>The day asked about, in the policy's time zone; left out: today.</summary>
    public DateOnly? On { get; init; }

    /// <summary>The version of the catalogue to decide by, as an earlier decision names it; left out: the one in
    /// force.</summary>
    [Range(1, int.MaxValue)]
    public int? CatalogVersion { get; init; }

    /// <summary>The version of the policy to decide by; left out: the one in force.</summary>
    [Range(1, int.MaxValue)]
    public int? PolicyVersion { get; init; }

    /// <summary>Kind of sign-in of somebody supposed.</summary>
    public SignInKind? SignIn { get; init; }

    /// <summary>Their level in the partner programme.</summary>
    public PartnerLevel? Partner { get; init; }

    /// <summary>Whether they hold a competency.</summary>
    public bool? Competency { get; init; }

    /// <summary>The packs and contracts they hold.</summary>
    [MaxLength(100)]
    public IReadOnlyList<SupposedPack>? Holds { get; init; }
}

/// <summary>A pack or contract of somebody supposed.</summary>
public sealed record SupposedPack
{
    /// <summary>Key of its plan.</summary>
    [Required, StringLength(100)]
    public string? Plan { get; init; }

    /// <summary>Credits left; left out: a full pack, or a plan without a balance.</summary>
    [Range(0, 1_000_000)]
    public int? Left { get; init; }

    /// <summary>Last usable day, inclusive; left out: it does not expire.</summary>
    public DateOnly? ExpiresOn { get; init; }
}
