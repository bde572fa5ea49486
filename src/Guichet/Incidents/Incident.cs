using Guichet.Accounts;
using Guichet.Packs;
using Guichet.Plans;
using Guichet.ServiceLevels;

namespace Guichet.Incidents;

/// <summary>One support problem and the effort to resolve it (R1), from submission to its charge.</summary>
public sealed partial class Incident
{
    /// <summary>Its id.</summary>
    public IncidentId Id { get; private init; }

    /// <summary>The number people say aloud; given by storage when it is first written, 0 before.</summary>
    public long Number { get; private init; }

    /// <summary>Who submitted it.</summary>
    public PersonId Customer { get; private init; }

    /// <summary>Their organisation; null without one.</summary>
    public OrganizationId? Organization { get; private init; }

    /// <summary>The customer's country when it was submitted, by which a target may choose its calendar; empty where
    /// none is known.</summary>
    public string Country { get; private init; } = "";

    /// <summary>Release reference: <c>windows-server/2019</c>.</summary>
    public string Release { get; private init; } = "";

    /// <summary>The release's name as it was.</summary>
    public string ReleaseName { get; private init; } = "";

    /// <summary>Key of what is wanted.</summary>
    public string Wants { get; private init; } = "";

    /// <summary>Key of the plan.</summary>
    public string Plan { get; private init; } = "";

    /// <summary>The pack its credit comes from; null for a plan that is not counted.</summary>
    public IncidentPackId? Pack { get; private init; }

    /// <summary>The problem in a line.</summary>
    public string Title { get; private init; } = "";

    /// <summary>Who can be reached.</summary>
    public IReadOnlyList<Contact> Contacts { get; private init; } = [];

    /// <summary>Business impact.</summary>
    public Severity Severity { get; private set; }

    /// <summary>When it is worked on.</summary>
    public HoursOfCoverage Hours { get; private set; }

    /// <summary>Where it stands.</summary>
    public IncidentStatus Status { get; private set; }

    /// <summary>Why it ended; null while it is open.</summary>
    public ClosingReason? ClosingReason { get; private set; }

    /// <summary>What becomes of its credit.</summary>
    public ChargeState Charge { get; private set; }

    /// <summary>The agent who looks after it; null while nobody does.</summary>
    public PersonId? Agent { get; private set; }

    /// <summary>The problem statement last proposed (R4); null before the first.</summary>
    public string? Statement { get; private set; }

    /// <summary>What counts as a solution by that statement; empty before the first.</summary>
    public string SolutionCriterion { get; private set; } = "";

    /// <summary>How many statements were proposed: the last one's version.</summary>
    public int StatementVersion { get; private set; }

    /// <summary>Whether the customer has accepted that statement.</summary>
    public bool StatementAccepted { get; private set; }

    /// <summary>The first-response clock.</summary>
    public ResponseClock Clock { get; private set; } = null!;

    /// <summary>When it was submitted.</summary>
    public Instant SubmittedAt { get; private init; }

    /// <summary>When an offered solution is accepted by silence; null where none waits.</summary>
    public Instant? SolutionStandsAt { get; private set; }

    /// <summary>When it was closed; null while it is open.</summary>
    public Instant? ClosedAt { get; private set; }

    /// <summary>When something last happened on it.</summary>
    public Instant ChangedAt { get; private set; }

    /// <summary>Whether the first response was given.</summary>
    public bool Answered { get; private set; }

    /// <summary>Which promise presses most: the nearest that runs; where none does, one that stands; null where nothing
    /// remains promised, and after closing.</summary>
    public PromiseKind? Promise { get; private set; }

    /// <summary>Whether that promise runs. The queue shows those first.</summary>
    public bool PromiseRuns { get; private set; }

    /// <summary>Its place in the queue: when the promise that runs is due; where none does, when something last
    /// happened.</summary>
    public Instant QueueAt { get; private set; }

    /// <summary>When its alarms are looked at next: at its next alarm, or before where the promise has changed since;
    /// null where none is left and after closing.</summary>
    public Instant? NextAlarmAt { get; private set; }

    /// <summary>Whether an alarm has put it before its equals in the queue; until an agent writes to the
    /// customer, no promise runs any more, or it is closed.</summary>
    public bool Raised { get; private set; }

    /// <summary>When the customer asked for the credit back (once); null before.</summary>
    public Instant? CreditAskedAt { get; private set; }

    /// <summary>The policy version under which it was decided.</summary>
    public int PolicyVersion { get; private init; }

    /// <summary>The catalogue version under which it was decided.</summary>
    public int CatalogVersion { get; private init; }

    /// <summary>Counts up with each change.</summary>
    public int Version { get; private set; }

    /// <summary>Whether it is not closed.</summary>
    public bool IsOpen => Status != IncidentStatus.Closed;

    /// <summary>Begins an incident with its first message. Refused: <c>incident.no-guarantee-not-accepted</c> (R5),
    /// <c>incident.severity-a-around-the-clock</c>, <c>incident.contact-missing</c>,
    /// <c>incident.contact-any-hour-missing</c> (R7).</summary>
    public static Result<(Incident Incident, Message Problem)> Submit(Submission submission)
    {
        if (!submission.NoGuaranteeAccepted)
        {
            return new Refusal("incident.no-guarantee-not-accepted", "Accept that a resolution is not guaranteed.");
        }

        if (Submission.WhyNot(submission.Severity, submission.Hours, submission.Contacts) is { } refusal)
        {
            return refusal;
        }

        var incident = new Incident
        {
            Id = submission.Id,
            Customer = submission.Customer,
            Organization = submission.Organization,
            Country = submission.Country,
            Release = submission.Release,
            ReleaseName = submission.ReleaseName,
            Wants = submission.Wants,
            Plan = submission.Plan,
            Pack = submission.Pack,
            Title = submission.Title,
            Contacts = submission.Contacts,
            Severity = submission.Severity,
            Hours = submission.Hours,
            Status = IncidentStatus.Submitted,
            Charge = submission.Counted ? ChargeState.Reserved : ChargeState.NotCounted,
            Clock = submission.Clock,
            SubmittedAt = submission.At,
            ChangedAt = submission.At,
            NextAlarmAt = submission.NextAlarmAt,
            Team = submission.Team,
            Agent = submission.Agent,
            PolicyVersion = submission.PolicyVersion,
            CatalogVersion = submission.CatalogVersion,
            Version = 1,
        };
        incident.Follow(submission.Promise ?? incident.Response);
        var problem = new Utterance(
            submission.FirstMessage,
            submission.Customer,
            submission.CustomerName,
            submission.Description,
            null,
            submission.At)
        {
            Channel = submission.Channel,
        };
        return (incident, incident.Say(MessageKind.Problem, ActBy.Customer, problem));
    }
}
