namespace Guichet.Client.Packs;

/// <summary>Whether a pack can still be used.</summary>
public enum PackState
{
    /// <summary>It can be used until its last usable day.</summary>
    Usable,

    /// <summary>Nothing is left in it.</summary>
    Exhausted,

    /// <summary>Its last usable day is over.</summary>
    Expired,

    /// <summary>Nothing is left in it, as a bank has taken the payment for it back.</summary>
    Disputed,
}

/// <summary>A pack or a contract with what is in it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Plan">Key of its plan.</param>
/// <param name="PlanName">Its plan's name in the language asked for.</param>
/// <param name="State">Whether it can be used.</param>
/// <param name="Size">Credits it came with; null for a contract that is not counted.</param>
/// <param name="Balance">Credits available and on hold; null for a contract that is not counted.</param>
/// <param name="Reserved">Credits on hold; null for a contract that is not counted.</param>
/// <param name="Available">Credits that can be used, so none once its last usable day is over; null for a contract that
/// is not counted.</param>
/// <param name="StartsOn">First usable day.</param>
/// <param name="ExpiresOn">Last usable day, inclusive, in the policy's time zone; null: it does not expire.</param>
/// <param name="Held">True where one holds it oneself, false where it is the organisation's or shared by its
/// owner.</param>
/// <param name="ContractId">The contract's number; null for a pack that was bought.</param>
/// <param name="Order">The order that bought it; null for a contract.</param>
public sealed record PackView(
    Guid Id,
    string Plan,
    string PlanName,
    PackState State,
    int? Size,
    int? Balance,
    int? Reserved,
    int? Available,
    DateOnly StartsOn,
    DateOnly? ExpiresOn,
    bool Held,
    string? ContractId,
    Guid? Order)
{
    /// <summary>The instant at which its last usable day is over, wherever one is; null: it does not expire.</summary>
    public DateTimeOffset? UsableBefore { get; init; }

    /// <summary>Whether one neither holds it nor has it by one's organisation: its owner has named one.</summary>
    public bool Shared { get; init; }

    /// <summary>Whether it belongs to one's own account, which may name others to use it.</summary>
    public bool Owned { get; init; }

    /// <summary>Whether one may renew the access id of this contract.</summary>
    public bool RenewsAccessId { get; init; }

    /// <summary>Confirmation number of its purchase, for whoever may see the order; else null.</summary>
    public string? OrderNumber { get; init; }

    /// <summary>Number of the last line of its statement; null for a contract that is not counted.</summary>
    public int? LastLine { get; init; }

    /// <summary>Whether its last usable day is near, as the policy warns.</summary>
    public bool ExpiresSoon { get; init; }

    /// <summary>Whether few are left, as the policy warns.</summary>
    public bool FewLeft { get; init; }
}

/// <summary>What was in a pack at the end of a day.</summary>
/// <param name="On">The day, in the policy's time zone.</param>
/// <param name="Balance">Credits in it, as the statement's last line by then says.</param>
/// <param name="Reserved">Credits on hold, as that line says.</param>
/// <param name="Available">Credits that could be used: none once the last usable day was over, even where the line by
/// which they expire came later.</param>
/// <param name="Line">The last line of the statement by then; null where there was none.</param>
public sealed record PackBalanceView(DateOnly On, int Balance, int Reserved, int Available, int? Line)
{
    /// <summary>The instant at which that day is over, wherever one is.</summary>
    public DateTimeOffset Until { get; init; }
}
