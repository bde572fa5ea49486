using Guichet.Client.Search;
using Guichet.Incidents;
using Guichet.Server.Hosting;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Search;

/// <summary>Has every incident read again for the index, newest first, while searches go on: after a change of what is
/// found, or where somebody doubts it.</summary>
internal sealed class RebuildSearch(UnitOfWork work, SweepBell<IndexIncidents> bell, IClock clock)
{
    public async Task<Result<SearchRebuildView>> RunAsync(CancellationToken cancel)
    {
        var begun = await work.RunAsync<SearchRebuildView>(
            async database =>
            {
                var newest = await database.Set<Incident>().MaxAsync(one => (long?)one.Number, cancel) ?? 0;
                var rebuild = await database.Set<SearchRebuild>().SingleAsync(row => row.Line == 1, cancel);
                rebuild.Below = newest == 0 ? null : newest + 1;
                return new SearchRebuildView(newest);
            },
            cancel);
        bell.RingAt(clock.GetCurrentInstant());
        return begun;
    }
}
