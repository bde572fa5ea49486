using Guichet.Accounts;
using Guichet.Incidents;
using Guichet.Orders;
using Guichet.Server.Incidents;
using Guichet.Server.Incidents.Clocks;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Home;

/// <summary>An incident with what its other clock promises.</summary>
internal sealed record HomeIncident(NamedIncident Named, Instant? NextUpdateDueAt);

internal static class HomeQueries
{
    /// <summary>How many incidents a list of the home shows.</summary>
    public const int Few = 5;

    private const int MostNeeds = 20;
    private const int MostOrders = 3;

    /// <summary>Those that may want something of the actor, their newest open ones, and both of their organisation:
    /// each list by an index of its own, and one more than is shown of those that are cut.</summary>
    /// <param name="database">Where.</param>
    /// <param name="actor">A customer.</param>
    /// <param name="chargedSince">Before it a charge can be disputed no more.</param>
    /// <param name="cancel">Gives up.</param>
    public static Task<List<HomeIncident>> ReadIncidentsOfHomeAsync(
        this Database database, Actor actor, Instant chargedSince, CancellationToken cancel)
    {
        var own = database.Set<Incident>().Where(incident => incident.Customer == actor.Person);
        var open = own.Where(incident => incident.Status != IncidentStatus.Closed);
        var ids = open
            .Where(incident => incident.Status == IncidentStatus.SolutionOffered
                || incident.Status == IncidentStatus.WaitingOnCustomer)
            .OrderBy(incident => incident.SubmittedAt).ThenBy(incident => incident.Id)
            .Take(MostNeeds).Select(incident => incident.Id)
            .Union(own.Where(incident => incident.WaitingParts > 0)
                .Take(MostNeeds).Select(incident => incident.Id))
            .Union(own
                .Where(incident => incident.Charge == ChargeState.Charged && incident.DisputedAt == null
                    && incident.ChargedAt >= chargedSince)
                .OrderByDescending(incident => incident.ChargedAt)
                .Take(MostNeeds).Select(incident => incident.Id))
            .Union(open.Newest());
        if (actor is { Organization: { } organization, MemberRole: not MemberRole.Billing })
        {
            var others = database.IncidentsVisibleTo(actor)
                .Where(incident => incident.Organization == organization && incident.Customer != actor.Person
                    && incident.Status != IncidentStatus.Closed);
            ids = ids.Union(others.Newest())
                .Union(others
                    .Where(incident => incident.Status == IncidentStatus.SolutionOffered
                        || incident.Status == IncidentStatus.WaitingOnCustomer
                        || incident.WaitingParts > 0)
                    .OrderBy(incident => incident.SubmittedAt).ThenBy(incident => incident.Id)
                    .Take(MostNeeds).Select(incident => incident.Id));
        }

        return database.Set<Incident>()
            .Where(incident => ids.Contains(incident.Id))
            .WithNames(database)
            .Select(named => new HomeIncident(
                named,
                database.Set<ClockLine>()
                    .Where(line => line.Incident == named.Incident.Id)
                    .OrderByDescending(line => line.Line)
                    .Select(line => line.NextUpdateDueAt)
                    .FirstOrDefault()))
            .ToListAsync(cancel);
    }

    /// <summary>Whether they have ever submitted an incident.</summary>
    public static Task<bool> HasSubmittedAsync(this Database database, Actor actor, CancellationToken cancel) =>
        database.Set<Incident>().AnyAsync(incident => incident.Customer == actor.Person, cancel);

    /// <summary>One's own orders that wait for their payment, placed since then, newest first.</summary>
    public static Task<List<Order>> ListUnpaidAsync(
        this Database database, Actor actor, Instant since, CancellationToken cancel) =>
        database.Set<Order>().AsNoTracking()
            .Where(order => order.Buyer == actor.Person && order.Status == OrderStatus.AwaitingPayment
                && order.PlacedAt >= since)
            .OrderByDescending(order => order.PlacedAt).ThenByDescending(order => order.Id)
            .Take(MostOrders)
            .ToListAsync(cancel);

    private static IQueryable<IncidentId> Newest(this IQueryable<Incident> incidents) => incidents
        .OrderByDescending(incident => incident.SubmittedAt).ThenByDescending(incident => incident.Id)
        .Take(Few + 1).Select(incident => incident.Id);
}
