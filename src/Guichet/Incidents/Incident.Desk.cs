using Guichet.Accounts;

namespace Guichet.Incidents;

// What the desk does with an incident among its own. Of the team and of snoozing no customer can tell: they change
// neither its version nor when it last changed.
public sealed partial class Incident
{
    /// <summary>The furthest that an incident is put aside.</summary>
    public static readonly Duration LongestSnooze = Duration.FromDays(92);

    /// <summary>Key of the team that looks after it; null while none does.</summary>
    public string? Team { get; private set; }

    /// <summary>Until when it is put aside; null where it is not.</summary>
    public Instant? SnoozedUntil { get; private set; }

    /// <summary>Who put it aside; null where nobody did.</summary>
    public PersonId? SnoozedBy { get; private set; }

    /// <summary>An agent takes it, or hands it over.</summary>
    public void AssignTo(PersonId agent, Instant at)
    {
        if (Agent != agent)
        {
            Agent = agent;
            Touch(at);
        }
    }

    /// <summary>Another team looks after it, with the owner given or with none yet. Refused where it is closed,
    /// <c>incident.is-closed</c>, and where nothing changes, <c>incident.assigned-already</c>.</summary>
    public Result<Incident> HandTo(string? team, PersonId? agent, Instant at)
    {
        if (!IsOpen)
        {
            return Closed();
        }

        if ((team, agent) == (Team, Agent))
        {
            return new Refusal("incident.assigned-already", "It is theirs already.");
        }

        Team = team;
        if (Agent != agent)
        {
            Agent = agent;
            Touch(at);
        }

        return this;
    }

    /// <summary>Puts it aside until then: out of the queue, while its promises go on. It comes back by itself, at that
    /// instant, when the customer does anything, when an alarm goes off, or when it is closed. Refused:
    /// <c>incident.is-closed</c>, <c>snooze.not-ahead</c>, <c>snooze.too-far</c>.</summary>
    public Result<Incident> Snooze(PersonId by, Instant until, Instant now)
    {
        if (!IsOpen)
        {
            return Closed();
        }

        if (until <= now)
        {
            return new Refusal("snooze.not-ahead", "That instant is past.");
        }

        if (until > now + LongestSnooze)
        {
            return new Refusal("snooze.too-far", "Nothing is put aside that long.")
                .With("days", (int)LongestSnooze.TotalDays);
        }

        (SnoozedUntil, SnoozedBy) = (until, by);
        return this;
    }

    /// <summary>It is back in the queue. Refused where it was not put aside: <c>snooze.none</c>.</summary>
    public Result<Incident> Wake()
    {
        if (SnoozedUntil is null)
        {
            return new Refusal("snooze.none", "It is not put aside.");
        }

        (SnoozedUntil, SnoozedBy) = (null, null);
        return this;
    }

    private static Refusal Closed() => new("incident.is-closed", "It is closed.");
}
