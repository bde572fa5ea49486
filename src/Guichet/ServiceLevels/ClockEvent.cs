using Guichet.Plans;

namespace Guichet.ServiceLevels;

/// <summary>What happened to the clocks of an incident.</summary>
public enum ClockEventKind
{
    /// <summary>It was submitted.</summary>
    Started,

    /// <summary>The vendor told the customer something: the next update counts from here.</summary>
    Updated,

    /// <summary>It waits on the customer: the clocks stand whose target says so.</summary>
    Paused,

    /// <summary>It waits no longer.</summary>
    Resumed,

    /// <summary>Other targets hold from here on.</summary>
    SeverityChanged,

    /// <summary>An administrator moved its promises to the targets of another version of the policy.</summary>
    Moved,

    /// <summary>It was closed.</summary>
    Stopped,

    /// <summary>It was opened again: what lay between does not count.</summary>
    Reopened,
}

/// <summary>One line of the history of an incident's clocks. It is only ever appended.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="At">When.</param>
/// <param name="Severity">The severity from then on.</param>
/// <param name="Hours">The hours of coverage from then on.</param>
/// <param name="PolicyVersion">The version of the policy whose targets hold from then on.</param>
public sealed record ClockEvent(
    ClockEventKind Kind, Instant At, Severity Severity, HoursOfCoverage Hours, int PolicyVersion)
{
    /// <summary>Of a pause, what it waits for; lines from before targets could tell them apart have none, and stand
    /// for <see cref="WaitingState.WaitingOnCustomer"/>.</summary>
    public WaitingState? Waiting { get; init; }
}
