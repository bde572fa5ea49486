namespace Guichet.Calendars;

/// <summary>One date of a calendar, from midnight to midnight on the wall, with the reason for each part.</summary>
internal static class ExplainedDay
{
    /// <summary>A part of the day in nanoseconds since midnight; together they cover it once, in order.</summary>
    public readonly record struct Part(long From, long Until, SegmentKind Kind, Holiday? Holiday);

    /// <summary>The parts of a date; two with the same reason may follow each other.</summary>
    public static IEnumerable<Part> Of(CalendarDefinition definition, LocalDate date)
    {
        var replaced = definition.ExtraOpenings.TryGetValue(date, out var extra);
        var openings = replaced ? extra! : definition.WeeklyOn(date);
        Holiday[] holidays = replaced && openings.Count > 0
            ? []
            : [.. definition.Holidays.Where(holiday => holiday.Date == date)];
        if (replaced && openings.Count == 0)
        {
            // Closed on purpose: where the date is a holiday too, that is why.
            return [WholeDay(holidays.FirstOrDefault())];
        }

        if (openings.Count > 0 && Array.Find(holidays, holiday => holiday.Closed is null) is { } whole)
        {
            return [WholeDay(whole)];
        }

        return openings.Count == 0 ? [WholeDay(null)] : Parts(openings, holidays);
    }

    private static Part WholeDay(Holiday? holiday) => new(
        0, NodaConstants.NanosecondsPerDay, holiday is null ? SegmentKind.ClosedDay : SegmentKind.Holiday, holiday);

    private static IEnumerable<Part> Parts(IReadOnlyList<Opening> openings, Holiday[] holidays)
    {
        var (first, last) = (openings.Min(opening => opening.Open), openings.Max(opening => opening.Close));
        var edges = openings.Concat(holidays.Select(holiday => holiday.Closed!.Value))
            .SelectMany(opening => new[] { opening.Open, opening.Close })
            .Append(0)
            .Append(NodaConstants.NanosecondsPerDay)
            .Distinct()
            .Order()
            .ToArray();
        for (var i = 1; i < edges.Length; i++)
        {
            var at = edges[i - 1];
            var holiday = Array.Find(holidays, holiday => Contains(holiday.Closed!.Value, at));
            var open = openings.Any(opening => Contains(opening, at));
            var kind = (open, holiday) switch
            {
                (true, null) => SegmentKind.Open,
                (true, _) => SegmentKind.Holiday,
                _ => at < first || at >= last ? SegmentKind.OutsideHours : SegmentKind.Break,
            };
            yield return new(at, edges[i], kind, kind == SegmentKind.Holiday ? holiday : null);
        }
    }

    private static bool Contains(Opening opening, long time) => time >= opening.Open && time < opening.Close;
}
