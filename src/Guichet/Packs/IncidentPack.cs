using Guichet.Accounts;

namespace Guichet.Packs;

/// <summary>Prepaid incidents with a last usable day. Its credits are the sum of its ledger; the pack itself never
/// changes but by appending a line, and only the last line is needed to append the next.</summary>
public sealed class IncidentPack
{
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

    /// <summary>The account that bought or activated it (R20).</summary>
    public PersonId Owner { get; }

    /// <summary>Credits it came with; null for a contract that is not counted, which writes no ledger line.</summary>
    public int? Size { get; }

    /// <summary>Last usable day, inclusive, in the policy's time zone; null: it does not expire.</summary>
    public LocalDate? ExpiresOn { get; }

    /// <summary>The last ledger line; null for a contract that is not counted.</summary>
    public LedgerEntry? LastEntry { get; private set; }

    /// <summary>Credits that can be reserved; null for a contract that is not counted.</summary>
    public int? Available => Size is null ? null : LastEntry?.AvailableAfter ?? 0;

    /// <summary>Whether its last usable day is over.</summary>
    public bool HasExpired(LocalDate today) => ExpiresOn < today;

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
            return new Refusal("pack.expired", $"The pack expired on {ExpiresOn:uuuu-MM-dd}.").With("date", ExpiresOn!);
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
    /// at once, in a second line.</summary>
    public IReadOnlyList<LedgerEntry> Release(Guid incident, PersonId? by, string reason, LocalDate today, Instant at)
    {
        RequireHold();
        var released = Append(LedgerEntryKind.Released, 0, -1, incident, by, reason, at);
        return HasExpired(today) ? [released, Lapse(1, incident, at)] : [released];
    }

    /// <summary>Gives a credit back that was used up: a person has decided so, or the policy. What comes back to an
    /// expired pack expires at once, in a second line.</summary>
    public IReadOnlyList<LedgerEntry> GiveBack(
        Guid incident, PersonId? by, string reason, LocalDate today, Instant at)
    {
        var given = Append(LedgerEntryKind.Adjusted, 1, 0, incident, by, reason, at);
        return HasExpired(today) ? [given, Lapse(1, incident, at)] : [given];
    }

    /// <summary>What is left after the last usable day lapses; null where nothing is left. Credits on hold
    /// stay.</summary>
    public LedgerEntry? Expire(LocalDate today, Instant at) =>
        HasExpired(today) && Available is { } left and > 0 ? Lapse(left, null, at) : null;

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
