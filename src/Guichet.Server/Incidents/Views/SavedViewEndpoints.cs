using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Storage;

namespace Guichet.Server.Incidents.Views;

internal static class SavedViewEndpoints
{
    private static readonly Role[] Agents = [Role.Agent, Role.SupportManager];

    public static void MapSavedViews(this RouteGroupBuilder api)
    {
        api.MapGet("/saved-views", ListAsync)
            .Allows(Scopes.IncidentsRead, Agents)
            .WithName("listSavedViews").WithTags("Desk")
            .WithSummary("List saved views of the queue")
            .WithDescription("One's own by name, then those that others share.")
            .Produces<IReadOnlyList<SavedViewView>>();
        api.MapPut("/saved-views/{id:guid}", SaveAsync)
            .Allows(Scopes.IncidentsWrite, Agents)
            .WithName("saveView").WithTags("Desk")
            .WithSummary("Keep a view of the queue")
            .WithDescription("With filters, order and columns; for oneself or for all. Only its maker changes it.")
            .Produces<SavedViewView>();
        api.MapDelete("/saved-views/{id:guid}", RemoveAsync)
            .Allows(Scopes.IncidentsWrite, Agents)
            .WithName("removeView").WithTags("Desk")
            .WithSummary("Throw a saved view away")
            .WithDescription("One's own.")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(IStorage storage, HttpContext http, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return Results.Ok(await database.ListSavedViewsAsync(http.Actor(), cancel));
    }

    private static async Task<IResult> SaveAsync(
        Guid id, SavedViewEntry view, SaveView save, HttpContext http, CancellationToken cancel) =>
        (await save.RunAsync(http.Actor(), id, view, cancel)).ToOk(http);

    private static async Task<IResult> RemoveAsync(
        Guid id, SaveView save, HttpContext http, CancellationToken cancel) =>
        (await save.RemoveAsync(http.Actor(), id, cancel)).ToNoContent(http);
}
