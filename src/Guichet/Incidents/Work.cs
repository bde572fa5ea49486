using Guichet.Accounts;

namespace Guichet.Incidents;

/// <summary>By which way an entry of the timeline came, or what it tells of was done.</summary>
public enum Channel
{
    /// <summary>A page of the portal or of the desk.</summary>
    Page,

    /// <summary>The programming interface, or the command line, which uses it.</summary>
    Api,

    /// <summary>A mail.</summary>
    Mail,

    /// <summary>The telephone.</summary>
    Telephone,

    /// <summary>A text message to a telephone.</summary>
    TextMessage,

    /// <summary>A session on the customer's screen.</summary>
    RemoteSession,

    /// <summary>Work away from the conversation.</summary>
    OffLine,

    /// <summary>Nobody: time has passed, or a rule has decided.</summary>
    Automatic,
}

/// <summary>Work on an incident that is no message (R2).</summary>
public enum WorkKind
{
    /// <summary>A call that reached somebody.</summary>
    Call,

    /// <summary>A session on the customer's screen.</summary>
    RemoteSession,

    /// <summary>Research off line.</summary>
    Research,
}

/// <summary>By which way a contact was tried.</summary>
public enum ContactWay
{
    /// <summary>The telephone.</summary>
    Telephone,

    /// <summary>A mail.</summary>
    Mail,

    /// <summary>A text message.</summary>
    TextMessage,
}

/// <summary>Work that was done: what, and since when.</summary>
/// <param name="Kind">What it was.</param>
/// <param name="StartedAt">When it began: not before the submission, and not ahead.</param>
/// <param name="Contact">Who was spoken to; may be empty.</param>
public sealed record Work(WorkKind Kind, Instant StartedAt, string Contact = "")
{
    /// <summary>Whether somebody on the customer's side was there: it counts as a response (R8).</summary>
    public bool ReachesCustomer => Kind is WorkKind.Call or WorkKind.RemoteSession;

    /// <summary>The way by which it was done.</summary>
    public Channel Channel => Kind switch
    {
        WorkKind.Call => Channel.Telephone,
        WorkKind.RemoteSession => Channel.RemoteSession,
        WorkKind.Research => Channel.OffLine,
    };

    /// <summary>What the entry is that tells the customer of it.</summary>
    public MessageKind MessageKind => Kind switch
    {
        WorkKind.Call => MessageKind.Call,
        WorkKind.RemoteSession => MessageKind.RemoteSession,
        WorkKind.Research => MessageKind.Research,
    };

    /// <summary>Why nothing can have been done at that instant: before the submission, or ahead,
    /// <c>work.when-wrong</c>; null where it can.</summary>
    public static Refusal? WhyNotAt(Instant at, Incident incident, Instant now) =>
        at < incident.SubmittedAt || at > now
            ? new Refusal("work.when-wrong", "It was neither before the submission nor is it still to come.")
            : null;

    /// <summary>The entry of work that the customer is not told of: a note. Possible in every state. Refused:
    /// <c>work.when-wrong</c>.</summary>
    /// <param name="incident">On which incident.</param>
    /// <param name="by">Who did it.</param>
    /// <param name="said">What is told of it.</param>
    public Result<Note> AsNote(Incident incident, PersonId by, Utterance said) =>
        WhyNotAt(StartedAt, incident, said.At) is { } refusal
            ? refusal
            : new Note(said.Id, incident.Id, by, said.AuthorName, said.Body, said.Minutes, said.At)
            {
                Channel = Channel,
                Work = Kind,
                HappenedAt = StartedAt,
                Contact = Contact,
            };
}

/// <summary>Somebody was tried and not reached (R7).</summary>
/// <param name="Contact">The name of one of the incident's contacts.</param>
/// <param name="Way">By which way.</param>
/// <param name="TriedAt">When: not before the submission, and not ahead.</param>
public sealed record ContactAttempt(string Contact, ContactWay Way, Instant TriedAt);
