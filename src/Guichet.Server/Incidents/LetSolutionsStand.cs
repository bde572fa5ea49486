using Guichet.Incidents;
using Guichet.Server.Hosting;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents;

/// <summary>Closes the incidents whose solution has waited the policy's days (R24): silence accepts. It may run on
/// several nodes at once: who comes second finds the incident closed.</summary>
internal sealed class LetSolutionsStand(IStorage storage, IncidentWork work, IClock clock) : ISweep
{
    private const int Batch = 100;

    public async Task RunAsync(CancellationToken cancel)
    {
        var due = await DueAsync(cancel);
        while (due.Count > 0)
        {
            var closed = false;
            foreach (var incident in due)
            {
                var result = await work.LetClockActAsync(
                    incident,
                    new MessageId(Guid.CreateVersion7()),
                    turn => turn.Incident.LetSolutionStand(turn.Said),
                    cancel);
                closed |= result.Refusal is null;
            }

            // Where none of a batch was ours to close there is nothing to gain from asking again.
            due = closed && due.Count == Batch ? await DueAsync(cancel) : [];
        }
    }

    private async Task<List<IncidentId>> DueAsync(CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        await using var database = storage.Read();
        return await database.Set<Incident>()
            .Where(incident => incident.SolutionStandsAt != null && incident.SolutionStandsAt <= now)
            .OrderBy(incident => incident.SolutionStandsAt)
            .Take(Batch)
            .Select(incident => incident.Id)
            .ToListAsync(cancel);
    }
}
