using Guichet.Incidents;
using Guichet.Plans;
using Guichet.Server.Incidents.Clocks;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Guichet.ServiceLevels;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Moving;

/// <summary>Which incidents an order is about.</summary>
/// <param name="Severity">Of this severity only; null: of any.</param>
/// <param name="Plan">Of this plan only; null: of any.</param>
internal sealed record MoveFilter(Severity? Severity, string? Plan);

/// <summary>An incident with what a move would do to it.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="History">The history of its clocks, with the line of the move.</param>
/// <param name="Kept">How many of those lines are written already.</param>
/// <param name="Move">What would become of its promises.</param>
/// <param name="FromPolicy">The version under which it was promised.</param>
internal sealed record MovableIncident(
    Incident Incident, List<ClockEvent> History, int Kept, ClockMove Move, int FromPolicy);

/// <summary>The same rule for looking and for doing.</summary>
internal static class ClockMoves
{
    /// <summary>Open incidents after the one given, in the order of their ids.</summary>
    public static IQueryable<Incident> Movable(this Database database, MoveFilter filter, Guid? after)
    {
        var open = database.Set<Incident>().Where(incident => incident.Status != IncidentStatus.Closed);
        if (filter.Severity is { } severity)
        {
            open = open.Where(incident => incident.Severity == severity);
        }

        if (filter.Plan is { } plan)
        {
            open = open.Where(incident => incident.Plan == plan);
        }

        return (after is { } last ? open.Where(incident => (Guid)(object)incident.Id > last) : open)
            .OrderBy(incident => incident.Id);
    }

    /// <summary>What the targets of a version would make of these incidents, those left out that promise nothing
    /// otherwise by it, or were promised under a later version.</summary>
    public static async Task<List<MovableIncident>> FindMovesAsync(
        this Database database,
        IReadOnlyList<Incident> incidents,
        PolicyInForce policy,
        (InForce InForce, Instant Now) at,
        CancellationToken cancel)
    {
        var histories = await database.ReadHistoriesAsync([.. incidents.Select(one => one.Id)], cancel);
        var found = new List<MovableIncident>();
        foreach (var incident in incidents)
        {
            List<ClockEvent> history = [.. histories[incident.Id]];
            var kept = history.Count;
            if (kept == 0)
            {
                history.Add(ClockHistory.StartOf(incident, incident.Severity, incident.Hours));
            }

            var before = await at.InForce.ReadPolicyAsync(database, history[^1].PolicyVersion, cancel);
            if (Math.Max(before.Version, incident.Clock.PolicyVersion) < policy.Version
                && Find(incident, history, (before, policy), at.Now) is { MovesAnything: true } move)
            {
                found.Add(new(incident, history, kept, move, incident.Clock.PolicyVersion));
            }
        }

        return found;
    }

    private static ClockMove? Find(
        Incident incident, List<ClockEvent> history, (PolicyInForce Before, PolicyInForce After) policies, Instant now)
    {
        var work = policies.Before.PromisesAfter(history, incident.Plan, incident.Country);
        history.Add(new ClockEvent(
            ClockEventKind.Moved, now, incident.Severity, incident.Hours, policies.After.Version));
        var clock = incident.Clock;
        return policies.After.FindTarget(incident.Plan, clock.Severity, clock.Hours, incident.Country) is { } target
            && clock.Move(
                target,
                policies.After.FindCalendar(target.Calendar),
                policies.After.Version,
                PolicyInForce.TimeZoneData,
                now).Succeeded(out var moved, out _)
            ? new ClockMove(
                clock, moved, work, policies.After.PromisesAfter(history, incident.Plan, incident.Country))
            : null;
    }
}
