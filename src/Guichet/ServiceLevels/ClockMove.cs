namespace Guichet.ServiceLevels;

/// <summary>What becomes of everything promised on an incident when its promises are moved on purpose.</summary>
/// <param name="Before">The first-response clock as it is.</param>
/// <param name="After">The same, moved.</param>
/// <param name="WorkBefore">The next update and the resolution as they are.</param>
/// <param name="WorkAfter">The same, moved.</param>
public sealed record ClockMove(
    ResponseClock Before,
    ResponseClock After,
    IReadOnlyList<RunningPromise> WorkBefore,
    IReadOnlyList<RunningPromise> WorkAfter)
{
    /// <summary>Whether anything is promised otherwise: another instant, another calendar or other time, also where a
    /// clock stands and is due at no instant now.</summary>
    public bool MovesAnything => Before.DueAt != After.DueAt
        || Before.Budget != After.Budget
        || Before.Calendar != After.Calendar
        || !WorkBefore.Select(Told).SequenceEqual(WorkAfter.Select(Told));

    /// <summary>Which promise presses most then.</summary>
    public NearestPromise? Nearest => NearestPromise.Of(
        RunningPromise.Of(After, calendar: null) is { } response ? [response, .. WorkAfter] : WorkAfter);

    /// <summary>When a promise of that kind was due, and is due then; null where it stays as it is.</summary>
    public (Instant? From, Instant? To)? DueOf(PromiseKind kind)
    {
        var (from, to) = kind == PromiseKind.FirstResponse
            ? (Before.DueAt, After.DueAt)
            : (Find(WorkBefore)?.DueAt, Find(WorkAfter)?.DueAt);
        return from == to ? null : (from, to);

        RunningPromise? Find(IReadOnlyList<RunningPromise> promises) =>
            promises.FirstOrDefault(promise => promise.Kind == kind);
    }

    /// <summary>Whether a promise that is not broken now would be by the move.</summary>
    /// <param name="now">An instant due before it is past; one due at it is not.</param>
    public bool BreaksAny(Instant now) => Enum.GetValues<PromiseKind>()
        .Select(DueOf)
        .Any(due => due is { To: { } to, From: var from } && to < now && !(from < now));

    private static (PromiseKind, Instant, Duration, Instant?) Told(RunningPromise promise) =>
        (promise.Kind, promise.Mark, promise.Budget, promise.DueAt);
}
