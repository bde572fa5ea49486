namespace Guichet.Calendars;

/// <summary>The openings of one day, in order without overlap. Times are nanoseconds since local midnight.</summary>
internal sealed class DayHours
{
    public static readonly DayHours Closed = new([]);

    private readonly Opening[] openings;

    private DayHours(Opening[] openings)
    {
        this.openings = openings;
        Total = openings.Sum(opening => opening.Close - opening.Open);
    }

    /// <summary>Business time in the whole day.</summary>
    public long Total { get; }

    /// <summary>The day's hours, from openings that have been checked.</summary>
    public static DayHours Of(IEnumerable<Opening> openings) => new([.. openings.OrderBy(opening => opening.Open)]);

    /// <summary>The same day with a part of it closed.</summary>
    public DayHours Without(Opening closed)
    {
        var left = openings.Select(opening => opening with { Close = Math.Min(opening.Close, closed.Open) });
        var right = openings.Select(opening => opening with { Open = Math.Max(opening.Open, closed.Close) });
        return Of(left.Concat(right).Where(opening => opening.Open < opening.Close));
    }

    /// <summary>Business time between midnight and <paramref name="time"/>.</summary>
    public long Before(long time)
    {
        var sum = 0L;
        foreach (var opening in openings)
        {
            if (time <= opening.Open)
            {
                break;
            }

            sum += Math.Min(time, opening.Close) - opening.Open;
        }

        return sum;
    }

    /// <summary>The first time before which there is that much business time, in <c>(0, Total]</c>.</summary>
    public long Reach(long worked)
    {
        foreach (var opening in openings)
        {
            var length = opening.Close - opening.Open;
            if (worked <= length)
            {
                return opening.Open + worked;
            }

            worked -= length;
        }

        throw new ArgumentOutOfRangeException(nameof(worked), "The day has less business time than that.");
    }
}
