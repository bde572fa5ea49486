namespace Guichet.Server.Hosting;

/// <summary>Gives back, once, the memory that only the start needed: the making of the model, the reading of files. A
/// house where little happens would otherwise keep it for good, as nothing makes the runtime look.</summary>
internal sealed class StartLeftovers : BackgroundService
{
    /// <summary>When the first visitors have their page and the first sweeps are done.</summary>
    private static readonly TimeSpan After = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(After, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stoppingToken.IsCancellationRequested)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }
}
