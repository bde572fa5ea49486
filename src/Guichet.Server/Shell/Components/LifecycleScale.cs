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
    /// <summary>A release without dates is drawn as if it lived this long.</summary>
    private static readonly Period Unknown = Period.FromYears(5);

    public static LifecycleScale Of(Release release, LocalDate today)
    {
        var end = release.ExtendedEndsOn ?? release.MainstreamEndsOn;
        var start = release.ReleasedOn ?? LocalDate.Min(end ?? today, today) - Unknown;
        var first = LocalDate.Min(start, today);
        var last = LocalDate.Max(end ?? today + Unknown, today);
        double Place(LocalDate day) =>
            (double)Period.DaysBetween(first, day) / Math.Max(1, Period.DaysBetween(first, last));

        var open = release.EndedOnUnknownDay ? today : last;
        var mainstreamEnd = Place(release.MainstreamEndsOn ?? open);
        var spans = new List<Span> { new("mainstream", Place(start), mainstreamEnd) };
        if (release.ExtendedEndsOn is { } extended)
        {
            spans.Add(new("extended", mainstreamEnd, Place(extended)));
        }

        if (spans[^1].End < 1)
        {
            spans.Add(new("ended", spans[^1].End, 1));
        }

        return new(first, last, Place(today), spans);
    }

    /// <summary>A phase on the bar; its kind is the name of its look.</summary>
    internal sealed record Span(string Kind, double Start, double End);
}
