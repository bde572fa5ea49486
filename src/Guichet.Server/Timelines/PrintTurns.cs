using System.Threading.RateLimiting;
using Guichet.Accounts;

namespace Guichet.Server.Timelines;

/// <summary>Turns at printing, which takes processor and memory by the length of what was written: one at a time for
/// each person, and for all together so many that others are served meanwhile. Who comes next waits.</summary>
internal sealed class PrintTurns : IDisposable
{
    /// <summary>Prints of one person that may wait; a page and a script at once are no fault.</summary>
    public const int MostWaiting = 3;

    private readonly PartitionedRateLimiter<PersonId> limiter = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<PersonId, PersonId>(person =>
            RateLimitPartition.GetConcurrencyLimiter(person, _ => Turns(1, MostWaiting))),
        PartitionedRateLimiter.Create<PersonId, bool>(_ => RateLimitPartition.GetConcurrencyLimiter(
            true, _ => Turns(Math.Max(1, Environment.ProcessorCount / 2), 1_000))));

    /// <summary>A turn, to be disposed of when it is over. Refused: <c>requests.too-many</c>.</summary>
    public async Task<Result<IDisposable>> TakeAsync(PersonId person, CancellationToken cancel)
    {
        var lease = await limiter.AcquireAsync(person, 1, cancel);
        if (lease.IsAcquired)
        {
            return lease;
        }

        lease.Dispose();
        return new Refusal("requests.too-many", "Too many requests in this minute.").With("retryAfter", 10);
    }

    public void Dispose() => limiter.Dispose();

    private static ConcurrencyLimiterOptions Turns(int atOnce, int waiting) => new()
    {
        PermitLimit = atOnce,
        QueueLimit = waiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    };
}
