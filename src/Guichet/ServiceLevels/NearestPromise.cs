namespace Guichet.ServiceLevels;

/// <summary>Which of an incident's promises presses most.</summary>
/// <param name="Kind">What is promised.</param>
/// <param name="DueAt">When it is due; null where it stands, as then does every other that remains.</param>
public sealed record NearestPromise(PromiseKind Kind, Instant? DueAt)
{
    /// <summary>Of those that run the one that is due first, and of two due at once the first; where none runs, the
    /// first that stands. Null where nothing remains, and where the calendar cannot reckon what does.</summary>
    /// <param name="promises">Those not kept yet: the first response, the next update, the resolution.</param>
    public static NearestPromise? Of(IReadOnlyList<RunningPromise> promises)
    {
        var nearest = promises.Where(promise => promise.DueAt is not null).MinBy(promise => promise.DueAt)
            ?? promises.FirstOrDefault(promise => promise.Pauses is [.., { ResumedAt: null }]);
        return nearest is null ? null : new(nearest.Kind, nearest.DueAt);
    }
}
