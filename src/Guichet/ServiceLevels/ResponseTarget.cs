using Guichet.Plans;

namespace Guichet.ServiceLevels;

/// <summary>The first response that is promised (R6).</summary>
/// <param name="Severity">For this severity.</param>
/// <param name="Hours">For these hours of coverage; null: for both.</param>
/// <param name="Plan">For this plan only; null: for every plan that has no target of its own.</param>
/// <param name="Budget">Time until the first response; business time on a calendar, else clock time.</param>
/// <param name="Calendar">Key of the business calendar it runs on; null: it runs day and night.</param>
public sealed record ResponseTarget(
    Severity Severity,
    HoursOfCoverage? Hours,
    string? Plan,
    Duration Budget,
    string? Calendar)
{
    /// <summary>Time from one message of the vendor's to the next, on the same calendar; null: not promised.</summary>
    public Duration? NextUpdate { get; init; }

    /// <summary>Time until the incident is to be resolved, on the same calendar; null: not promised.</summary>
    public Duration? Resolution { get; init; }

    /// <summary>Whether it runs on the calendar of the customer's region, which <see cref="CalendarRegions.In"/>
    /// finds.</summary>
    public bool CalendarByRegion { get; init; }

    /// <summary>The states in which the next update stands.</summary>
    public IReadOnlySet<WaitingState> NextUpdatePauses { get; init; } = AnyWaiting;

    /// <summary>The states in which the resolution stands.</summary>
    public IReadOnlySet<WaitingState> ResolutionPauses { get; init; } = AnyWaiting;

    /// <summary>What holds where a policy says nothing: both stand while it waits on the customer (R8).</summary>
    public static IReadOnlySet<WaitingState> AnyWaiting { get; } = Enum.GetValues<WaitingState>().ToHashSet();
}
