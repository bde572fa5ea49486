namespace Guichet.Calendars;

/// <summary>A stretch in which a clock stands, <c>[PausedAt, ResumedAt)</c>.</summary>
/// <param name="PausedAt">The first instant that does not count.</param>
/// <param name="ResumedAt">The first instant that counts again; null while the pause lasts.</param>
public readonly record struct Pause(Instant PausedAt, Instant? ResumedAt)
{
    /// <summary>What pauses cover of <c>[start, end)</c>: in order, apart from each other, none of no length. A pause
    /// that lasts reaches the end.</summary>
    internal static List<(Instant From, Instant Until)> Union(
        IReadOnlyList<Pause> pauses, Instant start, Instant end)
    {
        var union = new List<(Instant From, Instant Until)>();
        foreach (var pause in pauses.OrderBy(pause => pause.PausedAt))
        {
            var from = Instant.Max(pause.PausedAt, start);
            var until = Instant.Min(pause.ResumedAt ?? end, end);
            if (from >= until)
            {
                continue;
            }

            if (union.Count > 0 && union[^1].Until >= from)
            {
                union[^1] = (union[^1].From, Instant.Max(union[^1].Until, until));
            }
            else
            {
                union.Add((from, until));
            }
        }

        return union;
    }
}
