using System.ComponentModel.DataAnnotations;

namespace Guichet.Client.Incidents;

/// <summary>A task as it is to be.</summary>
public sealed record TaskEntry
{
    /// <summary>What is to be done.</summary>
    [Required, StringLength(500, MinimumLength = 1)]
    public string? Text { get; init; }

    /// <summary>Who is to do it; null for whoever comes to it.</summary>
    public Guid? Assignee { get; init; }

    /// <summary>The last day for it; null where it has time.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>Whether it is done.</summary>
    public bool Done { get; init; }
}

/// <summary>A small thing to do on an incident; the vendor's side only.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Incident">On which incident.</param>
/// <param name="IncidentNumber">Its number.</param>
/// <param name="IncidentTitle">The problem in a line.</param>
/// <param name="Text">What is to be done.</param>
/// <param name="Assignee">Who is to do it; null for whoever comes to it.</param>
/// <param name="AssigneeName">Their name.</param>
/// <param name="Due">The last day for it; null where it has time.</param>
/// <param name="AddedAt">When it was added.</param>
/// <param name="DoneAt">When it was done; null while it is open.</param>
/// <param name="DoneByName">By whom.</param>
/// <param name="Version">For If-Match.</param>
public sealed record TaskView(
    Guid Id,
    Guid Incident,
    long IncidentNumber,
    string IncidentTitle,
    string Text,
    Guid? Assignee,
    string? AssigneeName,
    DateOnly? Due,
    DateTimeOffset AddedAt,
    DateTimeOffset? DoneAt,
    string? DoneByName,
    int Version);
