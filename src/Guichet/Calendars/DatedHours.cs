namespace Guichet.Calendars;

/// <summary>Working hours whose weekly openings change on dates: one <see cref="WorkingHours"/> after another, with
/// sums that go on where the last ones end.</summary>
internal sealed class DatedHours
{
    private const long Day = NodaConstants.NanosecondsPerDay;

    private readonly WorkingHours[] eras;

    // For each change: its wall time, the sum of business time up to it, and what is added to the sums after it.
    private readonly long[] changesAt;
    private readonly long[] openedBefore;
    private readonly long[] added;

    /// <summary>Lines them up.</summary>
    /// <param name="weeks">Seven days each, Monday first; one more than <paramref name="changes"/>.</param>
    /// <param name="changes">The first days of all weeks but the first, by days since 1970-01-01, in order.</param>
    /// <param name="special">Hours of dates that differ from their day of the week.</param>
    public DatedHours(DayHours[][] weeks, int[] changes, SortedDictionary<int, DayHours> special)
    {
        eras = new WorkingHours[weeks.Length];
        changesAt = new long[changes.Length];
        openedBefore = new long[changes.Length];
        added = new long[weeks.Length];
        for (var i = 0; i < weeks.Length; i++)
        {
            var from = i == 0 ? int.MinValue : changes[i - 1];
            var until = i == changes.Length ? int.MaxValue : changes[i];
            eras[i] = new(weeks[i], [.. special.Where(date => date.Key >= from && date.Key < until)]);
            if (i > 0)
            {
                changesAt[i - 1] = from * Day;
                openedBefore[i - 1] = eras[i - 1].Before(from * Day) + added[i - 1];
                added[i] = openedBefore[i - 1] - eras[i].Before(from * Day);
            }
        }
    }

    /// <summary>True where it opens every week once all changes are past.</summary>
    public bool OpensForEver => eras[^1].PerWeek > 0;

    /// <inheritdoc cref="WorkingHours.Before"/>
    public long Before(long wall)
    {
        var era = 0;
        while (era < changesAt.Length && changesAt[era] <= wall)
        {
            era++;
        }

        return eras[era].Before(wall) + added[era];
    }

    /// <inheritdoc cref="WorkingHours.Reach"/>
    public long Reach(long sum)
    {
        var era = 0;
        while (era < openedBefore.Length && openedBefore[era] < sum)
        {
            era++;
        }

        return eras[era].Reach(sum - added[era]);
    }
}
