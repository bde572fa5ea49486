using Guichet.Accounts;

namespace Guichet.Incidents;

/// <summary>How it went, as the customer says once an incident is closed: one answer for each incident, which they can
/// change for some days.</summary>
public sealed class Satisfaction
{
    /// <summary>The best answer; the worst is 1.</summary>
    public const int Best = 5;

    /// <summary>From this answer on somebody is satisfied.</summary>
    public const int Satisfied = 4;

    /// <summary>About which incident.</summary>
    public IncidentId Incident { get; private init; }

    /// <summary>Who said so last.</summary>
    public PersonId Person { get; private set; }

    /// <summary>From 1 to <see cref="Best"/>.</summary>
    public int Rating { get; private set; }

    /// <summary>In their words; may be empty.</summary>
    public string Comment { get; private set; } = "";

    /// <summary>When it was said first.</summary>
    public Instant AnsweredAt { get; private init; }

    /// <summary>When it was said last.</summary>
    public Instant ChangedAt { get; private set; }

    /// <summary>Counts up with each change.</summary>
    public int Version { get; private set; }

    /// <summary>Somebody says how it went, or says it anew. Refused: <c>satisfaction.not-asked</c>,
    /// <c>satisfaction.too-late</c>.</summary>
    /// <param name="given">What was said before; null for nothing.</param>
    /// <param name="incident">About which incident.</param>
    /// <param name="person">Who says it.</param>
    /// <param name="rating">From 1 to <see cref="Best"/>.</param>
    /// <param name="comment">In their words; may be empty.</param>
    /// <param name="terms">The policy's.</param>
    /// <param name="now">When.</param>
    public static Result<Satisfaction> Say(
        Satisfaction? given,
        Incident incident,
        PersonId person,
        int rating,
        string comment,
        ClosingTerms terms,
        Instant now)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rating, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rating, Best);
        if (incident.SatisfactionUntil(terms) is not { } until)
        {
            return new Refusal("satisfaction.not-asked", "Nobody asks how this went.");
        }

        if (now > until)
        {
            return new Refusal("satisfaction.too-late", "The time to say how it went is over.").With("until", until);
        }

        given ??= new Satisfaction { Incident = incident.Id, AnsweredAt = now };
        (given.Person, given.Rating, given.Comment, given.ChangedAt) = (person, rating, comment, now);
        given.Version++;
        return given;
    }
}

// Whether and until when a customer is asked how it went.
public sealed partial class Incident
{
    /// <summary>Days to answer where the policy lets nobody reopen, or for fewer days.</summary>
    private const int FewestDaysToRate = 7;

    /// <summary>Whether the customer is asked: it is closed, somebody of the vendor has answered, and neither did the
    /// vendor turn it down (out of scope) nor does it go on elsewhere (duplicate).</summary>
    public bool AsksSatisfaction =>
        ClosingReason is Incidents.ClosingReason.Solved or Incidents.ClosingReason.Unresolved
            or Incidents.ClosingReason.ProductDefect or Incidents.ClosingReason.CustomersWish
        && Clock.RespondedAt is not null;

    /// <summary>Until when they can say how it went and change it: as long as they can reopen, at least a week; null
    /// where they are not asked.</summary>
    public Instant? SatisfactionUntil(ClosingTerms terms) => AsksSatisfaction
        ? ClosedAt + Duration.FromDays(Math.Max(terms.FollowUpDays, FewestDaysToRate))
        : null;
}
