using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Guichet.Teams;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Handling;

internal static class HandlingQueries
{
    private const int MostOfTeam = 999;

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
            [.. assignments.Select(AsView)]);
    }

    public static AssignmentView AsView(this IncidentAssignment one) => new(
        one.At.ToDateTimeOffset(),
        one.Act.As<Client.Incidents.AssignmentAct>(),
        one.ByName,
        one.Team,
        one.TeamName,
        one.AgentName,
        one.Note);

    /// <summary>The open incidents of a team, for whoever hands them over, those put aside among them; the most urgent
    /// first, up to one more than are counted.</summary>
    public static Task<List<Guid>> ListOpenOfTeamAsync(
        this Database database, Actor actor, string team, CancellationToken cancel) =>
        database.OpenOfTeam(actor, team).Select(incident => incident.Id.Value).ToListAsync(cancel);

    /// <summary>How many they are, up to one more than are counted.</summary>
    public static Task<int> CountOpenOfTeamAsync(
        this Database database, Actor actor, string team, CancellationToken cancel) =>
        database.OpenOfTeam(actor, team).CountAsync(cancel);

    /// <summary>"999+" where there are more.</summary>
    public static string CountOfTeam(int count) =>
        count > MostOfTeam ? $"{MostOfTeam}+" : Format.Number(count);

    private static IQueryable<Incident> OpenOfTeam(this Database database, Actor actor, string team) =>
        database.IncidentsVisibleTo(actor).AsNoTracking()
            .Where(incident => incident.Status != Guichet.Incidents.IncidentStatus.Closed && incident.Team == team)
            .InQueueOrder()
            .Take(MostOfTeam + 1);
}
