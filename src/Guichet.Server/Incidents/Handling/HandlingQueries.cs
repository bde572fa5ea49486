using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using Guichet.Teams;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Handling;

internal static class HandlingQueries
{
    /// <summary>How the desk has an incident; null for whoever is not an agent, and where there is none.</summary>
    public static async Task<HandlingView?> FindHandlingAsync(
        this Database database, Actor actor, Guid id, TeamDirectory directory, CancellationToken cancel)
    {
        var incidentId = new IncidentId(id);
        var found = actor.IsAgent
            ? await database.IncidentsVisibleTo(actor).AsNoTracking()
                .Where(incident => incident.Id == incidentId)
                .Select(incident => new { incident.Team, incident.Agent, incident.SnoozedUntil, incident.SnoozedBy })
                .SingleOrDefaultAsync(cancel)
            : null;
        if (found is null)
        {
            return null;
        }

        var watchers = await (
            from watcher in database.Set<IncidentWatcher>()
            join person in database.Set<Person>() on watcher.Person equals person.Id
            where watcher.Incident == incidentId
            orderby person.Name
            select new { person.Id, person.Name }).ToListAsync(cancel);
        var assignments = await database.Set<IncidentAssignment>().AsNoTracking()
            .Where(one => one.Incident == incidentId)
            .OrderBy(one => one.At).ThenBy(one => one.Id)
            .ToListAsync(cancel);
        var names = await database.ReadNamesAsync([found.Agent, found.SnoozedBy], cancel);
        return new HandlingView(
            found.Team,
            directory.NameOf(found.Team),
            found.Agent?.Value,
            names.Of(found.Agent),
            found.SnoozedUntil?.ToDateTimeOffset(),
            names.Of(found.SnoozedBy),
            [.. watchers.Select(one => new WatcherView(one.Id.Value, one.Name))],
            [.. assignments.Select(one => new AssignmentView(
                one.At.ToDateTimeOffset(),
                one.Act.As<Client.Incidents.AssignmentAct>(),
                one.ByName,
                one.Team,
                one.TeamName,
                one.AgentName,
                one.Note))]);
    }

    /// <summary>The open incidents of a team, for whoever hands them over; the most urgent first.</summary>
    public static Task<List<Guid>> ListOpenOfTeamAsync(
        this Database database, Actor actor, string team, int most, CancellationToken cancel) =>
        database.IncidentsVisibleTo(actor).AsNoTracking()
            .Where(incident => incident.Status != Guichet.Incidents.IncidentStatus.Closed && incident.Team == team)
            .OrderBy(incident => incident.Answered).ThenBy(incident => incident.Raised)
            .ThenBy(incident => incident.QueueAt).ThenBy(incident => incident.Id)
            .Take(most)
            .Select(incident => incident.Id.Value)
            .ToListAsync(cancel);
}
