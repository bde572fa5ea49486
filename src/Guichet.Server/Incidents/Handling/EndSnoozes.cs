using Guichet.Incidents;
using Guichet.Server.Hosting;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Handling;

/// <summary>Brings back the incidents whose time aside is over, each once, whatever the number of nodes. The sweep
/// sleeps until the first of them.</summary>
internal sealed class EndSnoozes(IStorage storage, UnitOfWork work, IClock clock, SweepBell<EndSnoozes> bell) : ISweep
{
    public const string Kind = "incident.back";

    private const int Batch = 64;

    private const string Due = """
        select id as "Value" from incident where snoozed_until is not null and snoozed_until <= {0}
        order by snoozed_until limit {1}
        """;

    // Passes over what another node holds.
    private const string PostgresDue = $"{Due} for update skip locked";

    private static readonly Duration Patience = Duration.FromSeconds(2);

    public async Task RunAsync(CancellationToken cancel)
    {
        while (await FindNextAsync(cancel) is { } next)
        {
            var now = clock.GetCurrentInstant();
            if (next > now)
            {
                bell.RingAt(next);
                return;
            }

            if ((await work.RunAsync<int>(database => EndAsync(database, now, cancel), cancel)).Value == 0)
            {
                bell.RingAt(now + Patience);
                return;
            }
        }
    }

    private async Task<Instant?> FindNextAsync(CancellationToken cancel)
    {
        await using var database = storage.Read();
        return await database.Set<Incident>()
            .Where(incident => incident.SnoozedUntil != null)
            .OrderBy(incident => incident.SnoozedUntil)
            .Select(incident => incident.SnoozedUntil)
            .FirstOrDefaultAsync(cancel);
    }

    private static async Task<Result<int>> EndAsync(Database database, Instant now, CancellationToken cancel)
    {
        var due = await database.Database
            .SqlQueryRaw<Guid>(
                database.OnSqlite ? Due : PostgresDue, database.OnSqlite ? Microseconds.Of(now) : now, Batch)
            .ToListAsync(cancel);
        var ids = due.ConvertAll(id => new IncidentId(id));
        var incidents = await database.Set<Incident>()
            .Where(incident => ids.Contains(incident.Id))
            .ToListAsync(cancel);
        foreach (var incident in incidents)
        {
            var by = incident.SnoozedBy;
            incident.Wake();
            database.Add(OutboxMessage.Of(Kind, new { incident = incident.Id.Value, person = by?.Value }, now));
        }

        return incidents.Count;
    }
}
