using System.ComponentModel.DataAnnotations;

namespace Guichet.Client.Packs;

/// <summary>What it takes to add a contract to one's account (R20).</summary>
public sealed record AddedContract
{
    /// <summary>The contract's number; spaces and dashes do not count.</summary>
    [Required, StringLength(40)]
    public string? ContractId { get; init; }

    /// <summary>The secret that came with it; case, spaces and dashes do not count.</summary>
    [Required, StringLength(40)]
    public string? AccessId { get; init; }
}

/// <summary>What it takes to grant a contract.</summary>
public sealed record NewContract
{
    /// <summary>Made by the sender (a version-7 GUID): sent twice, it is granted once.</summary>
    [Required]
    public Guid? Id { get; init; }

    /// <summary>Key of a plan that is held by contract; its size and validity are the plan's.</summary>
    [Required, StringLength(100)]
    public string? Plan { get; init; }

    /// <summary>First usable day; today or before.</summary>
    [Required]
    public DateOnly? StartsOn { get; init; }
}

/// <summary>What it takes to renew the access id of a contract.</summary>
public sealed record AccessIdRenewal
{
    /// <summary>Whether all accounts that have added the contract lose it, except one's own; they add it again with
    /// the new access id.</summary>
    public bool RemoveOthers { get; init; }
}

/// <summary>A contract as it is handed out, once.</summary>
/// <param name="Id">The pack's id.</param>
/// <param name="ContractId">The contract's number.</param>
/// <param name="AccessId">The secret that goes with it; only its hash is kept.</param>
/// <param name="StartsOn">First usable day.</param>
/// <param name="ExpiresOn">Last usable day, inclusive.</param>
public sealed record GrantedContractView(
    Guid Id, string ContractId, string AccessId, DateOnly StartsOn, DateOnly? ExpiresOn);

/// <summary>What walking all ledgers found.</summary>
/// <param name="Packs">Packs walked.</param>
/// <param name="Lines">Lines walked.</param>
/// <param name="Breaks">Where ledgers do not hold together, the first of each pack; a hundred at most.</param>
public sealed record LedgerCheckView(int Packs, long Lines, IReadOnlyList<LedgerBreakView> Breaks);

/// <summary>A place where a ledger does not hold together.</summary>
/// <param name="Pack">The pack.</param>
/// <param name="Line">The line at which it shows.</param>
/// <param name="Code"><c>ledger.line-missing</c>, <c>ledger.totals-wrong</c> or <c>ledger.hash-wrong</c>.</param>
public sealed record LedgerBreakView(Guid Pack, int Line, string Code);
