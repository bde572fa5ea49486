namespace Guichet.Client.Incidents;

/// <summary>What of an incident can change while somebody writes.</summary>
public enum ChangedPart
{
    /// <summary>Its state.</summary>
    Status,

    /// <summary>Its severity.</summary>
    Severity,

    /// <summary>Who looks after it.</summary>
    Owner,

    /// <summary>Something was said.</summary>
    Message,

    /// <summary>An internal note was written; the vendor's side only.</summary>
    Note,
}

/// <summary>What has changed on an incident since one of its versions.</summary>
/// <param name="Since">The version asked about.</param>
/// <param name="Version">The version now.</param>
/// <param name="Changes">State, severity and owner first, then the entries, oldest first. Empty where nothing that the
/// reader sees has changed, or where the version is none of the incident's.</param>
public sealed record IncidentChangesView(int Since, int Version, IReadOnlyList<IncidentChangeView> Changes);

/// <summary>One thing that has changed.</summary>
/// <param name="Part">What.</param>
/// <param name="Before">How it was: a state, a severity, a name; null for nobody, and for an entry.</param>
/// <param name="After">How it is now.</param>
/// <param name="Entry">Id of the message or the note.</param>
/// <param name="Kind">Of a message.</param>
/// <param name="AuthorName">Of an entry; empty for the house itself.</param>
/// <param name="At">Of an entry: when.</param>
public sealed record IncidentChangeView(
    ChangedPart Part,
    string? Before = null,
    string? After = null,
    Guid? Entry = null,
    MessageKind? Kind = null,
    string? AuthorName = null,
    DateTimeOffset? At = null);
