namespace Guichet.Server.Storage;

/// <summary>Carries what this node has changed to those who look at it here and to the other nodes, and what it has to
/// say to them, and hears theirs. A commit waits for none of it; a lost connection comes back by itself, and then
/// everybody reads again, for nobody knows what was missed.</summary>
internal sealed class ChangeRelay(
    IStorage storage,
    ChangeSignal changes,
    OutboxSignal outbox,
    NodeTalk talk,
    ILogger<ChangeRelay> logger) : BackgroundService
{
    /// <summary>Between two announcements: a busy node tells four times a second and not with each commit.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Before a connection that was lost is opened again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(
            KeepOnAsync(TellAsync, "The other nodes could not be told of a change; trying again", stoppingToken),
            KeepOnAsync(SayAsync, "The other nodes could not be told who is here", stoppingToken),
            KeepOnAsync(HearAsync, "What other nodes change is not heard; listening again", stoppingToken));

    private async Task KeepOnAsync(Func<CancellationToken, Task> turn, string complaint, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await turn(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The house closes.
            }
            catch (Exception failure)
            {
                logger.LogWarning(failure, "{Complaint}", complaint);
                await RestAsync(stop);
            }
        }
    }

    private async Task TellAsync(CancellationToken stop)
    {
        await changes.UntoldAsync(stop);
        try
        {
            changes.Raise();
            await storage.AnnounceAsync("", stop);
        }
        catch (Exception)
        {
            changes.Tell();
            throw;
        }

        await Task.Delay(Pause, stop);
    }

    private async Task SayAsync(CancellationToken stop)
    {
        await talk.UnsaidAsync(stop);
        await storage.AnnounceAsync(talk.Take(), stop);
        await Task.Delay(Pause, stop);
    }

    private Task HearAsync(CancellationToken stop) => storage.ListenAsync(Heard, stop);

    private void Heard(string words)
    {
        if (words.Length == 0)
        {
            changes.Raise();
            outbox.Wake();
            return;
        }

        foreach (var line in words.Split('\n'))
        {
            talk.Hear(line);
        }
    }

    private static async Task RestAsync(CancellationToken stop) =>
        await Task.Delay(Patience, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
