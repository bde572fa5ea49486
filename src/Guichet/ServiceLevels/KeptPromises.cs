using Guichet.Calendars;
using Guichet.Plans;

namespace Guichet.ServiceLevels;

/// <summary>A line of the history of an incident's clocks with what was due after it, as it was written then.</summary>
/// <param name="Event">What happened.</param>
/// <param name="Due">What was due after it.</param>
/// <param name="Target">The target that held after it; null: nothing was promised.</param>
/// <param name="Calendar">That target's calendar; null where it runs day and night.</param>
public sealed record KeptLine(ClockEvent Event, WorkClock Due, ResponseTarget? Target, BusinessCalendar? Calendar);

/// <summary>How a promise of the other clocks ended, or stands.</summary>
/// <param name="Severity">The severity that it was last made for.</param>
/// <param name="Outcome">How it stands.</param>
/// <param name="Taken">The time until it was kept, without its pauses; null while it was not.</param>
/// <param name="DecidedAt">When that was decided: as it was kept, first past due, or closed before; null while it runs.
/// </param>
public sealed record MeasuredPromise(
    Severity Severity, ResponseOutcome Outcome, Duration? Taken, Instant? DecidedAt);

/// <summary>What became of next updates and resolutions, from the history alone: what was due is read from its lines
/// and never computed anew, so that a later policy changes no figure.</summary>
public static class KeptPromises
{
    /// <summary>Each promise of a next update, in order: one begins with each message of the vendor's and ends with the
    /// next one or with the closing.</summary>
    /// <param name="lines">The history, in its order.</param>
    /// <param name="now">Not before its last line.</param>
    public static IReadOnlyList<MeasuredPromise> NextUpdates(IReadOnlyList<KeptLine> lines, Instant now)
    {
        var measured = new List<MeasuredPromise>();
        for (var first = 0; first < lines.Count; first++)
        {
            if (lines[first].Event.Kind != ClockEventKind.Updated)
            {
                continue;
            }

            var end = first + 1;
            while (end < lines.Count
                && lines[end].Event.Kind is not (ClockEventKind.Updated or ClockEventKind.Stopped))
            {
                end++;
            }

            // An answer that closes is followed by its closing at the same instant: nothing was left to tell.
            if (IsPromised(lines, first, end, target => target.NextUpdate is not null)
                && !(end < lines.Count && IsAt(lines[end], ClockEventKind.Stopped, lines[first].Event.At)))
            {
                measured.Add(Measure(lines, first, end, now, PromiseKind.NextUpdate, keptByClosing: false));
            }
        }

        return measured;
    }

    /// <summary>The promise of a resolution: it ends with the last closing, and once missed it stays so. Null where
    /// none was made.</summary>
    /// <param name="lines">The history, in its order, from <see cref="ClockEventKind.Started"/> on.</param>
    /// <param name="resolves">Whether the closing ended the problem; what the customer took back, or went on elsewhere,
    /// is neither kept nor broken by closing in time.</param>
    /// <param name="now">Not before its last line.</param>
    public static MeasuredPromise? Resolution(IReadOnlyList<KeptLine> lines, bool resolves, Instant now)
    {
        var closed = lines.Count > 0 && lines[^1].Event.Kind == ClockEventKind.Stopped;
        var end = closed ? lines.Count - 1 : lines.Count;
        return IsPromised(lines, 0, end, target => target.Resolution is not null)
            ? Measure(lines, 0, end, now, PromiseKind.Resolution, keptByClosing: resolves)
            : null;
    }

    private static MeasuredPromise Measure(
        IReadOnlyList<KeptLine> lines, int first, int end, Instant now, PromiseKind kind, bool keptByClosing)
    {
        var ended = end < lines.Count ? lines[end].Event : null;
        Instant? missed = null;
        for (var line = first; line < end && missed is null; line++)
        {
            var until = line + 1 < lines.Count ? lines[line + 1].Event.At : now;
            missed = DueAfter(lines[line], kind) is { } due && until > due ? due : null;
        }

        var kept = ended is not null && (ended.Kind == ClockEventKind.Updated || keptByClosing);
        var outcome = missed is not null ? ResponseOutcome.Missed
            : kept ? ResponseOutcome.Met
            : ended is not null ? ResponseOutcome.ClosedFirst
            : ResponseOutcome.Running;
        var taken = kept ? Taken(lines, first, end, kind) : null;
        return new(lines[end - 1].Event.Severity, outcome, taken, missed ?? ended?.At);
    }

    private static Duration? Taken(IReadOnlyList<KeptLine> lines, int first, int end, PromiseKind kind)
    {
        var (_, _, target, calendar) = lines[end - 1];
        if (target is null)
        {
            return null;
        }

        var pauses = WorkClock.PausesIn(
            [.. lines.Take(end).Select(line => line.Event)],
            kind == PromiseKind.NextUpdate ? target.NextUpdatePauses : target.ResolutionPauses);
        return (calendar ?? BusinessCalendar.AroundTheClock)
            .Elapsed(lines[first].Event.At, lines[end].Event.At, pauses)
            .Succeeded(out var taken, out _) ? taken : null;
    }

    private static Instant? DueAfter(KeptLine line, PromiseKind kind) =>
        kind == PromiseKind.NextUpdate ? line.Due.NextUpdateDueAt
        : line.Event.Kind == ClockEventKind.Stopped ? null
        : line.Due.ResolutionDueAt;

    private static bool IsPromised(
        IReadOnlyList<KeptLine> lines, int first, int end, Func<ResponseTarget, bool> promises) =>
        lines.Skip(first).Take(end - first).Any(line => line.Target is { } target && promises(target));

    private static bool IsAt(KeptLine line, ClockEventKind kind, Instant at) =>
        line.Event.Kind == kind && line.Event.At == at;
}
