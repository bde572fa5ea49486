using Guichet.Accounts;
using Guichet.Orders;
using Guichet.Packs;

namespace Guichet.Payments;

/// <summary>A chargeback.</summary>
public readonly record struct ChargebackId(Guid Value)
{
    /// <summary>The order in which lists continue where two were made at one instant.</summary>
    public int CompareTo(ChargebackId other) => Value.CompareTo(other.Value);
}

/// <summary>How far a chargeback has come, as the processor says.</summary>
public enum ChargebackStatus
{
    /// <summary>The bank asks, and has taken nothing yet.</summary>
    Inquiry,

    /// <summary>The bank has taken the money back; the vendor can contest that until a day.</summary>
    Open,

    /// <summary>The vendor has contested it, and the bank decides.</summary>
    UnderReview,

    /// <summary>The money is the vendor's again.</summary>
    Won,

    /// <summary>The money is the buyer's, by the bank's decision or because the vendor accepted it.</summary>
    Lost,

    /// <summary>Nothing came of an inquiry.</summary>
    Dropped,
}

/// <summary>What the vendor does about it.</summary>
public enum ChargebackAnswer
{
    /// <summary>The money is left to the buyer.</summary>
    Accept,

    /// <summary>The bank is told why the payment was right.</summary>
    Contest,
}

/// <summary>What follows from how a chargeback stands now.</summary>
public enum ChargebackMove
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>What the buyer has not used is put aside.</summary>
    Freeze,

    /// <summary>What was put aside comes back, if anything was.</summary>
    Thaw,

    /// <summary>The money is gone: the books follow.</summary>
    Lose,

    /// <summary>It was lost, is won after all, and a person has to look.</summary>
    Reverse,
}

/// <summary>A payment by card that the buyer disputes at their bank. What the processor says of it is told as often as
/// it likes; what follows from it follows once.</summary>
public sealed class Chargeback
{
    /// <summary>Its id.</summary>
    public ChargebackId Id { get; private init; }

    /// <summary>The order.</summary>
    public OrderId Order { get; private init; }

    /// <summary>The payment that is disputed.</summary>
    public PaymentId Payment { get; private init; }

    /// <summary>Name of the gateway.</summary>
    public string Gateway { get; private init; } = "";

    /// <summary>What the gateway calls it; unique there.</summary>
    public string Reference { get; private init; } = "";

    /// <summary>How much is disputed, in minor units.</summary>
    public long Amount { get; private init; }

    /// <summary>ISO 4217 code.</summary>
    public string Currency { get; private init; } = "";

    /// <summary>Why, in the processor's word: <c>fraudulent</c>, <c>product_not_received</c>.</summary>
    public string Reason { get; private init; } = "";

    /// <summary>When the bank began it.</summary>
    public Instant OpenedAt { get; private init; }

    /// <summary>Where it stands.</summary>
    public ChargebackStatus Status { get; private set; }

    /// <summary>Until when it can be contested, exclusive; null where the gateway names no instant.</summary>
    public Instant? AnswerBy { get; private set; }

    /// <summary>The pack whose unused incidents were put aside; null where none were.</summary>
    public IncidentPackId? Pack { get; private set; }

    /// <summary>How many incidents are put aside, or were taken in the end.</summary>
    public int Frozen { get; private set; }

    /// <summary>When they were put aside; null before.</summary>
    public Instant? FrozenAt { get; private set; }

    /// <summary>What the vendor decided; null before.</summary>
    public ChargebackAnswer? Answer { get; private set; }

    /// <summary>In what words; sent to the bank where it is contested.</summary>
    public string Words { get; private set; } = "";

    /// <summary>Who decided.</summary>
    public PersonId? AnsweredBy { get; private set; }

    /// <summary>When.</summary>
    public Instant? AnsweredAt { get; private set; }

    /// <summary>Counts up from 1 with each decision, and where what was decided counts no more; the key by which the
    /// gateway knows a repeated call is made of it. 0 before the first.</summary>
    public int Attempt { get; private set; }

    /// <summary>When the gateway took the answer; null before.</summary>
    public Instant? SentAt { get; private set; }

    /// <summary>Why the gateway did not take it, in its word; null where it did.</summary>
    public string? Failure { get; private set; }

    /// <summary>When it was won, lost or dropped; null before.</summary>
    public Instant? SettledAt { get; private set; }

    /// <summary>Counts up with each change.</summary>
    public int Version { get; private set; }

    /// <summary>How much is disputed.</summary>
    public Money Money => new(Amount, Currency);

    /// <summary>Whether nothing more comes of it.</summary>
    public bool IsSettled => Status is ChargebackStatus.Won or ChargebackStatus.Lost or ChargebackStatus.Dropped;

    /// <summary>One that has just been heard of, as an inquiry; <see cref="Look"/> brings it to how it
    /// stands.</summary>
    public static Chargeback Of(ChargebackId id, Payment payment, ChargebackAtGateway found) => new()
    {
        Id = id,
        Order = payment.Order,
        Payment = payment.Id,
        Gateway = payment.Gateway,
        Reference = found.Reference,
        Amount = found.Money.Amount,
        Currency = found.Money.Currency,
        Reason = found.Reason,
        OpenedAt = found.OpenedAt,
        Version = 1,
    };

    /// <summary>Brings it to how the gateway says that it stands, and says what follows. What is settled stays so.
    /// What was answered to an inquiry is no answer to the chargeback that follows it.</summary>
    public ChargebackMove Look(ChargebackAtGateway found, Instant at)
    {
        if (IsSettled)
        {
            return Status == ChargebackStatus.Lost && found.Status == ChargebackStatus.Won
                ? ChargebackMove.Reverse
                : ChargebackMove.None;
        }

        if ((Status, AnswerBy) != (found.Status, found.AnswerBy))
        {
            (Status, AnswerBy, Version) = (found.Status, found.AnswerBy, Version + 1);
            SettledAt = IsSettled ? at : null;
        }

        if (Status == ChargebackStatus.Open && FrozenAt is null && Answer is not null)
        {
            (Answer, Words, AnsweredBy, AnsweredAt) = (null, "", null, null);
            (SentAt, Failure, Attempt) = (null, null, Attempt + 1);
        }

        return Status switch
        {
            ChargebackStatus.Open or ChargebackStatus.UnderReview when FrozenAt is null => ChargebackMove.Freeze,
            ChargebackStatus.Won or ChargebackStatus.Dropped when FrozenAt is not null => ChargebackMove.Thaw,
            ChargebackStatus.Lost => ChargebackMove.Lose,
            _ => ChargebackMove.None,
        };
    }

    /// <summary>So many incidents of the pack are put aside, on top of those that are already.</summary>
    public void Freeze(IncidentPackId? pack, int credits, Instant at) =>
        (Pack, Frozen, FrozenAt, Version) = (Frozen + credits > 0 ? pack : null, Frozen + credits, at, Version + 1);

    /// <summary>The vendor decides. Refused: <c>chargeback.settled</c>; <c>chargeback.answered</c>, unless the gateway
    /// did not take the answer; <c>chargeback.inquiry</c> where an inquiry is to be accepted, as nothing has been taken
    /// yet; <c>chargeback.too-late</c> for contesting after the last instant.</summary>
    public Result<Chargeback> Decide(ChargebackAnswer answer, string words, PersonId by, Instant at)
    {
        if (IsSettled)
        {
            return new Refusal("chargeback.settled", "The bank has already decided.");
        }

        if (Status == ChargebackStatus.UnderReview || (Answer is not null && Failure is null))
        {
            return new Refusal("chargeback.answered", "It has already been answered.");
        }

        if (answer == ChargebackAnswer.Accept && Status == ChargebackStatus.Inquiry)
        {
            return new Refusal("chargeback.inquiry", "The bank only asks: refund the order instead.");
        }

        if (answer == ChargebackAnswer.Contest && AnswerBy <= at)
        {
            return new Refusal("chargeback.too-late", "It could be contested until an instant that is past.")
                .With("until", AnswerBy!);
        }

        (Answer, Words, AnsweredBy, AnsweredAt) = (answer, words, by, at);
        (Attempt, Failure, SentAt, Version) = (Attempt + 1, null, null, Version + 1);
        return this;
    }

    /// <summary>What the gateway said to that attempt of the answer: null that it took it, else why not. Told again it
    /// changes nothing.</summary>
    public void Heard(int attempt, string? failure, Instant at)
    {
        if (attempt == Attempt && SentAt is null && Failure is null)
        {
            (Failure, SentAt, Version) = (failure, failure is null ? at : null, Version + 1);
        }
    }
}

/// <summary>A chargeback as the gateway has it.</summary>
/// <param name="Reference">What the gateway calls it.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Money">How much is disputed.</param>
/// <param name="Capture">The payment that it is about; null where it names none.</param>
/// <param name="Reason">Why, in the processor's word.</param>
/// <param name="OpenedAt">When the bank began it.</param>
/// <param name="AnswerBy">Until when it can be contested; null without.</param>
public sealed record ChargebackAtGateway(
    string Reference,
    ChargebackStatus Status,
    Money Money,
    string? Capture,
    string Reason,
    Instant OpenedAt,
    Instant? AnswerBy);
