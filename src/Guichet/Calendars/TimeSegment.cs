namespace Guichet.Calendars;

/// <summary>Why a stretch of time counts or does not.</summary>
public enum SegmentKind
{
    /// <summary>Business time: it counts.</summary>
    Open,

    /// <summary>Closed between two openings of a day.</summary>
    Break,

    /// <summary>Closed before the first opening of a day or after the last: the night.</summary>
    OutsideHours,

    /// <summary>A day without openings that is no holiday: the weekend.</summary>
    ClosedDay,

    /// <summary>Closed by a holiday at a time at which the week would be open, or all of a holiday that falls on a day
    /// with openings.</summary>
    Holiday,

    /// <summary>The clock stood, whatever the calendar says.</summary>
    Paused,

    /// <summary>Before a change of severity that began the budget anew: it counts no longer.</summary>
    SeverityChanged,
}

/// <summary>A stretch of time, <c>[From, Until)</c>, with one reason for counting or not.</summary>
/// <param name="From">Its first instant.</param>
/// <param name="Until">The first instant after it.</param>
/// <param name="Kind">Whether it counts, and why.</param>
/// <param name="Holiday">The holiday that closes it; null where none does.</param>
public sealed record TimeSegment(Instant From, Instant Until, SegmentKind Kind, Holiday? Holiday = null)
{
    /// <summary>How long it lasts.</summary>
    public Duration Length => Until - From;

    /// <summary>What it adds to the target: its length where it is <see cref="SegmentKind.Open"/>, else
    /// nothing.</summary>
    public Duration Counted => Kind == SegmentKind.Open ? Length : Duration.Zero;

    /// <summary>With another at the end of the list, or grown by it where both are for the same reason.</summary>
    internal static void Append(List<TimeSegment> segments, TimeSegment next)
    {
        if (segments.Count > 0 && segments[^1] is var last && last.Until == next.From && last.Kind == next.Kind
            && last.Holiday?.Name == next.Holiday?.Name)
        {
            segments[^1] = last with { Until = next.Until };
        }
        else
        {
            segments.Add(next);
        }
    }
}
