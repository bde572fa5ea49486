using Guichet.Accounts;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Working;

internal static class WorkQueries
{
    /// <summary>Time spent on the incident in all, in minutes; null for whoever is not an agent.</summary>
    public static async Task<int?> CountMinutesAsync(
        this Database database, Actor actor, Guid id, CancellationToken cancel)
    {
        if (!actor.IsAgent)
        {
            return null;
        }

        var incident = new IncidentId(id);
        return await database.Set<Message>()
                .Where(one => one.Incident == incident && one.Minutes != null)
                .SumAsync(one => one.Minutes!.Value, cancel)
            + await database.Set<Note>()
                .Where(one => one.Incident == incident && one.Minutes != null)
                .SumAsync(one => one.Minutes!.Value, cancel);
    }

    /// <summary>In which language the customer reads; English where the actor does not see the incident.</summary>
    public static async Task<string> FindLanguageOfCustomerAsync(
        this Database database, Actor actor, Guid id, CancellationToken cancel) =>
        await (
            from incident in database.IncidentsVisibleTo(actor)
            join customer in database.Set<Person>() on incident.Customer equals customer.Id
            where incident.Id == new IncidentId(id)
            select customer.Language).SingleOrDefaultAsync(cancel)
        ?? "en";
}
