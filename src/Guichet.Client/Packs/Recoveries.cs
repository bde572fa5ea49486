using System.ComponentModel.DataAnnotations;

namespace Guichet.Client.Packs;

/// <summary>How far a request for a pack has come.</summary>
public enum RecoveryState
{
    /// <summary>Nobody has decided.</summary>
    Open,

    /// <summary>The pack was transferred.</summary>
    Approved,

    /// <summary>It was not.</summary>
    Refused,
}

/// <summary>What it takes to ask for a pack whose account one cannot use (R22).</summary>
public sealed record NewRecovery
{
    /// <summary>Made by the sender (a version-7 GUID): sent twice, it is asked once.</summary>
    [Required]
    public Guid? Id { get; init; }

    /// <summary>Confirmation number of the purchase; case, spaces and dashes do not count.</summary>
    [Required, StringLength(40)]
    public string? ConfirmationNumber { get; init; }

    /// <summary>What an agent should know; may be left out.</summary>
    [StringLength(1000)]
    public string? Words { get; init; }
}

/// <summary>Why a request for a pack is decided as it is.</summary>
public sealed record RecoveryDecision
{
    /// <summary>In words, for the desk and the owner. Who asked does not read it.</summary>
    [Required, StringLength(500)]
    public string? Reason { get; init; }
}

/// <summary>A request for a pack, as who asked sees it: the same whether there is such a number or not, at every stage
/// until a pack is transferred.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ConfirmationNumber">The number given.</param>
/// <param name="AskedAt">When.</param>
/// <param name="WaitsUntil">Before, nothing is decided.</param>
/// <param name="State">How far it has come.</param>
/// <param name="DecidedAt">When it was decided; null before.</param>
/// <param name="Reason">One sentence, the same for every refusal; else null.</param>
/// <param name="Pack">The pack that was transferred; else null.</param>
public sealed record RecoveryView(
    Guid Id,
    string ConfirmationNumber,
    DateTimeOffset AskedAt,
    DateTimeOffset WaitsUntil,
    RecoveryState State,
    DateTimeOffset? DecidedAt,
    string? Reason,
    Guid? Pack);

/// <summary>A request for a pack, as who decides sees it.</summary>
/// <param name="Recovery">The request.</param>
/// <param name="Words">What who asked said to it.</param>
/// <param name="AskerName">Who asks.</param>
/// <param name="AskerEmail">Their address.</param>
/// <param name="OwnerName">Whose the pack is, or was before it was transferred; null where the number is that of no
/// purchase.</param>
/// <param name="OwnerEmail">Their address; null likewise.</param>
/// <param name="Pack">The pack; null where the number is that of no purchase.</param>
/// <param name="PlanName">Its plan's name in the language asked for; null likewise.</param>
/// <param name="SameOrganization">Whether who asks belongs to the organisation that the pack belongs to.</param>
/// <param name="OwnerToldAt">When the notice to that owner was written; null: they were not told.</param>
/// <param name="OwnerHasUntil">Until then whoever was told has time to object; null where nobody was.</param>
/// <param name="ObjectedAt">When the owner objected; null: not.</param>
/// <param name="Objection">What the owner said.</param>
/// <param name="Reason">Why it was decided so, as an agent wrote it; null before.</param>
public sealed record RecoveryCaseView(
    RecoveryView Recovery,
    string Words,
    string AskerName,
    string AskerEmail,
    string? OwnerName,
    string? OwnerEmail,
    Guid? Pack,
    string? PlanName,
    bool SameOrganization,
    DateTimeOffset? OwnerToldAt,
    DateTimeOffset? OwnerHasUntil,
    DateTimeOffset? ObjectedAt,
    string Objection,
    string? Reason);
