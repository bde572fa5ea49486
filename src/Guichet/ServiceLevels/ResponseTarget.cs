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
}
