using Guichet.Server.Storage;
using Microsoft.Extensions.Options;

namespace Guichet.Server.Mail;

/// <summary>Empties the outbox, one errand or mail after the other: woken by this process's commits, and every few
/// seconds for what another node left or what is due again.</summary>
internal sealed class OutboxDelivery(
    OutboxQueue queue,
    OutboxSignal signal,
    MailComposition composition,
    IMailTransport transport,
    IEnumerable<IErrand> errands,
    IClock clock,
    IOptions<MailOptions> options,
    ILogger<OutboxDelivery> logger) : BackgroundService
{
    /// <summary>Few enough to be delivered well within the lease.</summary>
    private const int MostAtOnce = 16;

    /// <summary>Past it the rest of a claim is given back, so that no lease runs out over a mail under way.</summary>
    private static readonly Duration Enough = OutboxQueue.Lease / 2;

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    /// <summary>Claims what is due and delivers it; the number of messages claimed.</summary>
    public async Task<int> DeliverDueAsync(CancellationToken stop)
    {
        var claimed = await queue.ClaimAsync(MostAtOnce, stop);
        var until = clock.GetCurrentInstant() + Enough;
        foreach (var message in claimed)
        {
            // A mail under way is finished even while the house closes.
            if (stop.IsCancellationRequested || clock.GetCurrentInstant() >= until)
            {
                await queue.ReleaseAsync(message);
            }
            else
            {
                await DeliverAsync(message);
            }
        }

        return claimed.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (options.Value.Delivers && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await DeliverDueAsync(stoppingToken) == 0)
                {
                    await transport.RestAsync();
                    await signal.WaitAsync(Poll, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // The house closes.
            }
            catch (Exception failure)
            {
                logger.LogError(failure, "The outbox could not be read or written; trying again");
                await Task.Delay(Poll, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task DeliverAsync(OutboxMessage message)
    {
        IReadOnlyList<OutboxMessage> followUp;
        try
        {
            foreach (var errand in errands.Where(one => one.RunsFor(message.Kind)))
            {
                await errand.RunAsync(message, CancellationToken.None);
            }

            followUp = await composition.FollowUpAsync(message, clock.GetCurrentInstant());
            if (await composition.CloseAsync(message, CancellationToken.None) is { } mail)
            {
                await transport.SendAsync(message.Id, mail, CancellationToken.None);
            }
        }
        catch (Exception failure)
        {
            logger.LogWarning(failure, "Message {Id} ({Kind}) could not be delivered", message.Id, message.Kind);
            await queue.PostponeAsync(message, failure.Message);
            return;
        }

        if (followUp.Count == 0 && !composition.Makes(message.Kind) && !errands.Any(one => one.RunsFor(message.Kind)))
        {
            logger.LogInformation("No mail is made of {Kind}; message {Id} is done with", message.Kind, message.Id);
        }

        await queue.SettleAsync(message, followUp);
    }
}
