using Guichet.Server.Hosting;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Recovery;

/// <summary>Forgets tries to recover a pack that are older than a day, but for the latest of each source, from which
/// the next is counted: they say from which network addresses people came.</summary>
internal sealed class ForgetAttempts(UnitOfWork work, IClock clock) : ISweep
{
    public Task RunAsync(CancellationToken cancel) => RunAsync(clock.GetCurrentInstant(), cancel);

    /// <summary>How many it forgot.</summary>
    public async Task<int> RunAsync(Instant now, CancellationToken cancel)
    {
        var before = now - Duration.FromDays(1);
        return (await work.RunAsync<int>(
            async database => await database.Set<RecoveryAttempt>()
                .Where(one => one.At < before
                    && one.Attempt < database.Set<RecoveryAttempt>()
                        .Where(other => other.Source == one.Source)
                        .Max(other => other.Attempt))
                .ExecuteDeleteAsync(cancel),
            cancel)).Value;
    }
}
