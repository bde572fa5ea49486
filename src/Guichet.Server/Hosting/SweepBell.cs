namespace Guichet.Server.Hosting;

/// <summary>Wakes a sweep at the instant at which it is wanted next, before its usual time. What another node knows it
/// does not: that the usual time finds.</summary>
internal sealed class SweepBell<TSweep>(IClock clock)
    where TSweep : class, ISweep
{
    private readonly Lock guard = new();
    private Instant? earliest;
    private TaskCompletionSource earlier = New();

    /// <summary>The sweep is wanted then; the earliest of all wishes counts. Said after the commit of what it is to
    /// find.</summary>
    public void RingAt(Instant at)
    {
        lock (guard)
        {
            if (earliest is null || at < earliest)
            {
                earliest = at;
                earlier.TrySetResult();
            }
        }
    }

    /// <summary>Returns when it rings, or after the time given.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancel)
    {
        while (true)
        {
            TimeSpan wait;
            Task changed;
            lock (guard)
            {
                var ticks = earliest is { } at ? (at - clock.GetCurrentInstant()).BclCompatibleTicks : atMost.Ticks;
                wait = TimeSpan.FromTicks(Math.Clamp(ticks, 0, atMost.Ticks));
                changed = (earlier = New()).Task;
            }

            // A timer is as fine as a millisecond: rounded up, so that the instant has come when it rings.
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            var rung = Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), stop.Token);
            if (await Task.WhenAny(rung, changed) == rung)
            {
                lock (guard)
                {
                    earliest = null;
                }

                await rung;
                return;
            }

            await stop.CancelAsync();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
