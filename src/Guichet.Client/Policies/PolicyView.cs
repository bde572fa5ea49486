using System.ComponentModel.DataAnnotations;

namespace Guichet.Client.Policies;

/// <summary>A version of the support policy with its text.</summary>
/// <param name="Version">Counts up from 1.</param>
/// <param name="InForce">Whether it is the one in force.</param>
/// <param name="Text">The YAML, as it was applied.</param>
/// <param name="Note">Why it was put in force.</param>
/// <param name="AppliedBy">Who did; null for the one that was shipped.</param>
/// <param name="AppliedAt">When.</param>
public sealed record PolicyView(
    int Version, bool InForce, string Text, string Note, string? AppliedBy, DateTimeOffset AppliedAt);

/// <summary>A version of the support policy in a list.</summary>
/// <param name="Version">Counts up from 1.</param>
/// <param name="Note">Why it was put in force.</param>
/// <param name="AppliedBy">Who did; null for the one that was shipped.</param>
/// <param name="AppliedAt">When.</param>
public sealed record PolicyVersionView(int Version, string Note, string? AppliedBy, DateTimeOffset AppliedAt);

/// <summary>What it takes to check a policy.</summary>
public record PolicyText
{
    /// <summary>The YAML.</summary>
    [Required, StringLength(1_000_000, MinimumLength = 1)]
    public string? Text { get; init; }
}

/// <summary>What it takes to put a policy in force.</summary>
public sealed record NewPolicyVersion : PolicyText
{
    /// <summary>Why, for those who read the history; may be empty.</summary>
    [StringLength(500)]
    public string? Note { get; init; }
}

/// <summary>What a check of a policy found.</summary>
/// <param name="Mistakes">In the order of their lines; empty where the policy is in order.</param>
public sealed record PolicyCheckView(IReadOnlyList<FileMistakeView> Mistakes);

/// <summary>Something wrong in a file, and where.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Column">Counted from 1.</param>
/// <param name="Code">Stable.</param>
/// <param name="Message">What is wrong and what would be right, in English.</param>
public sealed record FileMistakeView(int Line, int Column, string Code, string Message);
