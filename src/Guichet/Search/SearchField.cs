namespace Guichet.Search;

/// <summary>What a filter of a search looks at.</summary>
public enum SearchField
{
    /// <summary>The severity: A, B or C.</summary>
    Severity,

    /// <summary>Where the incident stands, one status by its name.</summary>
    State,

    /// <summary>A standing by a word of the queue: see <see cref="Standing"/>.</summary>
    Is,

    /// <summary>A product or release, by name or key.</summary>
    Product,

    /// <summary>A support plan, by name or key.</summary>
    Plan,

    /// <summary>The customer, by words of the person's or the organisation's name.</summary>
    Customer,

    /// <summary>The agent who looks after it, by name; <c>me</c> and <c>none</c> are words of their own.</summary>
    Agent,

    /// <summary>The team, by name or key; <c>none</c> is a word of its own.</summary>
    Team,

    /// <summary>Submitted earlier than that day, the day itself not among them.</summary>
    Before,

    /// <summary>Submitted on that day or later.</summary>
    After,
}

/// <summary>How an incident can stand, in the words of the queue's views.</summary>
public enum Standing
{
    /// <summary>Not closed.</summary>
    Open,

    /// <summary>Over.</summary>
    Closed,

    /// <summary>Waiting for the customer: asked something, or offered a solution.</summary>
    Waiting,

    /// <summary>Without a first response.</summary>
    Unanswered,

    /// <summary>Looked after by nobody.</summary>
    Unassigned,

    /// <summary>Put aside.</summary>
    Snoozed,

    /// <summary>The searcher's own: an agent's, those they look after; a customer's, those they submitted.</summary>
    Mine,
}

/// <summary>One filter of a search.</summary>
/// <param name="Field">What it looks at.</param>
/// <param name="Value">In its canonical form: <c>A</c>, <c>in-progress</c>, <c>2026-11-20</c>; names as they were
/// typed.</param>
public readonly record struct SearchFilter(SearchField Field, string Value);
