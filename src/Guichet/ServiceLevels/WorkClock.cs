using Guichet.Calendars;

namespace Guichet.ServiceLevels;

/// <summary>When the next update and the resolution of an incident are due, from the history of its clocks (R8). Each
/// stands in the states that its target names, and both while the incident is closed.</summary>
/// <param name="NextUpdateDueAt">When the vendor is to write next; null without such a target, before the first
/// response, while the clock stands and after closing.</param>
/// <param name="ResolutionDueAt">When it is to be resolved; null without such a target and while the clock stands; kept
/// after closing.</param>
public sealed record WorkClock(Instant? NextUpdateDueAt, Instant? ResolutionDueAt)
{
    /// <summary>Neither is promised.</summary>
    public static WorkClock None { get; } = new(null, null);

    /// <summary>When a promise of that kind is due; null where none of its kind is.</summary>
    public Instant? DueOf(PromiseKind kind) => kind switch
    {
        PromiseKind.NextUpdate => NextUpdateDueAt,
        PromiseKind.Resolution => ResolutionDueAt,
        _ => null,
    };

    /// <summary>The state after the last line of the history.</summary>
    /// <param name="history">In its order, from <see cref="ClockEventKind.Started"/> on.</param>
    /// <param name="target">The target that holds after the last line; null: nothing is promised.</param>
    /// <param name="calendar">That target's calendar; not looked at where it runs on the clock.</param>
    public static WorkClock After(
        IReadOnlyList<ClockEvent> history, ResponseTarget? target, BusinessCalendar? calendar)
    {
        var promises = PromisesAfter(history, target, calendar);
        return new WorkClock(Find(PromiseKind.NextUpdate), Find(PromiseKind.Resolution));

        Instant? Find(PromiseKind kind) => promises.FirstOrDefault(promise => promise.Kind == kind)?.DueAt;
    }

    /// <summary>The promises after the last line of the history: of a closed incident the resolution, as it was due.
    /// </summary>
    /// <param name="history">In its order, from <see cref="ClockEventKind.Started"/> on.</param>
    /// <param name="target">The target that holds after the last line; null: nothing is promised.</param>
    /// <param name="calendar">That target's calendar; not looked at where it runs on the clock.</param>
    public static IReadOnlyList<RunningPromise> PromisesAfter(
        IReadOnlyList<ClockEvent> history, ResponseTarget? target, BusinessCalendar? calendar)
    {
        var hours = target?.Calendar is null ? BusinessCalendar.AroundTheClock : calendar;
        if (target is null || hours is null || history.Count == 0)
        {
            return [];
        }

        var stopped = history[^1].Kind == ClockEventKind.Stopped;
        var promises = new List<RunningPromise>(2);
        if (!stopped
            && target.NextUpdate is { } update
            && history.LastOrDefault(one => one.Kind == ClockEventKind.Updated)?.At is { } updatedAt)
        {
            Add(PromiseKind.NextUpdate, updatedAt, update, PausesIn(history, target.NextUpdatePauses));
        }

        if (target.Resolution is { } resolution)
        {
            var pauses = PausesIn(history, target.ResolutionPauses);
            Add(PromiseKind.Resolution, history[0].At, resolution, stopped ? pauses[..^1] : pauses);
        }

        return promises;

        void Add(PromiseKind kind, Instant start, Duration budget, IReadOnlyList<Pause> pauses)
        {
            var (from, dueAt) = Begin(history, start, budget, hours, pauses);
            if (hours.Due(from, budget).Succeeded(out var mark, out _))
            {
                promises.Add(new RunningPromise(
                    kind, history[^1].Severity, from, budget, hours, pauses, mark, dueAt));
            }
        }
    }

    /// <summary>When the clock stood, up to the last line of the history; the last one may last.</summary>
    /// <param name="history">In its order.</param>
    /// <param name="pausing">The states in which it stands. It always does while the incident is closed.</param>
    public static List<Pause> PausesIn(IReadOnlyList<ClockEvent> history, IReadOnlySet<WaitingState> pausing) =>
        [.. ClockPause.In(history, pausing).Select(pause => pause.Time)];

    /// <summary>From its start; where that is already past at the last change of severity, one full new budget after
    /// the change. A promise moved on purpose after that change counts from its start again: no order begins a new
    /// budget. Not due where it stands before, or the calendar cannot reckon it.</summary>
    private static (Instant From, Instant? DueAt) Begin(
        IReadOnlyList<ClockEvent> history,
        Instant start,
        Duration budget,
        BusinessCalendar calendar,
        IReadOnlyList<Pause> pauses)
    {
        if (!calendar.Due(start, budget, pauses).Succeeded(out var due, out _))
        {
            return (start, null);
        }

        var last = history.LastOrDefault(
            one => one.Kind is ClockEventKind.SeverityChanged or ClockEventKind.Moved);
        return last is not { Kind: ClockEventKind.SeverityChanged, At: var at } || at < start || due >= at
            ? (start, due)
            : calendar.Due(at, budget, pauses).Succeeded(out due, out _) ? (at, due)
            : (at, null);
    }
}
