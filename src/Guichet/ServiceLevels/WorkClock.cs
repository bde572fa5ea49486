using Guichet.Calendars;

namespace Guichet.ServiceLevels;

/// <summary>When the next update and the resolution of an incident are due, from the history of its clocks (R8). Both
/// stand while the incident waits on the customer, and while it is closed.</summary>
/// <param name="NextUpdateDueAt">When the vendor is to write next; null without such a target, before the first
/// response, while the clock stands and after closing.</param>
/// <param name="ResolutionDueAt">When it is to be resolved; null without such a target and while the clock stands; kept
/// after closing.</param>
public sealed record WorkClock(Instant? NextUpdateDueAt, Instant? ResolutionDueAt)
{
    /// <summary>Neither is promised.</summary>
    public static WorkClock None { get; } = new(null, null);

    /// <summary>The state after the last line of the history.</summary>
    /// <param name="history">In its order, from <see cref="ClockEventKind.Started"/> on.</param>
    /// <param name="target">The target that holds after the last line; null: nothing is promised.</param>
    /// <param name="calendar">That target's calendar; not looked at where it runs on the clock.</param>
    public static WorkClock After(
        IReadOnlyList<ClockEvent> history, ResponseTarget? target, BusinessCalendar? calendar)
    {
        if (target is null || history.Count == 0)
        {
            return None;
        }

        var hours = target.Calendar is null ? BusinessCalendar.AroundTheClock : calendar;
        var pauses = PausesIn(history);
        var changedAt = history.LastOrDefault(one => one.Kind == ClockEventKind.SeverityChanged)?.At;
        var updatedAt = history.LastOrDefault(one => one.Kind == ClockEventKind.Updated)?.At;
        var stopped = history[^1].Kind == ClockEventKind.Stopped;
        return new WorkClock(
            stopped || updatedAt is null ? null : Due(updatedAt.Value, changedAt, target.NextUpdate, hours, pauses),
            Due(history[0].At, changedAt, target.Resolution, hours, Without(pauses, stopped)));
    }

    /// <summary>Recomputed from its start after a change of severity; where that is already past at the change, one
    /// full new budget after it.</summary>
    private static Instant? Due(
        Instant start,
        Instant? changedAt,
        Duration? budget,
        BusinessCalendar? calendar,
        IReadOnlyList<Pause> pauses)
    {
        if (budget is not { } time
            || calendar is null
            || !calendar.Due(start, time, pauses).Succeeded(out var due, out _))
        {
            return null;
        }

        return changedAt is not { } changed || changed < start || due >= changed ? due
            : calendar.Due(changed, time, pauses).Succeeded(out due, out _) ? due
            : null;
    }

    private static List<Pause> PausesIn(IReadOnlyList<ClockEvent> history)
    {
        var pauses = new List<Pause>();
        Instant? since = null;
        foreach (var line in history)
        {
            switch (line.Kind)
            {
                case ClockEventKind.Paused:
                    since ??= line.At;
                    break;
                case ClockEventKind.Stopped:
                    if (since is { } waited)
                    {
                        pauses.Add(new Pause(waited, line.At));
                    }

                    since = line.At;
                    break;
                case ClockEventKind.Resumed or ClockEventKind.Reopened when since is { } from:
                    pauses.Add(new Pause(from, line.At));
                    since = null;
                    break;
            }
        }

        if (since is { } open)
        {
            pauses.Add(new Pause(open, null));
        }

        return pauses;
    }

    /// <summary>A closed incident's resolution keeps the instant that it was due at: its last pause, which closing
    /// began, is not counted.</summary>
    private static List<Pause> Without(List<Pause> pauses, bool stopped) => stopped ? pauses[..^1] : pauses;
}
