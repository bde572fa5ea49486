using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Server.Incidents;
using Guichet.Server.Incidents.Working;
using Guichet.Server.Policies;
using Guichet.Server.Storage;

namespace Guichet.Server.Timelines;

/// <summary>An incident with everything that happened on it, for the reader's own files: a customer's holds what a
/// customer may see, whatever is asked for.</summary>
internal sealed class IncidentExport(IStorage storage, InForce inForce, IClock clock)
{
    public const string Format = "guichet-incident/1";

    /// <summary>Null where the actor does not see the incident.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="id">The incident.</param>
    /// <param name="withInternal">Whether an agent's holds what is internal.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<IncidentExportView?> ReadAsync(Actor actor, Guid id, bool withInternal, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        await using var database = storage.Read();
        var policy = (await inForce.ReadAsync(database, cancel)).Policy;
        if (await database.FindIncidentViewAsync(actor, id, policy, now, cancel) is not { } incident
            || await database.ReadWholeTimelineAsync(actor, id, cancel) is not { } timeline
            || await database.ListStatementsAsync(actor, id, cancel) is not { } statements)
        {
            return null;
        }

        var isInternal = actor.IsAgent && withInternal;
        return new IncidentExportView(
            Format,
            now.ToDateTimeOffset(),
            isInternal,
            incident,
            statements,
            isInternal ? await database.CountMinutesAsync(actor, id, cancel) : null,
            isInternal ? timeline : [.. timeline.Where(IsForBoth).Select(AsForBoth)]);
    }

    private static bool IsForBoth(TimelineEntryView entry) =>
        entry.Message is not null || entry.File is { IsInternal: false };

    private static TimelineEntryView AsForBoth(TimelineEntryView entry) => entry with
    {
        Message = entry.Message is { } message ? message with { Minutes = null } : null,
        Files = [.. entry.Files.Where(file => !file.IsInternal)],
    };
}
