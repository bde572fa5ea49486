using Guichet.Accounts;

namespace Guichet.Incidents;

/// <summary>A task of an incident; made by whoever adds it.</summary>
public readonly record struct IncidentTaskId(Guid Value);

/// <summary>A small thing to do on an incident: internal, as notes are. It changes nothing on the incident, not even
/// its version, and one that is open keeps nothing from being closed.</summary>
public sealed class IncidentTask
{
    private IncidentTask()
    {
        Text = "";
    }

    /// <summary>A new one, open.</summary>
    /// <param name="id">Made by whoever adds it: the same again is one task.</param>
    /// <param name="incident">On which incident.</param>
    /// <param name="text">What is to be done.</param>
    /// <param name="assignee">Who is to do it; null for whoever comes to it.</param>
    /// <param name="due">The last day for it; null where it has time.</param>
    /// <param name="by">Who adds it.</param>
    /// <param name="at">When.</param>
    public IncidentTask(
        IncidentTaskId id,
        IncidentId incident,
        string text,
        PersonId? assignee,
        LocalDate? due,
        PersonId by,
        Instant at)
    {
        (Id, Incident, Text, Assignee, Due) = (id, incident, text, assignee, due);
        (AddedBy, AddedAt, Version) = (by, at, 1);
    }

    /// <summary>Its id.</summary>
    public IncidentTaskId Id { get; private init; }

    /// <summary>On which incident.</summary>
    public IncidentId Incident { get; private init; }

    /// <summary>What is to be done.</summary>
    public string Text { get; private set; }

    /// <summary>Who is to do it; null for whoever comes to it.</summary>
    public PersonId? Assignee { get; private set; }

    /// <summary>The last day for it; null where it has time.</summary>
    public LocalDate? Due { get; private set; }

    /// <summary>Who added it.</summary>
    public PersonId AddedBy { get; private init; }

    /// <summary>When.</summary>
    public Instant AddedAt { get; private init; }

    /// <summary>When it was done; null while it is open.</summary>
    public Instant? DoneAt { get; private set; }

    /// <summary>The name of who did it; null while it is open.</summary>
    public string? DoneByName { get; private set; }

    /// <summary>Counts its changes.</summary>
    public int Version { get; private set; }

    /// <summary>Whether it is still to be done.</summary>
    public bool IsOpen => DoneAt is null;

    /// <summary>Says it in other words, gives it to somebody else or to another day.</summary>
    public void Change(string text, PersonId? assignee, LocalDate? due)
    {
        (Text, Assignee, Due) = (text, assignee, due);
        Version++;
    }

    /// <summary>It is done; whoever did it first did it.</summary>
    public void Finish(string byName, Instant at)
    {
        if (IsOpen)
        {
            (DoneAt, DoneByName) = (at, byName);
            Version++;
        }
    }

    /// <summary>It is to be done after all.</summary>
    public void Reopen()
    {
        if (!IsOpen)
        {
            (DoneAt, DoneByName) = (null, null);
            Version++;
        }
    }
}
