using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Incidents;
using Guichet.Incidents;
using Guichet.Server.Incidents.Billing;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using IncidentStatus = Guichet.Incidents.IncidentStatus;

namespace Guichet.Server.Incidents.Portal;

/// <summary>Which incidents a list shows.</summary>
internal enum Shown
{
    Open,
    Waiting,
    Closed,
    All,
}

/// <summary>What the portal's pages read. None of it touches internal notes.</summary>
internal static class PortalQueries
{
    private static readonly IncidentStatus[] WaitingStates =
        [IncidentStatus.WaitingOnCustomer, IncidentStatus.SolutionOffered];

    /// <summary>The incidents that somebody may see, newest first; <paramref name="mine"/> leaves their organisation's
    /// out.</summary>
    public static async Task<Page<IncidentLineView>> ListForPortalAsync(
        this Database database, Actor actor, Shown shown, bool mine, string? cursor, int size, CancellationToken cancel)
    {
        var incidents = database.IncidentsVisibleTo(actor);
        incidents = shown switch
        {
            Shown.Open => incidents.Where(incident => incident.Status != IncidentStatus.Closed),
            Shown.Closed => incidents.Where(incident => incident.Status == IncidentStatus.Closed),
            Shown.Waiting => incidents.Where(incident => WaitingStates.Contains(incident.Status)),
            Shown.All => incidents,
        };
        if (mine)
        {
            incidents = incidents.Where(incident => incident.Customer == actor.Person);
        }

        if (Cursor.Parse(cursor) is { } after)
        {
            incidents = incidents.Where(incident => incident.SubmittedAt < after.At
                || (incident.SubmittedAt == after.At && (Guid)(object)incident.Id < after.Id));
        }

        var found = await incidents
            .OrderByDescending(incident => incident.SubmittedAt)
            .ThenByDescending(incident => incident.Id)
            .Take(size + 1)
            .WithNames(database)
            .ToListAsync(cancel);

        // A join does not promise to keep the order of what it joins.
        return found
            .OrderByDescending(named => named.Incident.SubmittedAt)
            .ThenByDescending(named => named.Incident.Id.Value)
            .ToList()
            .AsPage(
                size, named => named.AsLine(), named => new(named.Incident.SubmittedAt, named.Incident.Id.Value));
    }

    /// <summary>Why the vendor decided on a charge as it did; null while nobody has. Ask only for an incident that the
    /// reader may see.</summary>
    public static Task<BillingDecision?> FindBillingDecisionAsync(
        this Database database, Guid incident, CancellationToken cancel) =>
        database.Set<BillingDecision>().AsNoTracking()
            .SingleOrDefaultAsync(decision => decision.Incident == new IncidentId(incident), cancel);
}
