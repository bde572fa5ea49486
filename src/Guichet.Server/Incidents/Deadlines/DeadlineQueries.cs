using Guichet.Accounts;
using Guichet.Calendars;
using Guichet.Incidents;
using Guichet.Server.Incidents.Moving;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Guichet.ServiceLevels;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Deadlines;

/// <summary>A promise explained with the calendar of the policy that it was made under.</summary>
/// <param name="Promise">Its segments.</param>
/// <param name="Calendar">The calendar; null: day and night.</param>
/// <param name="Zone">The vendor's.</param>
/// <param name="Region">The country by which the calendar was chosen; null where it was not.</param>
internal sealed record ExplainedDeadline(
    ExplainedPromise Promise, CalendarDefinition? Calendar, DateTimeZone Zone, string? Region)
{
    /// <summary>How it was moved on purpose, in order.</summary>
    public IReadOnlyList<(MovedPromise Moved, string Reason, string By)> Moves { get; init; } = [];
}

internal static class DeadlineQueries
{
    /// <summary>Why the first response of an incident is due when it is; null where the actor sees none with that
    /// id.</summary>
    public static async Task<ExplainedDeadline?> ExplainDeadlineAsync(
        this Database database, Actor actor, Guid id, InForce inForce, CancellationToken cancel)
    {
        var incident = await database.IncidentsVisibleTo(actor)
            .AsNoTracking()
            .SingleOrDefaultAsync(incident => incident.Id == new IncidentId(id), cancel);
        if (incident?.Clock is not { } clock)
        {
            return null;
        }

        var changes = await database.Set<Message>()
            .Where(message => message.Incident == new IncidentId(id) && message.Kind == MessageKind.SeverityChanged)
            .Select(message => message.At)
            .ToListAsync(cancel);
        var policy = await inForce.ReadPolicyAsync(database, clock.PolicyVersion, cancel);
        var calendar = policy.FindCalendar(clock.Calendar);
        return new(
            ExplainedPromise.Of(clock, calendar ?? BusinessCalendar.AroundTheClock, changes),
            calendar?.Definition,
            calendar?.Zone ?? policy.Zone,
            RegionOf(incident, policy))
        {
            Moves = await database.ListMovedAsync(incident.Id, cancel),
        };
    }

    private static string? RegionOf(Incident incident, PolicyInForce policy)
    {
        var target = ResponseTargets.Find(
            policy.Policy.Targets, incident.Plan, incident.Clock.Severity, incident.Clock.Hours);
        return target is not { CalendarByRegion: true } ? null
            : policy.Policy.CalendarByRegion.Any(region => region.Countries.Contains(incident.Country))
            ? incident.Country
            : CalendarRegion.Everywhere;
    }
}
