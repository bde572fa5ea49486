using System.Diagnostics.Metrics;

namespace Guichet.Server.Hosting.Telemetry;

/// <summary>What the house counts of its business. While nobody listens, counting costs next to nothing. The names are
/// documented in docs/guide/running.md; dashboards are built on them, so they stay.</summary>
internal static class Measures
{
    /// <summary>Of the meter.</summary>
    public const string Name = "Guichet";

    public static Meter Meter { get; } = new(Name);

    /// <summary>By plan and severity; one for each incident, however often its request was sent.</summary>
    public static Counter<long> IncidentsSubmitted { get; } = Meter.CreateCounter<long>(
        "guichet.incidents.submitted", "{incident}", "Incidents that customers have opened.");

    /// <summary>By code: whatever the door, an operation said no.</summary>
    public static Counter<long> Refusals { get; } = Meter.CreateCounter<long>(
        "guichet.refusals", "{refusal}", "Operations that the rules refused.");

    /// <summary>From the first attempt to the commit, with the waiting for a turn and all attempts.</summary>
    public static Histogram<double> WriteDuration { get; } = Meter.CreateHistogram(
        "guichet.write.duration",
        "s",
        "How long operations take to be decided and committed.",
        tags: null,
        new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
        });

    public static Counter<long> WritesRunAgain { get; } = Meter.CreateCounter<long>(
        "guichet.write.retries", "{attempt}", "Operations run again because somebody else was first.");
}
