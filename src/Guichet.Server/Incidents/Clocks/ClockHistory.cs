using Guichet.Incidents;
using Guichet.Plans;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Guichet.ServiceLevels;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Clocks;

/// <summary>What the clocks saw of an incident before an act.</summary>
internal sealed record BeforeAct(IncidentStatus Status, Severity Severity, HoursOfCoverage Hours, bool Responded)
{
    public static BeforeAct Of(Incident incident) =>
        new(incident.Status, incident.Severity, incident.Hours, incident.Clock.RespondedAt is not null);
}

/// <summary>The history of an incident's clocks. It begins with the first act after the submission, which the incident
/// itself tells of.</summary>
internal static class ClockHistory
{
    /// <summary>Appends what an act means for the clocks, each line with what is due after it, and gives the incident
    /// its place in the queue by what runs then.</summary>
    public static async Task KeepClocksAsync(
        this Database database, BeforeAct before, Turn turn, Message message, InForce inForce, CancellationToken cancel)
    {
        var incident = turn.Incident;
        database.AddRange(FulfilledPromises.OfResponse(before, incident, turn.Said.At));
        var kinds = KindsOf(before.Status, incident.Status, message).ToList();
        if (kinds.Count == 0)
        {
            return;
        }

        var rows = await database.ReadLinesAsync(incident.Id, cancel);
        List<ClockEvent> history = [.. rows.Select(line => line.AsEvent())];
        if (rows.Count == 0)
        {
            history.Add(StartOf(incident, before.Severity, before.Hours));
        }

        foreach (var kind in kinds)
        {
            history.Add(new ClockEvent(
                kind,
                turn.Said.At,
                incident.Severity,
                incident.Hours,
                kind == ClockEventKind.SeverityChanged ? turn.Policy.Version : history[^1].PolicyVersion)
            {
                Waiting = kind == ClockEventKind.Paused ? WaitingIn(incident.Status) : null,
            });
        }

        var added = await database.AppendAsync(incident, history, rows.Count, inForce, cancel);
        var due = rows.Select(line => line.Due).Concat(added);
        database.AddRange(
            FulfilledPromises.OfHistory(incident, [.. history.Zip(due)], rows.Count, turn.Said.At));
        var running = await database.ListRunningAsync(incident, history, inForce, cancel);
        incident.ExpectAlarm(NextAlarm(running, turn.Said.At));
        incident.Follow(NearestPromise.Of([.. running.Select(one => one.Promise)]));
    }

    /// <summary>The history of an incident, as far as it was written.</summary>
    public static async Task<List<ClockEvent>> ReadHistoryAsync(
        this Database database, IncidentId incident, CancellationToken cancel) =>
        [.. (await database.ReadLinesAsync(incident, cancel)).Select(line => line.AsEvent())];

    /// <summary>The histories of these, as far as they were written, in one statement.</summary>
    public static async Task<ILookup<IncidentId, ClockEvent>> ReadHistoriesAsync(
        this Database database, IEnumerable<IncidentId> incidents, CancellationToken cancel) =>
        (await database.Set<ClockLine>()
            .AsNoTracking()
            .Where(line => incidents.Contains(line.Incident))
            .OrderBy(line => line.Line)
            .ToListAsync(cancel))
        .ToLookup(line => line.Incident, line => line.AsEvent());

    /// <summary>Its lines, in their order.</summary>
    public static Task<List<ClockLine>> ReadLinesAsync(
        this Database database, IncidentId incident, CancellationToken cancel) =>
        database.Set<ClockLine>()
            .AsNoTracking()
            .Where(line => line.Incident == incident)
            .OrderBy(line => line.Line)
            .ToListAsync(cancel);

    /// <summary>Writes the lines of a history that are not kept yet, each with what is due after it; and what that
    /// is.</summary>
    public static async Task<List<WorkClock>> AppendAsync(
        this Database database,
        Incident incident,
        List<ClockEvent> history,
        int kept,
        InForce inForce,
        CancellationToken cancel)
    {
        var written = new List<WorkClock>();
        for (var count = kept + 1; count <= history.Count; count++)
        {
            var line = history[count - 1];
            var policy = await inForce.ReadPolicyAsync(database, line.PolicyVersion, cancel);
            var due = policy.WorkClockAfter(history[..count], incident.Plan, incident.Country);
            database.Add(LineOf(incident, count, line, due));
            written.Add(due);
        }

        return written;
    }

    /// <summary>How a history begins that nothing was written of yet.</summary>
    public static ClockEvent StartOf(Incident incident, Severity severity, HoursOfCoverage hours) =>
        new(ClockEventKind.Started, incident.SubmittedAt, severity, hours, incident.PolicyVersion);

    /// <summary>What runs now: the first response, as long as it was not given, the next update and the resolution.
    /// </summary>
    public static async ValueTask<IReadOnlyList<(RunningPromise Promise, PolicyInForce Policy)>> ListRunningAsync(
        this Database database,
        Incident incident,
        IReadOnlyList<ClockEvent> history,
        InForce inForce,
        CancellationToken cancel)
    {
        if (!incident.IsOpen)
        {
            return [];
        }

        var lines = history.Count > 0 ? history : [StartOf(incident, incident.Severity, incident.Hours)];
        var first = await inForce.ReadPolicyAsync(database, incident.Clock.PolicyVersion, cancel);
        var later = await inForce.ReadPolicyAsync(database, lines[^1].PolicyVersion, cancel);
        var running = later.PromisesAfter(lines, incident.Plan, incident.Country)
            .Select(promise => (promise, later))
            .ToList();
        if (first.PromiseOf(incident.Clock) is { } response)
        {
            running.Insert(0, (response, first));
        }

        return running;
    }

    /// <summary>The alarms of what runs, in their order.</summary>
    public static IReadOnlyList<PlannedAlarm> PlanAlarms(
        this IEnumerable<(RunningPromise Promise, PolicyInForce Policy)> running) =>
        [.. running.SelectMany(one => one.Policy.PlanAlarms([one.Promise])).OrderBy(alarm => alarm.At)];

    /// <summary>When the next alarm may go off; what should have gone off already is looked at now.</summary>
    private static Instant? NextAlarm(
        IEnumerable<(RunningPromise Promise, PolicyInForce Policy)> running, Instant now) =>
        running.PlanAlarms() is [var first, ..] ? Instant.Max(first.At, now) : null;

    /// <summary>What is due now: the last line of the history, or nothing before it begins.</summary>
    public static async Task<WorkClock> FindWorkClockAsync(
        this Database database, IncidentId incident, CancellationToken cancel) =>
        await database.Set<ClockLine>()
            .Where(line => line.Incident == incident)
            .OrderByDescending(line => line.Line)
            .Select(line => new WorkClock(line.NextUpdateDueAt, line.ResolutionDueAt))
            .FirstOrDefaultAsync(cancel)
        ?? WorkClock.None;

    private static ClockLine LineOf(Incident incident, int number, ClockEvent line, WorkClock clock) => new()
    {
        Incident = incident.Id,
        Line = number,
        Kind = line.Kind,
        At = line.At,
        Severity = line.Severity,
        Hours = line.Hours,
        Waiting = line.Waiting,
        PolicyVersion = line.PolicyVersion,
        TimeZoneData = PolicyInForce.TimeZoneData,
        NextUpdateDueAt = clock.NextUpdateDueAt,
        ResolutionDueAt = clock.ResolutionDueAt,
    };

    private static IEnumerable<ClockEventKind> KindsOf(
        IncidentStatus before, IncidentStatus after, Message message)
    {
        if (message.Kind == MessageKind.SeverityChanged)
        {
            yield return ClockEventKind.SeverityChanged;
        }
        else if (message.By == ActBy.Agent
            && message.Kind is not (MessageKind.ContactTried or MessageKind.Research))
        {
            yield return ClockEventKind.Updated;
        }

        if (before != IncidentStatus.Closed && after == IncidentStatus.Closed)
        {
            yield return ClockEventKind.Stopped;
        }
        else if (before == IncidentStatus.Closed && after != IncidentStatus.Closed)
        {
            yield return ClockEventKind.Reopened;
        }
        else if (WaitingIn(before) != WaitingIn(after))
        {
            yield return WaitingIn(after) is null ? ClockEventKind.Resumed : ClockEventKind.Paused;
        }
    }

    private static WaitingState? WaitingIn(IncidentStatus status) => status switch
    {
        IncidentStatus.WaitingOnCustomer => WaitingState.WaitingOnCustomer,
        IncidentStatus.SolutionOffered => WaitingState.SolutionOffered,
        _ => null,
    };
}
