namespace Guichet.Incidents;

/// <summary>An incident; made by the submitter, and so the key under which submitting twice is submitting
/// once.</summary>
public readonly record struct IncidentId(Guid Value);

/// <summary>An entry of the conversation; made by its writer.</summary>
public readonly record struct MessageId(Guid Value);
