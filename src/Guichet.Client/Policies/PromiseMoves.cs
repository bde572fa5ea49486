using System.ComponentModel.DataAnnotations;
using Guichet.Client.Incidents;

namespace Guichet.Client.Policies;

/// <summary>An order to move running promises to the policy in force.</summary>
public sealed record NewPromiseMove
{
    /// <summary>Made by whoever orders (a version-7 GUID); the same order with the same id is written once.</summary>
    [Required]
    public Guid? Id { get; init; }

    /// <summary>The version of the policy that was looked at; refused where another is in force.</summary>
    [Required]
    public int? PolicyVersion { get; init; }

    /// <summary>Why, in words that the customers are told.</summary>
    [Required, StringLength(500, MinimumLength = 3)]
    public string? Reason { get; init; }

    /// <summary>Incidents of this severity only; left out: of any.</summary>
    public Severity? Severity { get; init; }

    /// <summary>Incidents of this plan only; left out: of any.</summary>
    [StringLength(60)]
    public string? Plan { get; init; }

    /// <summary>Whether incidents are moved where that breaks a promise at once; else these are left alone.</summary>
    public bool MovesMissed { get; init; }
}

/// <summary>What an order would do.</summary>
/// <param name="PolicyVersion">The version of the policy to which promises would be moved.</param>
/// <param name="Looked">How many open incidents were looked at.</param>
/// <param name="AtLeast">Whether there are more, so that the numbers are the least.</param>
/// <param name="Moving">Of how many incidents a promise would be moved.</param>
/// <param name="Missed">Of how many of these a promise would be broken by it.</param>
public sealed record PromiseMovePreviewView(int PolicyVersion, int Looked, bool AtLeast, int Moving, int Missed);

/// <summary>An order, and how far it has come.</summary>
/// <param name="Id">Its id.</param>
/// <param name="PolicyVersion">The version of the policy to which promises are moved.</param>
/// <param name="Severity">Of this severity only; null: of any.</param>
/// <param name="Plan">Of this plan only; null: of any.</param>
/// <param name="MovesMissed">Whether incidents are moved where that breaks a promise at once.</param>
/// <param name="Reason">What the customers are told.</param>
/// <param name="OrderedBy">Who ordered it.</param>
/// <param name="OrderedAt">When.</param>
/// <param name="Moved">How many incidents were moved by now.</param>
/// <param name="LeftAlone">How many were left alone, as moving would have broken a promise.</param>
/// <param name="DoneAt">When the last was done; null while it is being carried out.</param>
public sealed record PromiseMoveView(
    Guid Id,
    int PolicyVersion,
    Severity? Severity,
    string? Plan,
    bool MovesMissed,
    string Reason,
    string OrderedBy,
    DateTimeOffset OrderedAt,
    int Moved,
    int LeftAlone,
    DateTimeOffset? DoneAt);
