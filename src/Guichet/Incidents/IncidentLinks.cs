using Guichet.Accounts;

namespace Guichet.Incidents;

/// <summary>How one incident stands to another.</summary>
public enum IncidentLinkKind
{
    /// <summary>It was a part of the other (R1).</summary>
    SplitsFrom,

    /// <summary>It is the same problem as the other, which goes on.</summary>
    Duplicates,

    /// <summary>The other cannot be solved before it.</summary>
    Blocks,

    /// <summary>Each helps to understand the other.</summary>
    Relates,
}

/// <summary>A link, read as a sentence: incident, kind, other.</summary>
/// <param name="Line">Counts up from 1 in the house: two who link at once stand in line, so that no circle slips in
/// between them.</param>
/// <param name="Incident">The one that splits from, duplicates, blocks or relates.</param>
/// <param name="Kind">How.</param>
/// <param name="Other">To which.</param>
/// <param name="By">Who linked them.</param>
/// <param name="At">When.</param>
public sealed record IncidentLink(
    long Line, IncidentId Incident, IncidentLinkKind Kind, IncidentId Other, PersonId By, Instant At);

/// <summary>Which links may be.</summary>
public static class IncidentLinks
{
    /// <summary>Why the link may not be; null where it may. Refused: <c>link.to-itself</c>; <c>link.circle</c> where
    /// following links of its kind leads from the other back to the incident. What relates has no direction, and so no
    /// circle.</summary>
    /// <param name="incident">The one to be linked.</param>
    /// <param name="kind">How.</param>
    /// <param name="other">To which.</param>
    /// <param name="ahead">What can be reached from the other by links of that kind.</param>
    public static Refusal? WhyNot(
        IncidentId incident, IncidentLinkKind kind, IncidentId other, IReadOnlySet<IncidentId> ahead) =>
        incident == other
            ? new Refusal("link.to-itself", "An incident is not linked to itself.")
            : HasDirection(kind) && ahead.Contains(incident)
                ? new Refusal("link.circle", "The link would close a circle.").With("kind", kind.ToString())
                : null;

    /// <summary>Whether reading the link backwards says something else.</summary>
    public static bool HasDirection(IncidentLinkKind kind) => kind != IncidentLinkKind.Relates;

    /// <summary>Whether agents make and remove it by hand; the others follow from splitting and from closing as a
    /// duplicate, and stay.</summary>
    public static bool IsMadeByHand(IncidentLinkKind kind) =>
        kind is IncidentLinkKind.Blocks or IncidentLinkKind.Relates;

    /// <summary>Why one cannot be closed as a duplicate of the other: they are not of one customer,
    /// <c>link.other-customer</c>.</summary>
    public static Refusal? WhyNotDuplicate(Incident incident, Incident other) =>
        incident.Customer == other.Customer
            || (incident.Organization is { } organization && organization == other.Organization)
            ? null
            : new Refusal("link.other-customer", "The other incident is another customer's.");
}
