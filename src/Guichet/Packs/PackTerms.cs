namespace Guichet.Packs;

/// <summary>What a vendor decides about packs, whatever their plan.</summary>
public sealed record PackTerms
{
    /// <summary>Days that a credit can be used which comes back to an expired pack, from the day after it came back; 0:
    /// it expires at once.</summary>
    public int GiveBackGraceDays { get; init; }

    /// <summary>How many days before its last usable day the holder of a pack is warned, the most first; empty:
    /// never.</summary>
    public IReadOnlyList<int> WarnDaysBeforeExpiry { get; init; } = [90, 30, 7];

    /// <summary>The holder is warned when so many are left in a pack that had more; 0: never.</summary>
    public int WarnWhenLeft { get; init; } = 1;

    /// <summary>Days that the owner has to object before a pack can be transferred to whoever asks for it (R22).
    /// </summary>
    public int RecoveryWaitingDays { get; init; } = 7;

    /// <summary>Whether the holder is to know that the last usable day is near.</summary>
    public bool IsNear(LocalDate? expiresOn, LocalDate today) =>
        WarnDaysBeforeExpiry.Count > 0 && expiresOn >= today
        && expiresOn <= today.PlusDays(WarnDaysBeforeExpiry.Max());

    /// <summary>Whether the holder is to know that few are left.</summary>
    public bool AreFew(int? size, int? available) =>
        WarnWhenLeft > 0 && size > WarnWhenLeft && available > 0 && available <= WarnWhenLeft;
}
