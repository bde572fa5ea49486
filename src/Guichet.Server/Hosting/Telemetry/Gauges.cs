using Guichet.Incidents;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Hosting.Telemetry;

/// <summary>How far behind the house is, read from the database every so often while somebody measures. Every node
/// tells the same: take the greatest, not the sum.</summary>
internal sealed class Gauges(IStorage storage, IClock clock, ILogger<Gauges> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    private Lag lag = new(0, 0);

    /// <summary>How long what waits in the outbox has been due, and how many incidents have an alarm that is due.
    /// </summary>
    public static async Task<Lag> ReadAsync(IStorage storage, Instant now, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var oldest = await database.Set<OutboxMessage>()
            .Where(message => message.DoneAt == null && message.DueAt <= now)
            .OrderBy(message => message.DueAt)
            .Select(message => (Instant?)message.DueAt)
            .FirstOrDefaultAsync(cancel);
        var alarms = await database.Set<Incident>()
            .CountAsync(incident => incident.NextAlarmAt != null && incident.NextAlarmAt <= now, cancel);
        return new Lag(oldest is { } due ? (now - due).TotalSeconds : 0, alarms);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Measures.Meter.CreateObservableGauge(
            "guichet.outbox.lag", () => lag.OutboxSeconds, "s", "How long the oldest due message has been due.");
        Measures.Meter.CreateObservableGauge(
            "guichet.alarms.due", () => lag.Alarms, "{incident}", "Incidents with an alarm that should have sounded.");
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Every, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                lag = await ReadAsync(storage, clock.GetCurrentInstant(), stoppingToken);
            }
            catch (Exception failure)
            {
                if (!stoppingToken.IsCancellationRequested)
                {
                    logger.LogWarning(failure, "The gauges could not be read; trying again");
                }
            }
        }
    }

    /// <param name="OutboxSeconds">0 where nothing is due.</param>
    /// <param name="Alarms">Incidents.</param>
    internal sealed record Lag(double OutboxSeconds, int Alarms);
}
