using Guichet.Plans;

namespace Guichet.ServiceLevels;

/// <summary>What an alarm does.</summary>
public enum AlarmAction
{
    /// <summary>Writes to the agent who looks after the incident; to the team while nobody does.</summary>
    NotifyOwner,

    /// <summary>Writes to the members of the incident's team; to the house's address where it has none.</summary>
    NotifyTeam,

    /// <summary>Writes to every support manager.</summary>
    NotifyManagers,

    /// <summary>Puts the incident before its equals in the queue until an agent writes to the customer.</summary>
    Raise,
}

/// <summary>A point on the way of a target: a share of its time, and time beyond.</summary>
/// <param name="Percent">Share of the budget, from 1; 100 is the due instant itself.</param>
/// <param name="After">Time after that share, on the target's own calendar; not below zero.</param>
public readonly record struct AlarmPoint(int Percent, Duration After)
{
    /// <summary>The promised instant itself.</summary>
    public static AlarmPoint Due { get; } = new(100, Duration.Zero);

    /// <summary>How much of the target's time has passed there.</summary>
    public Duration Of(Duration budget) => (budget * Percent / 100) + After;
}

/// <summary>What a policy does when a share of a target has gone by and it is not kept yet.</summary>
/// <param name="At">When.</param>
/// <param name="Severities">For which severities; never empty.</param>
/// <param name="Actions">What then; never empty.</param>
public sealed record Alarm(AlarmPoint At, IReadOnlySet<Severity> Severities, IReadOnlySet<AlarmAction> Actions)
{
    /// <summary>On which clock.</summary>
    public PromiseKind Promise { get; init; }
}
