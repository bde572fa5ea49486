using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Storage;
using Guichet.Server.Teams;

namespace Guichet.Server.Incidents.Handling;

/// <summary>What the desk does with incidents among its own, by the API; the vendor's side only.</summary>
internal static class HandlingEndpoints
{
    private static readonly Role[] Agents = [Role.Agent, Role.SupportManager];

    public static void MapHandling(this RouteGroupBuilder api)
    {
        api.MapGet("/queue", ListQueueAsync)
            .Allows(Scopes.IncidentsRead, Agents)
            .WithName("listQueue").WithTags("Desk")
            .WithSummary("Read the queue")
            .WithDescription(
                "Open incidents: a view, narrowed by severity, product, team and plan, the nearest promise that "
                + "runs first (or the newest, or the oldest). What is put aside stands in the view snoozed alone.")
            .Produces<Page<QueueLineView>>();
        api.MapGet("/incidents/{id:guid}/handling", FindAsync)
            .Allows(Scopes.IncidentsRead, Agents)
            .WithName("getHandling").WithTags("Desk")
            .WithSummary("Read how the desk has an incident")
            .WithDescription("Team, owner, watchers, whether it is put aside, and how it came to them.")
            .Produces<HandlingView>();
        IncidentActEndpoints.Describe(
            api.MapPost("/incidents/{id:guid}/desk-acts", (
                Guid id, NewDeskAct act, HandleIncident handle, HttpContext http, CancellationToken cancel) =>
                IncidentActEndpoints.AnswerAsync(
                    http, handle.RunAsync(http.SignedIn(), id, act, http.ExpectedVersion(), cancel))),
            "handleIncident", "Assign, hand over, put aside",
            "What the desk does with an incident among its own; of the team, of notes and of what is put aside no "
                + "customer can tell.",
            Agents);
        api.MapPost("/desk-acts", async (
                NewBulkAct act, HandleIncidents handle, HttpContext http, CancellationToken cancel) =>
                Results.Ok(await handle.RunAsync(http.SignedIn(), act, cancel)))
            .Allows(Scopes.IncidentsWrite, Agents)
            .WithName("handleIncidents").WithTags("Desk")
            .WithSummary("The same act on several incidents")
            .WithDescription(
                "Each by itself; those that cannot be are named with their reason. With preview nothing is done.")
            .Produces<BulkActView>();
        MapWatchers(api);
    }

    private static void MapWatchers(RouteGroupBuilder api)
    {
        api.MapPut("/incidents/{id:guid}/watchers/{person:guid}", WatchAsync)
            .Allows(Scopes.IncidentsWrite, Agents)
            .WithName("watchIncident").WithTags("Desk")
            .WithSummary("Make an agent a watcher")
            .WithDescription("It stands in their view of watched incidents. Doing it again changes nothing.")
            .Produces<HandlingView>();
        api.MapDelete("/incidents/{id:guid}/watchers/{person:guid}", UnwatchAsync)
            .Allows(Scopes.IncidentsWrite, Agents)
            .WithName("unwatchIncident").WithTags("Desk")
            .WithSummary("Stop watching")
            .WithDescription("Doing it again changes nothing.")
            .Produces<HandlingView>();
    }

    private static async Task<IResult> ListQueueAsync(
        string? view,
        string? severity,
        string? product,
        string? team,
        string? plan,
        string? order,
        string? cursor,
        IStorage storage,
        HttpContext http,
        CancellationToken cancel)
    {
        var words = new QueueWords(view, severity, product, team, plan, order);
        if (!words.Read().Succeeded(out var filter, out var refusal))
        {
            return Problems.Of(refusal, http);
        }

        await using var database = storage.Read();
        var page = await database.ListQueueAsync(http.Actor(), filter, cursor, cancel);
        return Results.Ok(new Page<QueueLineView>([.. page.Items.Select(line => line.View())], page.Next));
    }

    private static async Task<IResult> FindAsync(
        Guid id, IStorage storage, TeamsInForce teams, HttpContext http, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var directory = await teams.ReadAsync(database, cancel);
        return IncidentEndpoints.FoundOr404(
            await database.FindHandlingAsync(http.Actor(), id, directory, cancel), http);
    }

    private static Task<IResult> WatchAsync(
        Guid id,
        Guid person,
        WatchIncident watch,
        IStorage storage,
        TeamsInForce teams,
        HttpContext http,
        CancellationToken cancel) =>
        AnswerAsync(watch.RunAsync(http.SignedIn(), id, person, true, cancel), id, storage, teams, http);

    private static Task<IResult> UnwatchAsync(
        Guid id,
        Guid person,
        WatchIncident watch,
        IStorage storage,
        TeamsInForce teams,
        HttpContext http,
        CancellationToken cancel) =>
        AnswerAsync(watch.RunAsync(http.SignedIn(), id, person, false, cancel), id, storage, teams, http);

    private static async Task<IResult> AnswerAsync(
        Task<Result<IncidentStateView>> act, Guid id, IStorage storage, TeamsInForce teams, HttpContext http) =>
        (await act).Refusal is { } refusal
            ? Problems.Of(refusal, http)
            : await FindAsync(id, storage, teams, http, http.RequestAborted);
}
