using Guichet.Calendars;

namespace Guichet.ServiceLevels;

/// <summary>Why a clock stands.</summary>
public enum PauseReason
{
    /// <summary>The vendor has asked something.</summary>
    WaitingOnCustomer,

    /// <summary>A solution waits for its answer.</summary>
    SolutionOffered,

    /// <summary>The incident is closed.</summary>
    Closed,
}

/// <summary>A stretch in which a clock stood, with its reason.</summary>
/// <param name="Time">When.</param>
/// <param name="Reason">Why.</param>
public sealed record ClockPause(Pause Time, PauseReason Reason)
{
    /// <summary>When the clock stood, up to the last line of the history: in order, none over another, those of other
    /// reasons apart. The last one may last.</summary>
    /// <param name="history">In its order.</param>
    /// <param name="pausing">The states in which it stands. It always does while the incident is closed.</param>
    public static List<ClockPause> In(IReadOnlyList<ClockEvent> history, IReadOnlySet<WaitingState> pausing)
    {
        var pauses = new List<ClockPause>();
        (Instant At, PauseReason Reason)? since = null;
        foreach (var line in history)
        {
            switch (line.Kind)
            {
                case ClockEventKind.Paused or ClockEventKind.Stopped when ReasonOf(line, pausing) is { } reason:
                    if (since?.Reason != reason)
                    {
                        End(line.At);
                        since = (line.At, reason);
                    }

                    break;
                case ClockEventKind.Paused or ClockEventKind.Resumed or ClockEventKind.Reopened:
                    End(line.At);
                    break;
            }
        }

        if (since is { } open)
        {
            pauses.Add(new(new(open.At, null), open.Reason));
        }

        return pauses;

        void End(Instant at)
        {
            if (since is { } begun)
            {
                pauses.Add(new(new(begun.At, at), begun.Reason));
                since = null;
            }
        }
    }

    private static PauseReason? ReasonOf(ClockEvent line, IReadOnlySet<WaitingState> pausing) =>
        line.Kind == ClockEventKind.Stopped ? PauseReason.Closed
        : !pausing.Contains(line.Waiting ?? WaitingState.WaitingOnCustomer) ? null
        : line.Waiting == WaitingState.SolutionOffered ? PauseReason.SolutionOffered
        : PauseReason.WaitingOnCustomer;
}
