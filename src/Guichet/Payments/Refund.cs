using Guichet.Accounts;
using Guichet.Orders;
using Guichet.Packs;

namespace Guichet.Payments;

/// <summary>A refund.</summary>
public readonly record struct RefundId(Guid Value)
{
    /// <summary>The order in which lists continue where two were made at one instant.</summary>
    public int CompareTo(RefundId other) => Value.CompareTo(other.Value);
}

/// <summary>How far a refund has come.</summary>
public enum RefundStatus
{
    /// <summary>Decided; the gateway has not answered, or the transfer is not paid out.</summary>
    Asked,

    /// <summary>The gateway has taken it on.</summary>
    Sent,

    /// <summary>The money has gone back.</summary>
    Succeeded,

    /// <summary>The gateway could not give it back; the clerk can try again.</summary>
    Failed,
}

/// <summary>Money that goes back to a buyer, by the way it was paid. What it is for is fixed when it is asked; the way
/// there can fail and be gone again.</summary>
public sealed class Refund
{
    /// <summary>Its id, made by whoever asks: asking twice is asking once.</summary>
    public RefundId Id { get; private init; }

    /// <summary>The order.</summary>
    public OrderId Order { get; private init; }

    /// <summary>The payment that is given back, in whole or in part.</summary>
    public PaymentId Payment { get; private init; }

    /// <summary>The pack whose credits were taken back; null where tax alone goes back.</summary>
    public IncidentPackId? Pack { get; private init; }

    /// <summary>Credits that were taken back; 0 where tax alone goes back.</summary>
    public int Credits { get; private init; }

    /// <summary>Of the price before tax, in minor units.</summary>
    public long Net { get; private init; }

    /// <summary>Of the tax, in minor units.</summary>
    public long Tax { get; private init; }

    /// <summary>ISO 4217 code.</summary>
    public string Currency { get; private init; } = "";

    /// <summary>Why, in the words of whoever asked.</summary>
    public string Reason { get; private init; } = "";

    /// <summary>Name of the gateway by which it goes.</summary>
    public string Gateway { get; private init; } = "";

    /// <summary>Who decided it; null for the house by itself.</summary>
    public PersonId? By { get; private init; }

    /// <summary>When it was decided.</summary>
    public Instant AskedAt { get; private init; }

    /// <summary>Counts up from 1 with each try; the key by which the gateway knows a repeated call is made of it.
    /// </summary>
    public int Attempt { get; private set; }

    /// <summary>Where it stands.</summary>
    public RefundStatus Status { get; private set; }

    /// <summary>What the gateway or the bank calls the last try; null before the answer.</summary>
    public string? Reference { get; private set; }

    /// <summary>Why the last try failed, in the gateway's words; null where it did not.</summary>
    public string? Failure { get; private set; }

    /// <summary>When the money had gone back; null before.</summary>
    public Instant? SettledAt { get; private set; }

    /// <summary>Counts up with each change.</summary>
    public int Version { get; private set; }

    /// <summary>What goes back.</summary>
    public Money Total => new(Net + Tax, Currency);

    /// <summary>Decides a refund of a part of that payment.</summary>
    public static Refund Ask(RefundId id, Payment payment, AskedRefund asked, Instant at) => new()
    {
        Id = id,
        Order = payment.Order,
        Payment = payment.Id,
        Pack = asked.Pack,
        Credits = asked.Share.Credits,
        Net = asked.Share.Net,
        Tax = asked.Share.Tax,
        Currency = payment.Currency,
        Reason = asked.Reason,
        Gateway = payment.Gateway,
        By = asked.By,
        AskedAt = at,
        Attempt = 1,
        Status = RefundStatus.Asked,
        Version = 1,
    };

    /// <summary>What the gateway says of a try. Whatever an earlier try was answered counts no more, and that it was
    /// taken on is no news once it is known what became of it. True where it changed something.</summary>
    public bool Answer(int attempt, RefundAnswer answer, Instant at)
    {
        if (attempt != Attempt
            || (answer.Status == RefundStatus.Sent && Status is RefundStatus.Succeeded or RefundStatus.Failed)
            || (answer.Status, answer.Reference, answer.Failure) == (Status, Reference, Failure))
        {
            return false;
        }

        (Status, Reference, Failure) = (answer.Status, answer.Reference ?? Reference, answer.Failure);
        SettledAt = answer.Status == RefundStatus.Succeeded ? at : null;
        Version++;
        return true;
    }

    /// <summary>Tries again what failed. Refused otherwise: <c>refund.not-failed</c>.</summary>
    public Result<Refund> Repeat()
    {
        if (Status != RefundStatus.Failed)
        {
            return new Refusal("refund.not-failed", "Only a refund that failed is tried again.");
        }

        (Status, Reference, Failure) = (RefundStatus.Asked, null, null);
        (Attempt, Version) = (Attempt + 1, Version + 1);
        return this;
    }

    /// <summary>The clerk has paid it out from the bank account; once more is the same. Refused:
    /// <c>refund.not-by-transfer</c> for what a gateway gives back; <c>refund.paid-out-already</c> for a second
    /// transfer, as the money has gone back twice then.</summary>
    public Result<Refund> PayOut(string reference, Instant at)
    {
        if (Gateway != ReceivedPayment.BankTransfer)
        {
            return new Refusal("refund.not-by-transfer", "The gateway gives this refund back.");
        }

        if (Status == RefundStatus.Succeeded && Reference != reference)
        {
            return new Refusal("refund.paid-out-already", "It was paid out by another transfer.")
                .With("reference", Reference!);
        }

        Answer(Attempt, new RefundAnswer(RefundStatus.Succeeded, reference, null), SettledAt ?? at);
        return this;
    }
}

/// <summary>What is to go back, and why.</summary>
/// <param name="Share">How much, and for how many credits.</param>
/// <param name="Pack">The pack they are taken from; null where tax alone goes back.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">Who decided it; null for the house by itself.</param>
public sealed record AskedRefund(RefundShare Share, IncidentPackId? Pack, string Reason, PersonId? By);

/// <summary>What a gateway says of a refund.</summary>
/// <param name="Status">How far it is.</param>
/// <param name="Reference">What the gateway calls it; null where it did not take it on.</param>
/// <param name="Failure">Why it failed; null where it did not.</param>
public sealed record RefundAnswer(RefundStatus Status, string? Reference, string? Failure);
