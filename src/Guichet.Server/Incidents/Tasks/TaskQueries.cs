using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Tasks;

internal static class TaskQueries
{
    private const int MostOfMine = 200;

    /// <summary>The tasks of an incident: the open ones by their day, then the done ones, the last done first. Null for
    /// whoever is not an agent, and where there is no such incident.</summary>
    public static async Task<IReadOnlyList<TaskView>?> ListTasksAsync(
        this Database database, Actor actor, Guid incident, CancellationToken cancel)
    {
        var id = new IncidentId(incident);
        if (!actor.IsAgent || !await database.IncidentsVisibleTo(actor).AnyAsync(one => one.Id == id, cancel))
        {
            return null;
        }

        var tasks = await database.Set<IncidentTask>().Where(task => task.Incident == id)
            .Views(database)
            .ToListAsync(cancel);
        return [.. tasks.Select(AsView)
            .OrderBy(task => task.DoneAt is not null)
            .ThenByDescending(task => task.DoneAt)
            .ThenBy(task => task.Due ?? DateOnly.MaxValue)
            .ThenBy(task => task.AddedAt)];
    }

    /// <summary>One task; null where the actor sees none with that id on that incident.</summary>
    public static async Task<TaskView?> FindTaskAsync(
        this Database database, Actor actor, Guid incident, Guid task, CancellationToken cancel) =>
        (await database.ListTasksAsync(actor, incident, cancel))?.FirstOrDefault(one => one.Id == task);

    /// <summary>The actor's own open tasks: by their day, then those that have time, oldest first.</summary>
    public static async Task<IReadOnlyList<TaskView>> ListMyTasksAsync(
        this Database database, Actor actor, CancellationToken cancel)
    {
        if (!actor.IsAgent)
        {
            return [];
        }

        var mine = database.Set<IncidentTask>().Where(task => task.Assignee == actor.Person && task.DoneAt == null);
        var dated = await mine.Where(task => task.Due != null)
            .OrderBy(task => task.Due).ThenBy(task => task.Id)
            .Take(MostOfMine)
            .Views(database)
            .ToListAsync(cancel);
        var others = await mine.Where(task => task.Due == null)
            .OrderBy(task => task.Id)
            .Take(MostOfMine)
            .Views(database)
            .ToListAsync(cancel);
        return
        [
            .. dated.Select(AsView).OrderBy(task => task.Due),
            .. others.Select(AsView).OrderBy(task => task.AddedAt),
        ];
    }

    /// <summary>How many of an incident's tasks are still to be done.</summary>
    public static Task<int> CountOpenTasksAsync(this Database database, Guid incident, CancellationToken cancel) =>
        database.Set<IncidentTask>()
            .CountAsync(task => task.Incident == new IncidentId(incident) && task.DoneAt == null, cancel);

    private static TaskView AsView(NamedTask named) => new(
        named.Task.Id.Value,
        named.Task.Incident.Value,
        named.Number,
        named.Title,
        named.Task.Text,
        named.Task.Assignee?.Value,
        named.AssigneeName,
        named.Task.Due?.ToDateOnly(),
        named.Task.AddedAt.ToDateTimeOffset(),
        named.Task.DoneAt?.ToDateTimeOffset(),
        named.Task.DoneByName,
        named.Task.Version);

    private static IQueryable<NamedTask> Views(this IQueryable<IncidentTask> tasks, Database database) =>
        from task in tasks.AsNoTracking()
        join incident in database.Set<Incident>() on task.Incident equals incident.Id
        join assignee in database.Set<Person>() on task.Assignee equals assignee.Id into assignees
        from assignee in assignees.DefaultIfEmpty()
        select new NamedTask
        {
            Task = task, Number = incident.Number, Title = incident.Title, AssigneeName = assignee.Name,
        };

    private sealed record NamedTask
    {
        public required IncidentTask Task { get; init; }

        public required long Number { get; init; }

        public required string Title { get; init; }

        public required string? AssigneeName { get; init; }
    }
}
