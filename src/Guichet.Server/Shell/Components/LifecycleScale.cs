using Guichet.Catalog;

namespace Guichet.Server.Shell.Components;

/// <summary>Where the phases of a release and today lie on a bar, as parts of its length.</summary>
/// <param name="First">The day at the left end.</param>
/// <param name="Last">The day at the right end.</param>
/// <param name="Today">Today's place, from 0 to 1.</param>
/// <param name="Spans">The phases, left to right.</param>
internal sealed record LifecycleScale(
    LocalDate First,
    LocalDate Last,
    double Today,
    IReadOnlyList<LifecycleScale.Span> Spans)
{
    /// <summary>Nearer to one another than this, two years would be written over each other on a narrow screen.
    /// </summary>
    private const double Room = 0.16;

    /// <summary>A release without dates is drawn as if it lived this long.</summary>
    private static readonly Period Unknown = Period.FromYears(5);

    /// <summary>The years at which phases end between the two ends of the bar, where there is room to write them.
    /// </summary>
    public IEnumerable<(double Place, int Year)> Years => Spans
        .Where(span => span.LastDay is not null && span.End is > Room and < 1 - Room)
        .Select(span => (span.End, span.LastDay!.Value.Year));

    public static LifecycleScale Of(Release release, LocalDate today)
    {
        var phases = release.PhaseSpans()
            .Where(span => span.Phase is LifecyclePhase.Mainstream or LifecyclePhase.Extended)
            .ToList();
        var end = release.SupportEndsOn;
        var start = release.ReleasedOn ?? LocalDate.Min(end ?? today, today) - Unknown;
        var first = LocalDate.Min(start, today);
        var last = release.EndedOnUnknownDay ? today : LocalDate.Max(end ?? today + Unknown, today);
        double Place(LocalDate day) =>
            (double)Period.DaysBetween(first, day) / Math.Max(1, Period.DaysBetween(first, last));

        var spans = new List<Span>();
        foreach (var phase in phases)
        {
            var kind = phase.Phase == LifecyclePhase.Mainstream ? "mainstream" : "extended";
            spans.Add(new(kind, Place(phase.From ?? start), Place(phase.Through ?? last), phase.Through));
        }

        var ended = spans.Count == 0 ? Place(start) : spans[^1].End;
        if (ended < 1)
        {
            spans.Add(new("ended", ended, 1, null));
        }

        return new(first, last, Place(today), spans);
    }

    /// <summary>A phase on the bar; its kind is the name of its look.</summary>
    /// <param name="Kind">mainstream, extended or ended.</param>
    /// <param name="Start">From 0 to 1.</param>
    /// <param name="End">From 0 to 1.</param>
    /// <param name="LastDay">Null where none is announced, or for what has no end.</param>
    internal sealed record Span(string Kind, double Start, double End, LocalDate? LastDay);
}
