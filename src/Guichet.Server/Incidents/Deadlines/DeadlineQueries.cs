using Guichet.Accounts;
using Guichet.Calendars;
using Guichet.Incidents;
using Guichet.Plans;
using Guichet.Server.Incidents.Clocks;
using Guichet.Server.Incidents.Moving;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Guichet.ServiceLevels;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Deadlines;

/// <summary>A promise explained with the calendar of the policy that it was made under.</summary>
/// <param name="Promise">Its segments.</param>
/// <param name="Policy">The policy whose target and calendar they are.</param>
/// <param name="Calendar">The calendar; null: day and night.</param>
/// <param name="Region">The country by which the calendar was chosen; null where it was not.</param>
/// <param name="TimeZoneData">Version of the time-zone data that the promise was made with.</param>
internal sealed record ExplainedDeadline(
    ExplainedPromise Promise, PolicyInForce Policy, BusinessCalendar? Calendar, string? Region, string TimeZoneData)
{
    /// <summary>The vendor's.</summary>
    public DateTimeZone Zone => Calendar?.Zone ?? Policy.Zone;

    /// <summary>When the response was given, or the incident closed; null before.</summary>
    public Instant? KeptAt { get; init; }

    /// <summary>How it was moved on purpose, in order.</summary>
    public IReadOnlyList<(MovedPromise Moved, string Reason, string By)> Moves { get; init; } = [];
}

internal static class DeadlineQueries
{
    /// <summary>Why what is promised on an incident is due when it is: the first response, then as far as they are
    /// promised now the next update and the resolution. Null where the actor sees none with that id.</summary>
    public static async Task<IReadOnlyList<ExplainedDeadline>?> ListDeadlinesAsync(
        this Database database,
        Actor actor,
        Guid id,
        (InForce InForce, Instant Now) at,
        CancellationToken cancel)
    {
        var incident = await database.IncidentsVisibleTo(actor)
            .AsNoTracking()
            .SingleOrDefaultAsync(incident => incident.Id == new IncidentId(id), cancel);
        if (incident?.Clock is not { } clock)
        {
            return null;
        }

        var changes = await database.Set<Message>()
            .Where(message => message.Incident == incident.Id && message.Kind == MessageKind.SeverityChanged)
            .Select(message => message.At)
            .ToListAsync(cancel);
        var moves = await database.ListMovedAsync(incident.Id, cancel);
        var lines = await database.ReadLinesAsync(incident.Id, cancel);
        var policy = await at.InForce.ReadPolicyAsync(database, clock.PolicyVersion, cancel);
        var later = await at.InForce.ReadPolicyAsync(
            database, lines.Count > 0 ? lines[^1].PolicyVersion : incident.PolicyVersion, cancel);
        return
        [
            ExplainResponse(incident, changes, policy) with { Moves = moves },
            .. ExplainWork(incident, lines, later, at.Now)
                .Select(one => one with { Moves = [.. moves.Where(move => move.Moved.Moves(one.Promise.Kind))] }),
        ];
    }

    /// <summary>One of them. Refused: <c>incident.unknown</c>, and <c>promise.unknown</c> where it is not promised now.
    /// </summary>
    public static Result<ExplainedDeadline> Find(this IReadOnlyList<ExplainedDeadline>? deadlines, PromiseKind kind) =>
        deadlines is null ? new Refusal("incident.unknown", "There is no such incident.")
        : deadlines.FirstOrDefault(one => one.Promise.Kind == kind) is { } found ? found
        : new Refusal("promise.unknown", "That is not promised on the incident now.");

    private static ExplainedDeadline ExplainResponse(
        Incident incident, IReadOnlyList<Instant> severityChanges, PolicyInForce policy)
    {
        var clock = incident.Clock;
        var calendar = policy.FindCalendar(clock.Calendar);
        return new(
            ExplainedPromise.Of(clock, calendar ?? BusinessCalendar.AroundTheClock, severityChanges),
            policy,
            calendar,
            RegionOf(incident, clock.Severity, clock.Hours, policy),
            clock.TimeZoneData)
        {
            KeptAt = clock.RespondedAt,
        };
    }

    private static IEnumerable<ExplainedDeadline> ExplainWork(
        Incident incident, List<ClockLine> lines, PolicyInForce policy, Instant now)
    {
        ClockEvent[] history = lines.Count > 0
            ? [.. lines.Select(line => line.AsEvent())]
            : [ClockHistory.StartOf(incident, incident.Severity, incident.Hours)];
        var last = history[^1];
        var target = policy.FindTarget(incident.Plan, last.Severity, last.Hours, incident.Country);
        var calendar = policy.FindCalendar(target?.Calendar);
        return ExplainedPromise
            .After(history, lines.Count > 0 ? lines[^1].Due : null, target, calendar, Instant.Max(now, last.At))
            .Select(promise => new ExplainedDeadline(
                promise,
                policy,
                calendar,
                RegionOf(incident, last.Severity, last.Hours, policy),
                lines.Count > 0 ? lines[^1].TimeZoneData : incident.Clock.TimeZoneData)
            {
                KeptAt = promise.Kind == PromiseKind.Resolution ? incident.ClosedAt : null,
            });
    }

    private static string? RegionOf(Incident incident, Severity severity, HoursOfCoverage hours, PolicyInForce policy)
    {
        var target = ResponseTargets.Find(policy.Policy.Targets, incident.Plan, severity, hours);
        return target is not { CalendarByRegion: true } ? null
            : policy.Policy.CalendarByRegion.Any(region => region.Countries.Contains(incident.Country))
            ? incident.Country
            : CalendarRegion.Everywhere;
    }
}
