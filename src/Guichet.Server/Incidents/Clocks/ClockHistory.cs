using Guichet.Incidents;
using Guichet.Plans;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Guichet.ServiceLevels;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Clocks;

/// <summary>What the clocks saw of an incident before an act.</summary>
internal sealed record BeforeAct(IncidentStatus Status, Severity Severity, HoursOfCoverage Hours)
{
    public static BeforeAct Of(Incident incident) => new(incident.Status, incident.Severity, incident.Hours);
}

/// <summary>The history of an incident's clocks. It begins with the first act after the submission, which the incident
/// itself tells of.</summary>
internal static class ClockHistory
{
    /// <summary>Appends what an act means for the clocks, each line with what is due after it.</summary>
    public static async Task KeepClocksAsync(
        this Database database, BeforeAct before, Turn turn, Message message, InForce inForce, CancellationToken cancel)
    {
        var incident = turn.Incident;
        var kinds = KindsOf(before.Status, incident.Status, message).ToList();
        if (kinds.Count == 0)
        {
            return;
        }

        var history = await database.Set<ClockLine>()
            .AsNoTracking()
            .Where(line => line.Incident == incident.Id)
            .OrderBy(line => line.Line)
            .Select(line => line.AsEvent())
            .ToListAsync(cancel);
        var kept = history.Count;
        if (kept == 0)
        {
            history.Add(new ClockEvent(
                ClockEventKind.Started, incident.SubmittedAt, before.Severity, before.Hours, incident.PolicyVersion));
        }

        foreach (var kind in kinds)
        {
            history.Add(new ClockEvent(
                kind,
                turn.Said.At,
                incident.Severity,
                incident.Hours,
                kind == ClockEventKind.SeverityChanged ? turn.Policy.Version : history[^1].PolicyVersion));
        }

        for (var count = kept + 1; count <= history.Count; count++)
        {
            var line = history[count - 1];
            var policy = await inForce.ReadPolicyAsync(database, line.PolicyVersion, cancel);
            database.Add(LineOf(incident, count, line, policy.WorkClockAfter(history[..count], incident.Plan)));
        }
    }

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
        else if (message.By == ActBy.Agent)
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
        else if (IsWaiting(before) != IsWaiting(after))
        {
            yield return IsWaiting(after) ? ClockEventKind.Paused : ClockEventKind.Resumed;
        }
    }

    private static bool IsWaiting(IncidentStatus status) =>
        status is IncidentStatus.WaitingOnCustomer or IncidentStatus.SolutionOffered;
}
