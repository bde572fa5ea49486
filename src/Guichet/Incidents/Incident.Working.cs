using Guichet.Plans;
using Guichet.ServiceLevels;

namespace Guichet.Incidents;

// Work that is no message (R2), and contacts who are not reached (R7).
public sealed partial class Incident
{
    /// <summary>After so many tries in a row the severity can be lowered for that reason.</summary>
    public const int TriesBeforeLowering = 2;

    /// <summary>How often in a row a contact was tried and not reached: since the customer did anything, or a call or
    /// session reached them.</summary>
    public int UnreachedTries { get; private set; }

    /// <summary>The agent tells the customer of a call, a session or research. A call or session is a response at the
    /// instant it began (R8). Refused: <c>work.when-wrong</c>, <c>incident.act-not-possible</c>.</summary>
    public Result<Message> RecordWork(Utterance said, Work work)
    {
        var respondedAt = work.ReachesCustomer ? work.StartedAt : (Instant?)null;
        if ((Work.WhyNotAt(work.StartedAt, this, said.At) ?? Do(IncidentAct.RecordWork, said, respondedAt))
            is { } refusal)
        {
            return refusal;
        }

        UnreachedTries = work.ReachesCustomer ? 0 : UnreachedTries;
        return Say(work.MessageKind, ActBy.Agent, said) with
        {
            Channel = work.Channel,
            HappenedAt = work.StartedAt,
            Contact = work.Contact,
        };
    }

    /// <summary>The agent has tried a contact and not reached them; the customer sees it. It is no response, and
    /// changes nothing else. Refused: <c>contact.unknown</c> where the incident has no contact of that name,
    /// <c>work.when-wrong</c>, <c>incident.act-not-possible</c>.</summary>
    public Result<Message> RecordAttempt(Utterance said, ContactAttempt attempt)
    {
        if ((WhyNotTried(attempt, said.At) ?? Do(IncidentAct.RecordAttempt, said, respondedAt: null)) is { } refusal)
        {
            return refusal;
        }

        UnreachedTries++;
        return Say(MessageKind.ContactTried, ActBy.Agent, said) with
        {
            Channel = attempt.Way switch
            {
                ContactWay.Telephone => Channel.Telephone,
                ContactWay.Mail => Channel.Mail,
                ContactWay.TextMessage => Channel.TextMessage,
            },
            HappenedAt = attempt.TriedAt,
            Contact = attempt.Contact,
        };
    }

    /// <summary>The agent lowers severity A to B, as nobody could be reached (R7): never by itself, and with words that
    /// the customer reads. Refused: <c>contact.severity-not-a</c>, <c>contact.not-tried-twice</c>, and as
    /// <see cref="ChangeSeverity"/>.</summary>
    public Result<Message> LowerAsUnreached(HoursOfCoverage hours, ResponseClock clock, Utterance said) =>
        WhyNotLowered() is { } refusal ? refusal : ChangeSeverity(Severity.B, hours, clock, said);

    /// <summary>Why the severity cannot be lowered for want of a contact; null where it can.</summary>
    public Refusal? WhyNotLowered() =>
        Severity != Severity.A
            ? new Refusal("contact.severity-not-a", "Only severity A asks for a contact at any hour.")
        : UnreachedTries < TriesBeforeLowering
            ? new Refusal("contact.not-tried-twice", "Try the contacts twice before, and record it.")
                .With("tries", UnreachedTries)
                .With("needed", TriesBeforeLowering)
        : null;

    private Refusal? WhyNotTried(ContactAttempt attempt, Instant now) =>
        Contacts.Any(contact => contact.Name == attempt.Contact)
            ? Work.WhyNotAt(attempt.TriedAt, this, now)
            : new Refusal("contact.unknown", "The incident has no contact of that name.")
                .With("contact", attempt.Contact);
}
