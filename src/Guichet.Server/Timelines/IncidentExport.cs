using System.Runtime.CompilerServices;
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
    /// <param name="cancel">Gives up; also where the timeline is read later.</param>
    public async Task<ExportedIncident?> OpenAsync(Actor actor, Guid id, bool withInternal, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        await using var database = storage.Read();
        var policy = (await inForce.ReadAsync(database, cancel)).Policy;
        if (await database.FindIncidentViewAsync(actor, id, policy, now, cancel) is not { } incident
            || await database.ListStatementsAsync(actor, id, cancel) is not { } statements)
        {
            return null;
        }

        var isInternal = actor.IsAgent && withInternal;
        return new ExportedIncident(
            Format,
            now.ToDateTimeOffset(),
            isInternal,
            incident,
            statements,
            isInternal ? await database.CountMinutesAsync(actor, id, cancel) : null,
            ReadTimelineAsync(actor, id, isInternal, cancel));
    }

    private async IAsyncEnumerable<TimelineEntryView> ReadTimelineAsync(
        Actor actor, Guid id, bool isInternal, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var database = storage.Read();
        await foreach (var entry in database.ReadWholeTimelineAsync(actor, id, cancel))
        {
            if (isInternal)
            {
                yield return entry;
            }
            else if (IsForBoth(entry))
            {
                yield return AsForBoth(entry);
            }
        }
    }

    private static bool IsForBoth(TimelineEntryView entry) =>
        entry.Message is not null || entry.File is { IsInternal: false };

    private static TimelineEntryView AsForBoth(TimelineEntryView entry) => entry with
    {
        Message = entry.Message is { } message ? message with { Minutes = null } : null,
        Files = [.. entry.Files.Where(file => !file.IsInternal)],
    };
}

/// <summary>The same as <see cref="IncidentExportView"/>, member by member, but for the timeline: it is read while it
/// is written, so that no incident is held in memory whole.</summary>
internal sealed record ExportedIncident(
    string Format,
    DateTimeOffset ExportedAt,
    bool Internal,
    IncidentView Incident,
    IReadOnlyList<StatementVersionView> Statements,
    int? MinutesSpent,
    IAsyncEnumerable<TimelineEntryView> Timeline)
{
    /// <summary>All of it, for what needs to look at it twice.</summary>
    public async Task<IncidentExportView> ReadAsync(CancellationToken cancel) => new(
        Format, ExportedAt, Internal, Incident, Statements, MinutesSpent, await Timeline.ToListAsync(cancel));
}
