using Guichet.Server.Storage;
using Microsoft.Extensions.Options;

namespace Guichet.Server.Webhooks;

/// <summary>Sends what is due, to each receiver by itself: one that is slow or dead holds nobody else's events. Woken
/// by what this process makes ready, and every few seconds for what is due again or another node left.</summary>
internal sealed class WebhookCourier(
    DeliveryQueue queue,
    WebhookSender sender,
    IOptions<WebhookOptions> options,
    ILogger<WebhookCourier> logger) : BackgroundService
{
    /// <summary>Requests to one receiver at a time.</summary>
    private const int MostAtOnce = 8;

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);
    private readonly OutboxSignal bell = new();

    /// <summary>Who is being sent to: looked at and changed by the loop alone, so that no worker that has ended can
    /// stand in the way of the next one.</summary>
    private readonly Dictionary<Guid, Task> busy = [];

    /// <summary>Something is due: said after the commit.</summary>
    public void Wake() => bell.Wake();

    /// <summary>Sends everything that is due now, once; returns when it was tried.</summary>
    public async Task DeliverDueAsync(CancellationToken cancel) =>
        await Task.WhenAll((await queue.ListDueAsync(cancel)).Select(one => DrainAsync(one, cancel)));

    public override void Dispose()
    {
        bell.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (options.Value.Delivers && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var subscription in await queue.ListDueAsync(stoppingToken))
                {
                    if (busy.GetValueOrDefault(subscription) is not { IsCompleted: false })
                    {
                        busy[subscription] = Task.Run(
                            () => WatchAsync(subscription, stoppingToken), CancellationToken.None);
                    }
                }

                await bell.WaitAsync(Poll, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // The house closes.
            }
            catch (Exception failure)
            {
                logger.LogError(failure, "The webhooks' deliveries could not be read; trying again");
                await Task.Delay(Poll, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        // What is under way is finished or given back by its lease; each try is short.
        await Task.WhenAll(busy.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task WatchAsync(Guid subscription, CancellationToken cancel)
    {
        try
        {
            await DrainAsync(subscription, cancel);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            logger.LogError(failure, "Events could not be sent to webhook {Webhook}; trying again", subscription);
        }
        catch (OperationCanceledException)
        {
            // The house closes; what was claimed is due again when its lease has run out.
        }
    }

    private async Task DrainAsync(Guid subscription, CancellationToken cancel)
    {
        while (await queue.ClaimAsync(subscription, MostAtOnce, cancel) is { Count: > 0 } claimed)
        {
            var tried = await Task.WhenAll(claimed.Select(
                async sending => (sending, await sender.SendAsync(sending, cancel))));
            await queue.SettleAsync(subscription, tried, CancellationToken.None);
        }
    }
}
