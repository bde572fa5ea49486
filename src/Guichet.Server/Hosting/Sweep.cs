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

    /// <summary>Runs the sweep soon after the start and then with that much time between two runs, or earlier where
    /// its <see cref="SweepBell{TSweep}"/> rings.</summary>
    public static void AddSweep<TSweep>(this IServiceCollection services, TimeSpan every)
        where TSweep : class, ISweep
    {
        services.AddSingleton<TSweep>();
        services.AddSingleton<SweepBell<TSweep>>();
        services.AddHostedService(provider => new Sweeper<TSweep>(
            provider.GetRequiredService<TSweep>(),
            provider.GetRequiredService<SweepBell<TSweep>>(),
            every,
            provider.GetRequiredService<ILogger<TSweep>>()));
    }

    /// <summary>The clock hand: a sweep that fails is logged and tried again at its next time.</summary>
    private sealed class Sweeper<TSweep>(
        TSweep sweep, SweepBell<TSweep> bell, TimeSpan every, ILogger<TSweep> logger) : BackgroundService
        where TSweep : class, ISweep
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var wait = Rest;
            while (await NextAsync(wait, stoppingToken))
            {
                wait = every;
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

        private async Task<bool> NextAsync(TimeSpan wait, CancellationToken cancel)
        {
            try
            {
                await bell.WaitAsync(wait, cancel);
                return true;
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }
    }
}
