using Guichet.Incidents;
using Guichet.Server.Hosting;
using Guichet.Server.Incidents.Clocks;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Guichet.Server.Teams;
using Guichet.ServiceLevels;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Alarms;

/// <summary>Lets the alarms go off whose time has come. An incident's alarms, what they tell and the instant of its
/// next one are written together, so each goes off once, whatever the number of nodes and whenever one dies. Clocks
/// that are not due are not looked at: the sweep sleeps until the first that is.</summary>
internal sealed class SoundAlarms(
    IStorage storage, UnitOfWork work, InForce inForce, IClock clock, SweepBell<SoundAlarms> bell) : ISweep
{
    private const int Batch = 32;

    private const string Due = """
        select id as "Value" from incident where next_alarm_at is not null and next_alarm_at <= {0}
        order by next_alarm_at limit {1}
        """;

    // Passes over what another node holds.
    private const string PostgresDue = $"{Due} for update skip locked";

    /// <summary>Until what another node holds is done, or due again because it died.</summary>
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

            if ((await work.RunAsync<int>(database => SoundAsync(database, now, cancel), cancel)).Value == 0)
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
            .Where(incident => incident.NextAlarmAt != null)
            .OrderBy(incident => incident.NextAlarmAt)
            .Select(incident => incident.NextAlarmAt)
            .FirstOrDefaultAsync(cancel);
    }

    /// <summary>Looks at the incidents that have been due longest; their number.</summary>
    private async Task<Result<int>> SoundAsync(Database database, Instant now, CancellationToken cancel)
    {
        var due = await database.Database
            .SqlQueryRaw<Guid>(
                database.OnSqlite ? Due : PostgresDue, database.OnSqlite ? Microseconds.Of(now) : now, Batch)
            .ToListAsync(cancel);
        var ids = due.ConvertAll(id => new IncidentId(id));
        var incidents = await database.Set<Incident>()
            .Where(incident => ids.Contains(incident.Id))
            .ToListAsync(cancel);
        var sounded = (await database.Set<IncidentAlarm>()
                .AsNoTracking()
                .Where(alarm => ids.Contains(alarm.Incident))
                .ToListAsync(cancel))
            .ToLookup(alarm => alarm.Incident, alarm => alarm.Alarm);
        var histories = await database.ReadHistoriesAsync(ids, cancel);
        var audience = await AlarmAudience.ReadAsync(database, incidents, cancel);
        foreach (var incident in incidents)
        {
            var running = await database.ListRunningAsync(
                incident, [.. histories[incident.Id]], inForce, cancel);
            Sound(database, incident, running.PlanAlarms(), sounded[incident.Id].ToHashSet(), audience, now);
        }

        return incidents.Count;
    }

    /// <summary>Where several of a promise have come due since somebody last looked, people are told of the last one
    /// only. One that tells nobody still leaves the house and shows on the desks: it may raise.</summary>
    private static void Sound(
        Database database,
        Incident incident,
        IReadOnlyList<PlannedAlarm> planned,
        HashSet<AlarmKey> before,
        AlarmAudience audience,
        Instant now)
    {
        var left = planned.Where(alarm => !before.Contains(alarm.Key)).ToList();
        var gone = left.TakeWhile(alarm => alarm.At <= now).ToList();
        foreach (var alarm in gone)
        {
            database.Add(new IncidentAlarm
            {
                Incident = incident.Id,
                Clock = alarm.Key.Kind,
                DueAt = alarm.Key.Mark,
                Percent = alarm.Key.At.Percent,
                After = alarm.Key.At.After,
                At = alarm.At,
                SoundedAt = now,
            });
        }

        incident.SoundAlarms(gone.Select(one => one.Alarm), left.Skip(gone.Count).FirstOrDefault()?.At);
        foreach (var promise in gone.GroupBy(alarm => alarm.Key.Kind))
        {
            var actions = promise.SelectMany(one => one.Alarm.Actions).ToHashSet();
            database.Add(PromiseSounded.Of(incident, promise.Last().Key, now));
            database.AddRange(AlarmMessages.Of(incident, promise.Last().Key, actions, audience, now));
        }
    }
}
