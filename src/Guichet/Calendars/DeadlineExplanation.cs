namespace Guichet.Calendars;

/// <summary>How a due instant came about: every stretch of time from the start on, and why it counts or does not.
/// </summary>
/// <param name="Start">When the clock started.</param>
/// <param name="Budget">The target.</param>
/// <param name="DueAt">When the target is due.</param>
/// <param name="Segments">They cover <c>[Start, DueAt)</c> once, in order; what they count adds up to the budget
/// exactly, and no two neighbors have the same reason.</param>
public sealed record DeadlineExplanation(
    Instant Start,
    Duration Budget,
    Instant DueAt,
    IReadOnlyList<TimeSegment> Segments)
{
    /// <summary>Explains a target. Refused as <see cref="BusinessCalendar.Due(Instant, Duration,
    /// IReadOnlyList{Pause})"/> refuses.</summary>
    /// <param name="calendar">The calendar that the budget runs on; for one that runs day and night
    /// <see cref="BusinessCalendar.AroundTheClock"/>.</param>
    /// <param name="start">When the clock started.</param>
    /// <param name="budget">The target.</param>
    /// <param name="pauses">In which the clock stood, in any order.</param>
    public static Result<DeadlineExplanation> Of(
        BusinessCalendar calendar, Instant start, Duration budget, IReadOnlyList<Pause> pauses) =>
        calendar.Due(start, budget, pauses).Succeeded(out var due, out var refusal)
            ? new DeadlineExplanation(start, budget, due, Between(calendar, start, due, pauses))
            : refusal;

    /// <summary>The segments of <c>[start, end)</c>; a pause that has not ended reaches the end. What they count is
    /// what <see cref="BusinessCalendar.Elapsed(Instant, Instant, IReadOnlyList{Pause})"/> says. Years are walked day
    /// by day here: it is for showing, not for the hot path.</summary>
    public static IReadOnlyList<TimeSegment> Between(
        BusinessCalendar calendar, Instant start, Instant end, IReadOnlyList<Pause> pauses)
    {
        var segments = new List<TimeSegment>();
        var at = start;
        foreach (var (paused, resumed) in Pause.Union(pauses, start, end))
        {
            AddRunning(segments, calendar, at, paused);
            TimeSegment.Append(segments, new(paused, resumed, SegmentKind.Paused));
            at = resumed;
        }

        AddRunning(segments, calendar, at, end);
        return segments;
    }

    /// <summary>From one clock change to the next, where wall time and time run alike.</summary>
    private static void AddRunning(
        List<TimeSegment> segments, BusinessCalendar calendar, Instant start, Instant end)
    {
        while (start < end)
        {
            var interval = calendar.Zone.GetZoneInterval(start);
            var until = interval.HasEnd ? Instant.Min(interval.End, end) : end;
            AddDays(segments, calendar.Definition, start, until, interval.WallOffset);
            start = until;
        }
    }

    private static void AddDays(
        List<TimeSegment> segments, CalendarDefinition definition, Instant start, Instant end, Offset offset)
    {
        for (var date = start.WithOffset(offset).Date; ; date = date.PlusDays(1))
        {
            var midnight = date.AtMidnight().WithOffset(offset).ToInstant();
            if (midnight >= end)
            {
                return;
            }

            foreach (var part in ExplainedDay.Of(definition, date))
            {
                var from = Instant.Max(midnight + Duration.FromNanoseconds(part.From), start);
                var until = Instant.Min(midnight + Duration.FromNanoseconds(part.Until), end);
                if (from < until)
                {
                    TimeSegment.Append(segments, new(from, until, part.Kind, part.Holiday));
                }
            }
        }
    }
}
