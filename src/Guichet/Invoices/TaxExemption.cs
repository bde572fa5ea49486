using Guichet.Accounts;

namespace Guichet.Invoices;

/// <summary>Documents that somebody sent to prove that they are free of tax.</summary>
public readonly record struct TaxExemptionId(Guid Value)
{
    /// <summary>The order in which lists continue where two were sent at one instant.</summary>
    public int CompareTo(TaxExemptionId other) => Value.CompareTo(other.Value);
}

/// <summary>What became of it.</summary>
public enum TaxExemptionStatus
{
    /// <summary>The billing clerk has not looked at it.</summary>
    UnderReview,

    /// <summary>Accepted; it holds between two days.</summary>
    Accepted,

    /// <summary>Refused with a reason; new documents can be sent.</summary>
    Refused,

    /// <summary>Taken back by the customer before it was decided.</summary>
    Withdrawn,
}

/// <summary>That somebody is free of tax in a country (R27): asked with documents, decided by the billing clerk.
/// </summary>
public sealed class TaxExemption
{
    /// <summary>How many days before the last one its owner is warned.</summary>
    public const int WarnedDaysBefore = 30;

    /// <summary>Its id, made by whoever asks.</summary>
    public TaxExemptionId Id { get; private init; }

    /// <summary>Who asked.</summary>
    public PersonId Person { get; private init; }

    /// <summary>Whose it is, where they asked for their organisation.</summary>
    public OrganizationId? Organization { get; private init; }

    /// <summary>Two-letter country in which they are free of tax.</summary>
    public string Country { get; private init; } = "";

    /// <summary>Why, in their words.</summary>
    public string Reason { get; private init; } = "";

    /// <summary>Where it stands.</summary>
    public TaxExemptionStatus Status { get; private set; }

    /// <summary>When it was asked for.</summary>
    public Instant SubmittedAt { get; private init; }

    /// <summary>Who decided; null before.</summary>
    public PersonId? DecidedBy { get; private set; }

    /// <summary>When; null before.</summary>
    public Instant? DecidedAt { get; private set; }

    /// <summary>Why it was refused; empty otherwise.</summary>
    public string DecisionReason { get; private set; } = "";

    /// <summary>First day on which orders carry no tax; null unless accepted.</summary>
    public LocalDate? ValidFrom { get; private set; }

    /// <summary>Last day, included; null unless accepted.</summary>
    public LocalDate? ValidUntil { get; private set; }

    /// <summary>The day on which its owner is to be warned that it lapses; null once told, and unless accepted.
    /// </summary>
    public LocalDate? WarnOn { get; private set; }

    /// <summary>Counts up with each change.</summary>
    public int Version { get; private set; }

    /// <summary>Asks for it.</summary>
    public static TaxExemption Ask(TaxExemptionId id, Actor asker, string country, string reason, Instant at) => new()
    {
        Id = id,
        Person = asker.Person,
        Organization = asker.Organization,
        Country = country,
        Reason = reason,
        Status = TaxExemptionStatus.UnderReview,
        SubmittedAt = at,
        Version = 1,
    };

    /// <summary>Whether orders of that country carry no tax on that day.</summary>
    public bool HoldsFor(string country, LocalDate day) =>
        Status == TaxExemptionStatus.Accepted && Country == country && ValidFrom <= day && day <= ValidUntil;

    /// <summary>Whether the tax is owed back on an order of that country that was placed on that day, while it was
    /// under review. Only the last day counts: what was proved when it was accepted held when it was asked
    /// for.</summary>
    public bool OwesTaxOn(string country, LocalDate day) =>
        Status == TaxExemptionStatus.Accepted && Country == country && day <= ValidUntil;

    /// <summary>The clerk accepts it between two days, both included. Refused: <c>tax-exemption.decided</c>,
    /// <c>tax-exemption.days-wrong</c> where the last day is before the first or is over.</summary>
    public Result<TaxExemption> Accept(LocalDate from, LocalDate until, Decision decision)
    {
        if (Status != TaxExemptionStatus.UnderReview)
        {
            return Decided;
        }

        if (until < from || until < decision.Today)
        {
            return new Refusal("tax-exemption.days-wrong", "The last day is before the first, or is over.");
        }

        Decide(TaxExemptionStatus.Accepted, decision);
        (ValidFrom, ValidUntil, WarnOn) = (from, until, until.PlusDays(-WarnedDaysBefore));
        return this;
    }

    /// <summary>The clerk refuses it. Refused in turn: <c>tax-exemption.decided</c>.</summary>
    public Result<TaxExemption> Refuse(string reason, Decision decision)
    {
        if (Status != TaxExemptionStatus.UnderReview)
        {
            return Decided;
        }

        Decide(TaxExemptionStatus.Refused, decision);
        DecisionReason = reason;
        return this;
    }

    /// <summary>Whoever asked takes it back. Refused: <c>tax-exemption.decided</c>.</summary>
    public Result<TaxExemption> Withdraw(Decision decision)
    {
        if (Status != TaxExemptionStatus.UnderReview)
        {
            return Decided;
        }

        Decide(TaxExemptionStatus.Withdrawn, decision);
        return this;
    }

    /// <summary>Its owner is told that it will lapse. True the first time; false where they were told.</summary>
    public bool Warn()
    {
        if (WarnOn is null)
        {
            return false;
        }

        WarnOn = null;
        Version++;
        return true;
    }

    private static Refusal Decided => new("tax-exemption.decided", "It is decided already.");

    private void Decide(TaxExemptionStatus status, Decision decision)
    {
        (Status, DecidedBy, DecidedAt) = (status, decision.By, decision.At);
        Version++;
    }

    /// <summary>Who decides, and when.</summary>
    /// <param name="By">The person.</param>
    /// <param name="At">The instant.</param>
    /// <param name="Today">Its day in the policy's time zone.</param>
    public sealed record Decision(PersonId By, Instant At, LocalDate Today);
}
