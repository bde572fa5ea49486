namespace Guichet.ServiceLevels;

/// <summary>How a promised first response stands (R8).</summary>
public enum ResponseOutcome
{
    /// <summary>Made in time; at the due instant is in time.</summary>
    Met,

    /// <summary>Made late, or not made though it is past due.</summary>
    Missed,

    /// <summary>Not made and not yet past due.</summary>
    Running,

    /// <summary>The customer closed the incident before a response was due: nothing was kept or broken.</summary>
    ClosedFirst,
}

/// <summary>One first response, as a report counts it.</summary>
/// <param name="Group">Key of what it is counted under.</param>
/// <param name="Outcome">How it stands.</param>
/// <param name="Taken">The time until the response was made; null while there is none.</param>
public readonly record struct MeasuredResponse(string Group, ResponseOutcome Outcome, Duration? Taken);

/// <summary>What a report says of a group. The four counts add up to all of its incidents.</summary>
/// <param name="Group">Its key.</param>
/// <param name="Met">How many were made in time.</param>
/// <param name="Missed">How many were not.</param>
/// <param name="Running">How many are neither made nor past due.</param>
/// <param name="ClosedFirst">How many were closed before a response was due.</param>
/// <param name="Median">The 50th percentile of the time until the response, of those made; null where none was.</param>
/// <param name="Ninetieth">The 90th percentile of the same.</param>
public sealed record ResponseFigures(
    string Group, int Met, int Missed, int Running, int ClosedFirst, Duration? Median, Duration? Ninetieth)
{
    /// <summary>All incidents of the group.</summary>
    public int All => Met + Missed + Running + ClosedFirst;

    /// <summary>The part that was met of what is decided, from 0 to 1; null where nothing is.</summary>
    public decimal? ShareMet => Met + Missed == 0 ? null : (decimal)Met / (Met + Missed);
}

/// <summary>First responses by group: how many promises were kept, and how long customers waited. The same responses
/// give the same figures, in whatever order they come.</summary>
/// <param name="Groups">By key, in the order of characters.</param>
/// <param name="All">The figures of all groups together; its key is empty.</param>
public sealed record ResponseReport(IReadOnlyList<ResponseFigures> Groups, ResponseFigures All)
{
    /// <summary>Counts the responses.</summary>
    /// <param name="responses">In any order.</param>
    /// <param name="expected">Keys of groups that are told even where they have no response.</param>
    public static ResponseReport Of(IReadOnlyCollection<MeasuredResponse> responses, IEnumerable<string> expected)
    {
        var found = responses.ToLookup(response => response.Group, StringComparer.Ordinal);
        var keys = found.Select(group => group.Key).Union(expected, StringComparer.Ordinal);
        return new(
            [.. keys.Order(StringComparer.Ordinal).Select(key => Figures(key, [.. found[key]]))],
            Figures("", responses));
    }

    /// <summary>The percentile by nearest rank: the smallest of the values that at least so many percent of them do not
    /// exceed. It is always one of the values; null where there are none.</summary>
    /// <param name="sorted">From the smallest up.</param>
    /// <param name="percent">From 1 to 100.</param>
    public static Duration? Percentile(IReadOnlyList<Duration> sorted, int percent) =>
        sorted.Count == 0 ? null : sorted[(int)((((long)sorted.Count * percent) + 99) / 100) - 1];

    private static ResponseFigures Figures(string group, IReadOnlyCollection<MeasuredResponse> responses)
    {
        var taken = responses.Where(one => one.Taken is not null).Select(one => one.Taken!.Value).Order().ToList();
        int Count(ResponseOutcome outcome) => responses.Count(response => response.Outcome == outcome);
        return new(
            group,
            Count(ResponseOutcome.Met),
            Count(ResponseOutcome.Missed),
            Count(ResponseOutcome.Running),
            Count(ResponseOutcome.ClosedFirst),
            Percentile(taken, 50),
            Percentile(taken, 90));
    }
}
