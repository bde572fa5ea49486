using Guichet.Server.Hosting;
using Guichet.Server.Storage;

namespace Guichet.Server.Search;

/// <summary>The two doors of the capability: its services, and its routes.</summary>
internal static class SearchModule
{
    /// <summary>What is written within such a moment is read for the index together.</summary>
    private static readonly Duration Gathering = Duration.FromMilliseconds(300);

    public static void AddSearch(this IServiceCollection services)
    {
        services.AddSingleton<SearchTexts>();
        services.AddSingleton<FindIncidents>();
        services.AddSingleton<RebuildSearch>();
        services.AddSweep<IndexIncidents>(TimeSpan.FromSeconds(15));
        services.AddHostedService<CommitListener>();
    }

    public static void MapSearch(this IEndpointRouteBuilder api) => api.MapSearchEndpoints();

    /// <summary>Wakes the indexing soon after each commit of this node; those of others it finds at its usual time,
    /// where they do not themselves.</summary>
    private sealed class CommitListener(OutboxSignal commits, SweepBell<IndexIncidents> bell, IClock clock)
        : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            commits.Woken += Ring;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            commits.Woken -= Ring;
            return Task.CompletedTask;
        }

        private void Ring() => bell.RingAt(clock.GetCurrentInstant() + Gathering);
    }
}
