namespace Guichet.Server.Hosting;

/// <summary>Work that the house does by itself every so often: what has expired, what has stood long enough. It may run
/// on several nodes at once and after any interruption, so it asks the database what is due and leaves the rest.
/// </summary>
internal interface ISweep
{
    Task RunAsync(CancellationToken cancel);
}

internal static class Sweeps
{
    /// <summary>The first moments after a start belong to the visitors who wait for it.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    /// <summary>Runs the sweep soon after the start and then with that much time between two runs.</summary>
    public static void AddSweep<TSweep>(this IServiceCollection services, TimeSpan every)
        where TSweep : class, ISweep
    {
        services.AddSingleton<TSweep>();
        services.AddHostedService(provider => new Sweeper<TSweep>(
            provider.GetRequiredService<TSweep>(), every, provider.GetRequiredService<ILogger<TSweep>>()));
    }

    /// <summary>The clock hand: a sweep that fails is logged and tried again at its next time.</summary>
    private sealed class Sweeper<TSweep>(TSweep sweep, TimeSpan every, ILogger<TSweep> logger) : BackgroundService
        where TSweep : class, ISweep
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            using var timer = new PeriodicTimer(Rest);
            while (await NextAsync(timer, stoppingToken))
            {
                timer.Period = every;
                try
                {
                    await sweep.RunAsync(stoppingToken);
                }
                catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
                {
                    logger.LogError(failure, "The sweep {Sweep} failed", typeof(TSweep).Name);
                }
                catch (OperationCanceledException)
                {
                    return;
                }
            }
        }

        private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken cancel)
        {
            try
            {
                return await timer.WaitForNextTickAsync(cancel);
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }
    }
}
