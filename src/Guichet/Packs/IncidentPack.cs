using Guichet.Accounts;

namespace Guichet.Packs;

/// <summary>Prepaid incidents with a last usable day. Its credits are the sum of its ledger; the pack itself never
/// changes but by appending a line, and only the last line is needed to append the next.</summary>
public sealed class IncidentPack
{
    /// <summary>The reason of a line by which credits are put aside while their payment is disputed.</summary>
    public const string PutAside = "payment.disputed";

    /// <summary>The pack as it stands after its last ledger line.</summary>
    public IncidentPack(
        IncidentPackId id, string plan, PersonId owner, int? size, LocalDate? expiresOn, LedgerEntry? lastEntry)
    {
        (Id, Plan, Owner, Size, ExpiresOn, LastEntry) = (id, plan, owner, size, expiresOn, lastEntry);
    }

    /// <summary>Its id.</summary>
    public IncidentPackId Id { get; }

    /// <summary>Key of its plan.</summary>
    public string Plan { get; }

    /// <summary>The account that it belongs to: the one that bought or activated it (R20), or to which it was
    /// transferred.</summary>
    public PersonId Owner { get; private set; }

    /// <summary>Credits it came with; null for a contract that is not counted, which writes no ledger line.</summary>
    public int? Size { get; }

    /// <summary>Last usable day, inclusive, in the policy's time zone; null: it does not expire. It moves only when a
    /// credit comes back after it and the policy gives grace.</summary>
    public LocalDate? ExpiresOn { get; private set; }

    /// <summary>Whether its last usable day has moved since it was loaded.</summary>
    public bool IsProlonged { get; private set; }

    /// <summary>The last ledger line; null for a contract that is not counted.</summary>
    public LedgerEntry? LastEntry { get; private set; }

    /// <summary>Credits that can be reserved; null for a contract that is not counted.</summary>
    public int? Available => Size is null ? null : LastEntry?.AvailableAfter ?? 0;

    /// <summary>Whether its last usable day is over.</summary>
    public bool HasExpired(LocalDate today) => ExpiresOn < today;

    /// <summary>Credits that could be used at the end of a day: none after its last usable day, as that is over at one
    /// instant and the line that says so is written later (R21). Where that day has moved since, the days before it
    /// moved go by their lines.</summary>
    /// <param name="day">The day in the policy's time zone.</param>
    /// <param name="last">The last line by the end of that day; null where there was none.</param>
    public int AvailableOn(LocalDate day, LedgerEntry? last) => HasExpired(day) ? 0 : last?.AvailableAfter ?? 0;

    /// <summary>The last usable day of a pack (R21): the same date after the validity; 29 February becomes
    /// 28.</summary>
    public static LocalDate LastDay(LocalDate purchasedOn, Period validity) => purchasedOn.Plus(validity);

    /// <summary>The credits come in: the first line of the ledger.</summary>
    public LedgerEntry Purchase(PersonId by, string reason, Instant at)
    {
        if (Size is not { } size || LastEntry is not null)
        {
            throw new InvalidOperationException("A ledger is opened once, and only where incidents are counted.");
        }

        return Append(LedgerEntryKind.Purchased, size, 0, null, by, reason, at);
    }

    /// <summary>Puts one credit on hold for an incident (R23). Refused: <c>pack.expired</c>,
    /// <c>pack.exhausted</c>.</summary>
    public Result<LedgerEntry> Reserve(Guid incident, PersonId by, LocalDate today, Instant at)
    {
        if (HasExpired(today))
        {
            return Expired();
        }

        return Available > 0
            ? Append(LedgerEntryKind.Reserved, 0, 1, incident, by, "incident.submitted", at)
            : new Refusal("pack.exhausted", "The pack has no incident left.");
    }

    /// <summary>Uses up the credit on hold: the incident is charged. A pack that has expired in between still honours
    /// it (R23).</summary>
    public LedgerEntry Consume(Guid incident, PersonId? by, string reason, Instant at)
    {
        RequireHold();
        return Append(LedgerEntryKind.Consumed, -1, -1, incident, by, reason, at);
    }

    /// <summary>Gives the credit on hold back: the incident is not charged. What comes back to an expired pack expires
    /// at once, in a second line, unless there are days of grace.</summary>
    public IReadOnlyList<LedgerEntry> Release(
        Guid incident, PersonId? by, string reason, LocalDate today, Instant at, int graceDays = 0)
    {
        RequireHold();
        return ComeBack(
            () => Append(LedgerEntryKind.Released, 0, -1, incident, by, reason, at), 1, incident, today, at, graceDays);
    }

    /// <summary>Gives a credit back that was used up: a person has decided so, or the policy. What comes back to an
    /// expired pack expires at once, in a second line, unless there are days of grace.</summary>
    public IReadOnlyList<LedgerEntry> GiveBack(
        Guid incident, PersonId? by, string reason, LocalDate today, Instant at, int graceDays = 0) =>
        ComeBack(
            () => Append(LedgerEntryKind.Adjusted, 1, 0, incident, by, reason, at), 1, incident, today, at, graceDays);

    /// <summary>Takes credits out that nobody has used: they are refunded, or were too many. Credits on hold stay.
    /// Refused: <c>pack.expired</c>; <c>pack.nothing-left</c>, where fewer are available than that; both also for a
    /// contract that is not counted.</summary>
    /// <param name="credits">How many, from 1.</param>
    /// <param name="by">Who; null where it happens by rule.</param>
    /// <param name="reason">A code such as <c>order.refunded</c>, or a person's words.</param>
    /// <param name="today">The day in the policy's time zone.</param>
    /// <param name="at">When.</param>
    public Result<LedgerEntry> TakeBack(int credits, PersonId? by, string reason, LocalDate today, Instant at)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(credits, 1);
        if (HasExpired(today))
        {
            return Expired();
        }

        return Available >= credits
            ? Append(LedgerEntryKind.Adjusted, -credits, 0, null, by, reason, at)
            : new Refusal("pack.nothing-left", $"The pack has {Available ?? 0} incidents to take back, not {credits}.")
                .With("count", Available ?? 0);
    }

    /// <summary>Puts aside what nobody has used, while the payment for it is disputed; null where there is nothing.
    /// Credits on hold stay: what is being worked on goes on.</summary>
    /// <param name="today">The day in the policy's time zone.</param>
    /// <param name="at">When.</param>
    /// <param name="most">How many at most; null: all.</param>
    public LedgerEntry? Freeze(LocalDate today, Instant at, int? most = null) =>
        !HasExpired(today) && Math.Min(Available ?? 0, most ?? int.MaxValue) is var credits and > 0
            ? Append(LedgerEntryKind.Adjusted, -credits, 0, null, null, PutAside, at)
            : null;

    /// <summary>What was put aside comes back; to an expired pack it comes as any credit that comes back late.
    /// </summary>
    public IReadOnlyList<LedgerEntry> Thaw(int credits, LocalDate today, Instant at, int graceDays = 0) =>
        ComeBack(
            () => Append(LedgerEntryKind.Adjusted, credits, 0, null, null, "payment.dispute-won", at),
            credits, null, today, at, graceDays);

    /// <summary>A person puts the credits right. Refused: <c>pack.uncounted</c>; what <see cref="TakeBack"/> refuses;
    /// <c>pack.expired</c> for credits added to an expired pack without grace, as they would lapse at once.</summary>
    /// <param name="credits">How many more, or fewer (below zero); not zero.</param>
    /// <param name="by">Who.</param>
    /// <param name="reason">Why, in words.</param>
    /// <param name="today">The day in the policy's time zone.</param>
    /// <param name="at">When.</param>
    /// <param name="graceDays">Days that credits given to an expired pack can be used.</param>
    public Result<LedgerEntry[]> Adjust(
        int credits, PersonId by, string reason, LocalDate today, Instant at, int graceDays = 0)
    {
        ArgumentOutOfRangeException.ThrowIfZero(credits);
        if (Size is null)
        {
            return new Refusal("pack.uncounted", "The contract does not count its incidents.");
        }

        if (credits < 0)
        {
            return TakeBack(-credits, by, reason, today, at).Succeeded(out var taken, out var refusal)
                ? (LedgerEntry[])[taken]
                : refusal;
        }

        return HasExpired(today) && graceDays == 0
            ? Expired()
            : ComeBack(
                () => Append(LedgerEntryKind.Adjusted, credits, 0, null, by, reason, at),
                credits, null, today, at, graceDays);
    }

    /// <summary>The pack changes hands (R22); no credit moves, and what happened before stays. One line, none for a
    /// contract that is not counted. Refused: <c>pack.owner-already</c>.</summary>
    public Result<LedgerEntry[]> Transfer(PersonId to, PersonId? by, string reason, Instant at)
    {
        if (to == Owner)
        {
            return new Refusal("pack.owner-already", "The pack belongs to that account already.");
        }

        Owner = to;
        return Size is null
            ? (LedgerEntry[])[]
            : [Append(LedgerEntryKind.Transferred, 0, 0, null, by, reason, at)];
    }

    /// <summary>What is left after the last usable day lapses; null where nothing is left. Credits on hold
    /// stay.</summary>
    public LedgerEntry? Expire(LocalDate today, Instant at) =>
        HasExpired(today) && Available is { } left and > 0 ? Lapse(left, null, at) : null;

    /// <summary>Credits come back. With grace they can be used for some days more, and only they: what was left before
    /// lapses first.</summary>
    private LedgerEntry[] ComeBack(
        Func<LedgerEntry> append, int credits, Guid? incident, LocalDate today, Instant at, int graceDays)
    {
        if (!HasExpired(today))
        {
            return [append()];
        }

        if (graceDays == 0)
        {
            return [append(), Lapse(credits, incident, at)];
        }

        var lapsed = Expire(today, at);
        (ExpiresOn, IsProlonged) = (today.PlusDays(graceDays), true);
        return lapsed is null ? [append()] : [lapsed, append()];
    }

    private Refusal Expired() =>
        new Refusal("pack.expired", $"The pack expired on {ExpiresOn:uuuu-MM-dd}.").With("date", ExpiresOn!);

    private LedgerEntry Lapse(int credits, Guid? incident, Instant at) =>
        Append(LedgerEntryKind.Expired, -credits, 0, incident, null, "pack.expired", at);

    private void RequireHold()
    {
        if (LastEntry is not { ReservedAfter: > 0 })
        {
            throw new InvalidOperationException($"Pack {Id.Value} has no credit on hold.");
        }
    }

    private LedgerEntry Append(
        LedgerEntryKind kind, int balance, int reserved, Guid? incident, PersonId? by, string reason, Instant at)
    {
        var entry = new LedgerEntry(
            Id,
            (LastEntry?.Line ?? 0) + 1,
            kind,
            balance,
            reserved,
            (LastEntry?.BalanceAfter ?? 0) + balance,
            (LastEntry?.ReservedAfter ?? 0) + reserved,
            incident,
            by,
            reason,
            at,
            LastEntry?.Hash() ?? LedgerEntry.NoHash);
        LastEntry = entry;
        return entry;
    }
}
