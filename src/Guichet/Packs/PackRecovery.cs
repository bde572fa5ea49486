using Guichet.Accounts;

namespace Guichet.Packs;

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

/// <summary>Somebody asks for a pack whose account they cannot use, with the confirmation number of its purchase (R22).
/// It is the same whether there is such a number or not; only who decides looks that up.</summary>
public sealed class PackRecovery
{
    private PackRecovery()
    {
    }

    /// <summary>Made by the sender: sent twice, it is asked once.</summary>
    public Guid Id { get; private init; }

    /// <summary>Who asks, and is to have the pack.</summary>
    public PersonId AskedBy { get; private init; }

    /// <summary>The number, as confirmation numbers are written; as it was typed where it is none.</summary>
    public string Number { get; private init; } = "";

    /// <summary>What they say to it.</summary>
    public string Words { get; private init; } = "";

    /// <summary>When.</summary>
    public Instant AskedAt { get; private init; }

    /// <summary>Until then nothing is decided, neither way. Counted from the asking, so that it is the same for every
    /// number.</summary>
    public Instant WaitsUntil { get; private init; }

    /// <summary>The owner who was told; null: none was.</summary>
    public PersonId? Told { get; private set; }

    /// <summary>When the notice to them was written.</summary>
    public Instant? ToldAt { get; private set; }

    /// <summary>Until then they can object, and nothing is approved.</summary>
    public Instant? OwnerHasUntil { get; private set; }

    /// <summary>Stands in the mail to the owner who was told: whoever has it can object, and nothing else.</summary>
    public Guid ObjectionKey { get; private set; }

    /// <summary>When the owner objected; null: not.</summary>
    public Instant? ObjectedAt { get; private set; }

    /// <summary>What the owner said.</summary>
    public string Objection { get; private set; } = "";

    /// <summary>How far it has come.</summary>
    public RecoveryState State { get; private set; }

    /// <summary>The pack that was transferred.</summary>
    public IncidentPackId? Pack { get; private set; }

    /// <summary>Whose it was.</summary>
    public PersonId? FormerOwner { get; private set; }

    /// <summary>Who decided; null where the clock did, as it once could.</summary>
    public PersonId? DecidedBy { get; private set; }

    /// <summary>When.</summary>
    public Instant? DecidedAt { get; private set; }

    /// <summary>Why, for the desk and the owner; a code where the clock decided. Who asked does not read it, for it
    /// could tell whether there is such a number.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Counts up with each change.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Asks; nothing about it depends on whether the number exists.</summary>
    /// <param name="id">Made by the sender.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="number">As typed, or as confirmation numbers are written.</param>
    /// <param name="words">What they say to it; may be empty.</param>
    /// <param name="objectionKey">At random.</param>
    /// <param name="terms">Says how long it waits.</param>
    /// <param name="at">When.</param>
    public static PackRecovery Ask(
        Guid id, PersonId by, string number, string words, Guid objectionKey, PackTerms terms, Instant at) => new()
    {
        Id = id,
        AskedBy = by,
        Number = number,
        Words = words,
        ObjectionKey = objectionKey,
        AskedAt = at,
        WaitsUntil = at + Duration.FromDays(terms.RecoveryWaitingDays),
    };

    /// <summary>A notice to the owner is written: from now on they have time to object. Whoever owned the pack before
    /// can object no more. Telling the same owner again changes nothing. Refused: <c>recovery.decided</c>,
    /// <c>recovery.objected</c>.</summary>
    /// <param name="owner">Whose the pack is now.</param>
    /// <param name="objectionKey">At random; in the mail to the first owner it is the request's own.</param>
    /// <param name="terms">Says how long the owner has.</param>
    /// <param name="at">When.</param>
    /// <returns>Whether there is somebody new to tell.</returns>
    public Result<bool> TellOwner(PersonId owner, Guid objectionKey, PackTerms terms, Instant at)
    {
        if (State != RecoveryState.Open)
        {
            return Decided();
        }

        if (ObjectedAt is not null)
        {
            return Objected();
        }

        if (Told == owner)
        {
            return false;
        }

        ObjectionKey = Told is null ? ObjectionKey : objectionKey;
        (Told, ToldAt, OwnerHasUntil) = (owner, at, at + Duration.FromDays(terms.RecoveryWaitingDays));
        Version++;
        return true;
    }

    /// <summary>The owner does not agree. Once is enough. Refused: <c>recovery.decided</c>.</summary>
    public Result<bool> Object(string words, Instant at)
    {
        if (State != RecoveryState.Open)
        {
            return Decided();
        }

        if (ObjectedAt is null)
        {
            (ObjectedAt, Objection) = (at, words);
            Version++;
        }

        return true;
    }

    /// <summary>The pack goes to whoever asked. Refused: <c>recovery.decided</c>; <c>recovery.objected</c>;
    /// <c>recovery.owner-changed</c>, where the owner is not the one who was told; <c>recovery.waits</c>, until they
    /// have had time.</summary>
    public Result<bool> Approve(IncidentPackId pack, PersonId owner, PersonId by, string reason, Instant at)
    {
        if (State != RecoveryState.Open)
        {
            return Decided();
        }

        if (ObjectedAt is not null)
        {
            return Objected();
        }

        if (at < WaitsUntil)
        {
            return Waits(WaitsUntil);
        }

        if (Told != owner)
        {
            return new Refusal("recovery.owner-changed", "The pack's owner was not told of the request.");
        }

        if (OwnerHasUntil is { } until && at < until)
        {
            return Waits(until);
        }

        (Pack, FormerOwner) = (pack, owner);
        return Decide(RecoveryState.Approved, by, reason, at);
    }

    /// <summary>The pack stays where it is, or there is none. Refused: <c>recovery.decided</c>; <c>recovery.waits</c>,
    /// for an early answer would say something about the number.</summary>
    public Result<bool> Refuse(PersonId by, string reason, Instant at) =>
        State != RecoveryState.Open ? Decided()
        : at < WaitsUntil ? Waits(WaitsUntil)
        : Decide(RecoveryState.Refused, by, reason, at);

    private static Refusal Decided() => new("recovery.decided", "It is decided already.");

    private static Refusal Objected() => new("recovery.objected", "The owner has objected.");

    private static Refusal Waits(Instant until) =>
        new Refusal("recovery.waits", "It is not decided before the time to object is over.").With("until", until);

    private bool Decide(RecoveryState state, PersonId by, string reason, Instant at)
    {
        (State, DecidedBy, Reason, DecidedAt) = (state, by, reason, at);
        Version++;
        return true;
    }
}
