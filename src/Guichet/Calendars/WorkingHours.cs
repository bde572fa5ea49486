namespace Guichet.Calendars;

/// <summary>The openings of a calendar on the wall clock, without any time zone: a week that repeats, and dates that
/// have hours of their own.</summary>
/// <remarks>Wall times are nanoseconds since 1970-01-01T00:00 on the wall. Everything is counted from there, so that
/// the business time between two wall times is the difference of two sums, and weeks are never walked. Before 1970 the
/// sums are negative or off by a constant, which a difference does not see.</remarks>
internal sealed class WorkingHours
{
    /// <summary>What <see cref="Reach"/> answers where there is not that much business time.</summary>
    public const long Never = long.MaxValue;

    private const long Day = NodaConstants.NanosecondsPerDay;
    private const int DaysFromMondayToEpoch = 3;
    private const long LastWeek = 15_000; // Some 287 years: as far as a long counts nanoseconds.

    private readonly DayHours[] week;
    private readonly long[] weekBefore = new long[8];
    private readonly int[] dates;
    private readonly DayHours[] dateHours;

    // For each date: business time before it, and how far the dates before it have shifted the sum of plain weeks.
    private readonly long[] openedBefore;
    private readonly long[] shiftBefore;

    /// <summary>Adds up.</summary>
    /// <param name="week">Seven days, Monday first.</param>
    /// <param name="special">Hours of dates that differ from their day of the week, by days since 1970-01-01, in
    /// order.</param>
    public WorkingHours(DayHours[] week, IReadOnlyCollection<KeyValuePair<int, DayHours>> special)
    {
        this.week = week;
        for (var day = 0; day < 7; day++)
        {
            weekBefore[day + 1] = weekBefore[day] + week[day].Total;
        }

        dates = [.. special.Select(date => date.Key)];
        dateHours = [.. special.Select(date => date.Value)];
        openedBefore = new long[dates.Length];
        shiftBefore = new long[dates.Length + 1];
        for (var i = 0; i < dates.Length; i++)
        {
            var weekday = WeekdayOf(dates[i], out var weeks);
            openedBefore[i] = weeks * PerWeek + weekBefore[weekday] + shiftBefore[i];
            shiftBefore[i + 1] = shiftBefore[i] + dateHours[i].Total - week[weekday].Total;
        }
    }

    /// <summary>Business time in a week without special dates.</summary>
    public long PerWeek => weekBefore[7];

    /// <summary>The sum of business time up to a wall time; only differences of it mean something.</summary>
    public long Before(long wall)
    {
        var day = (int)FloorDivide(wall, Day, out var time);
        var weekday = WeekdayOf(day, out var weeks);
        var next = FirstAtOrAfter(dates, day);
        var hours = next < dates.Length && dates[next] == day ? dateHours[next] : week[weekday];
        return weeks * PerWeek + weekBefore[weekday] + shiftBefore[next] + hours.Before(time);
    }

    /// <summary>The first wall time at which the sum of <see cref="Before"/> has grown to <paramref name="sum"/>;
    /// <see cref="Never"/> where it does not grow so far before the count ends, in 2257.</summary>
    public long Reach(long sum)
    {
        var next = FirstAtOrAfter(openedBefore, sum);
        if (next > 0 && sum - openedBefore[next - 1] <= dateHours[next - 1].Total)
        {
            return dates[next - 1] * Day + dateHours[next - 1].Reach(sum - openedBefore[next - 1]);
        }

        if (PerWeek == 0)
        {
            return Never;
        }

        // Minus and plus one: a sum used up exactly at the end of a week belongs to that week, not to the next.
        var weeks = FloorDivide(sum - shiftBefore[next] - 1, PerWeek, out var rest);
        if (weeks > LastWeek)
        {
            return Never;
        }

        rest++;
        var weekday = 0;
        while (weekBefore[weekday + 1] < rest)
        {
            weekday++;
        }

        return (weeks * 7 - DaysFromMondayToEpoch + weekday) * Day + week[weekday].Reach(rest - weekBefore[weekday]);
    }

    private static int WeekdayOf(int day, out long weeks)
    {
        weeks = FloorDivide(day + DaysFromMondayToEpoch, 7, out var weekday);
        return (int)weekday;
    }

    private static long FloorDivide(long value, long by, out long rest)
    {
        var whole = Math.DivRem(value, by, out rest);
        if (rest < 0)
        {
            whole--;
            rest += by;
        }

        return whole;
    }

    private static int FirstAtOrAfter<T>(T[] sorted, T value)
        where T : IComparable<T>
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle].CompareTo(value) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
