namespace Guichet.Server.Storage;

/// <summary>Carries what this node has changed to those who look at it here and to the other nodes, and hears what
/// these have changed. A commit waits for none of it; a lost connection comes back by itself, and then everybody reads
/// again, for nobody knows what was missed.</summary>
internal sealed class ChangeRelay(
    IStorage storage, ChangeSignal changes, OutboxSignal outbox, ILogger<ChangeRelay> logger) : BackgroundService
{
    /// <summary>Between two announcements: a busy node tells four times a second and not with each commit.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Before a connection that was lost is opened again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(TellAsync(stoppingToken), HearAsync(stoppingToken));

    private async Task TellAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await changes.UntoldAsync(stop);
                changes.Raise();
                await storage.AnnounceAsync(stop);
                await Task.Delay(Pause, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The house closes.
            }
            catch (Exception failure)
            {
                logger.LogWarning(failure, "The other nodes could not be told of a change; trying again");
                changes.Tell();
                await RestAsync(stop);
            }
        }
    }

    private async Task HearAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await storage.ListenAsync(Heard, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The house closes.
            }
            catch (Exception failure)
            {
                logger.LogWarning(failure, "What other nodes change is not heard; listening again");
                await RestAsync(stop);
            }
        }
    }

    private void Heard()
    {
        changes.Raise();
        outbox.Wake();
    }

    private static async Task RestAsync(CancellationToken stop) =>
        await Task.Delay(Patience, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
