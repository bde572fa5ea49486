using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Storage;

namespace Guichet.Server.Incidents.Tasks;

/// <summary>Tasks by the API; the vendor's side only.</summary>
internal static class TaskEndpoints
{
    private static readonly Role[] Agents = [Role.Agent, Role.SupportManager];

    public static void MapTasks(this RouteGroupBuilder api)
    {
        api.MapGet("/incidents/{id:guid}/tasks", ListAsync)
            .Allows(Scopes.IncidentsRead, Agents)
            .WithName("listTasks").WithTags("Desk")
            .WithSummary("List the tasks of an incident")
            .WithDescription("The open ones first, by their day. No customer ever sees them.")
            .Produces<IReadOnlyList<TaskView>>();
        api.MapGet("/tasks", ListMineAsync)
            .Allows(Scopes.IncidentsRead, Agents)
            .WithName("listMyTasks").WithTags("Desk")
            .WithSummary("List one's own open tasks")
            .WithDescription("The ones due first at the top, those that have time at the end.")
            .Produces<IReadOnlyList<TaskView>>();
        api.MapPut("/incidents/{id:guid}/tasks/{task:guid}", SaveAsync)
            .Allows(Scopes.IncidentsWrite, Agents)
            .WithName("saveTask").WithTags("Desk")
            .WithSummary("Add a task, change it, or say that it is done")
            .WithDescription(
                "An open task keeps no incident from being closed. With If-Match only where nobody has changed it "
                + "since.")
            .Produces<TaskView>();
        api.MapDelete("/incidents/{id:guid}/tasks/{task:guid}", RemoveAsync)
            .Allows(Scopes.IncidentsWrite, Agents)
            .WithName("removeTask").WithTags("Desk")
            .WithSummary("Throw a task away")
            .WithDescription("Doing it again changes nothing. With If-Match only where nobody has changed it since.")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(
        Guid id, IStorage storage, HttpContext http, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return IncidentEndpoints.FoundOr404(await database.ListTasksAsync(http.Actor(), id, cancel), http);
    }

    private static async Task<IResult> ListMineAsync(IStorage storage, HttpContext http, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return Results.Ok(await database.ListMyTasksAsync(http.Actor(), cancel));
    }

    private static async Task<IResult> SaveAsync(
        Guid id,
        Guid task,
        TaskEntry entry,
        ChangeTasks change,
        IStorage storage,
        HttpContext http,
        CancellationToken cancel)
    {
        var saved = await change.SaveAsync(http.Actor(), id, task, entry, http.ExpectedVersion(), cancel);
        if (saved.Refusal is { } refusal)
        {
            return Problems.Of(refusal, http);
        }

        await using var database = storage.Read();
        var found = await database.FindTaskAsync(http.Actor(), id, task, cancel);
        http.SetVersion(found?.Version ?? 0);
        return IncidentEndpoints.FoundOr404(found, http);
    }

    private static async Task<IResult> RemoveAsync(
        Guid id, Guid task, ChangeTasks change, HttpContext http, CancellationToken cancel) =>
        (await change.RemoveAsync(http.Actor(), id, task, http.ExpectedVersion(), cancel)).ToNoContent(http);
}
