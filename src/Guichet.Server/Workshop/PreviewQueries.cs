using Guichet.Incidents;
using Guichet.Plans;
using Guichet.Server.Packs;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Workshop;

/// <summary>A first response that is promised and not given.</summary>
internal sealed record OpenPromise(
    Guid Incident,
    string Plan,
    Severity Severity,
    HoursOfCoverage Hours,
    string Country,
    Instant StartedAt,
    Instant DueAt);

/// <summary>Who is concerned by another policy.</summary>
internal static class PreviewQueries
{
    /// <summary>By plan key the packs that can be used on the day and have something left.</summary>
    public static Task<Dictionary<string, int>> CountPacksAsync(
        this Database database, IReadOnlyList<string> plans, LocalDate on, CancellationToken cancel) =>
        database.PacksUsableOn(on)
            .Where(pack => plans.Contains(pack.Plan))
            .GroupBy(pack => pack.Plan)
            .Select(packs => new { Plan = packs.Key, Count = packs.Count() })
            .ToDictionaryAsync(packs => packs.Plan, packs => packs.Count, cancel);

    /// <summary>Open promises, the most urgent first, after the one given.</summary>
    public static Task<List<OpenPromise>> ListPromisesAsync(
        this Database database, OpenPromise? after, int limit, CancellationToken cancel)
    {
        var open = database.Set<Incident>()
            .AsNoTracking()
            .Where(incident => incident.Status != IncidentStatus.Closed && !incident.Answered);
        if (after is not null)
        {
            open = open.Where(incident => incident.QueueAt > after.DueAt
                || (incident.QueueAt == after.DueAt && (Guid)(object)incident.Id > after.Incident));
        }

        return open
            .OrderBy(incident => incident.Answered)
            .ThenBy(incident => incident.QueueAt)
            .ThenBy(incident => incident.Id)
            .Take(limit)
            .Select(incident => new OpenPromise(
                incident.Id.Value,
                incident.Plan,
                incident.Clock.Severity,
                incident.Clock.Hours,
                incident.Country,
                incident.Clock.StartedAt,
                incident.Clock.DueAt))
            .ToListAsync(cancel);
    }
}
