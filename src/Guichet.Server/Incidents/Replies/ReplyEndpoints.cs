using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Storage;

namespace Guichet.Server.Incidents.Replies;

internal static class ReplyEndpoints
{
    private static readonly Role[] Agents = [Role.Agent, Role.SupportManager];
    private static readonly Role[] Readers = [Role.Agent, Role.SupportManager, Role.Administrator];
    private static readonly Role[] Writers = [Role.SupportManager, Role.Administrator];

    public static void MapReplies(this RouteGroupBuilder api)
    {
        api.MapGet("/canned-replies", ListAsync)
            .Named("listCannedReplies", "List the canned replies", "By name, in both languages, with their fields.")
            .Allows(Scopes.TeamsRead, Readers)
            .Produces<IReadOnlyList<CannedReplyView>>();
        api.MapPut("/canned-replies/{id:guid}", SaveAsync)
            .Named("saveCannedReply", "Make or change a canned reply",
                "Fields stand in braces, as in {customer.name}; one that there is not is refused.")
            .Allows(Scopes.TeamsWrite, Writers)
            .Produces<CannedReplyView>();
        api.MapDelete("/canned-replies/{id:guid}", RemoveAsync)
            .Named("removeCannedReply", "Throw a canned reply away", "Refused while a macro says it.")
            .Allows(Scopes.TeamsWrite, Writers)
            .Produces(StatusCodes.Status204NoContent);
        api.MapGet("/incidents/{id:guid}/canned-replies/{reply:guid}", FillAsync)
            .Named("fillCannedReply", "Fill a canned reply in", "As the customer of the incident would read it.")
            .Allows(Scopes.IncidentsRead, Agents)
            .Produces<FilledReplyView>();
        api.MapGet("/macros", ListMacrosAsync)
            .Named("listMacros", "List the macros", "By name.")
            .Allows(Scopes.TeamsRead, Readers)
            .Produces<IReadOnlyList<MacroView>>();
        api.MapPut("/macros/{id:guid}", SaveMacroAsync)
            .Named("saveMacro", "Make or change a macro",
                "What is said, where the incident goes, how long it is put aside.")
            .Allows(Scopes.TeamsWrite, Writers)
            .Produces<MacroView>();
        api.MapDelete("/macros/{id:guid}", RemoveMacroAsync)
            .Named("removeMacro", "Throw a macro away", "What it did stays done.")
            .Allows(Scopes.TeamsWrite, Writers)
            .Produces(StatusCodes.Status204NoContent);
        IncidentActEndpoints.Describe(
            api.MapPost("/incidents/{id:guid}/macros/{macro:guid}", (
                Guid id, Guid macro, NewMacroRun run, RunMacro act, HttpContext http, CancellationToken cancel) =>
                IncidentActEndpoints.AnswerAsync(
                    http, act.RunAsync(http.SignedIn(), id, macro, run, http.ExpectedVersion(), cancel))),
            "runMacro", "Run a macro", "All of it in one transaction, or nothing.", Agents);
    }

    private static RouteHandlerBuilder Named(
        this RouteHandlerBuilder route, string name, string summary, string description) =>
        route.WithName(name).WithTags("Desk").WithSummary(summary).WithDescription(description);

    private static async Task<IResult> ListAsync(IStorage storage, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return Results.Ok(await database.ListCannedRepliesAsync(cancel));
    }

    private static async Task<IResult> SaveAsync(
        Guid id, CannedReplyEntry reply, ChangeReplies change, HttpContext http, CancellationToken cancel) =>
        (await change.SaveAsync(http.Actor(), id, reply, http.ExpectedVersion(), cancel)).ToOk(http);

    private static async Task<IResult> RemoveAsync(
        Guid id, ChangeReplies change, HttpContext http, CancellationToken cancel) =>
        (await change.RemoveAsync(http.Actor(), id, cancel)).ToNoContent(http);

    private static async Task<IResult> FillAsync(
        Guid id, Guid reply, IStorage storage, HttpContext http, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return (await database.FillReplyAsync(http.Actor(), id, reply, cancel)).ToOk(http);
    }

    private static async Task<IResult> ListMacrosAsync(IStorage storage, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return Results.Ok(await database.ListMacrosAsync(cancel));
    }

    private static async Task<IResult> SaveMacroAsync(
        Guid id, MacroEntry macro, ChangeReplies change, HttpContext http, CancellationToken cancel) =>
        (await change.SaveMacroAsync(http.Actor(), id, macro, http.ExpectedVersion(), cancel)).ToOk(http);

    private static async Task<IResult> RemoveMacroAsync(
        Guid id, ChangeReplies change, HttpContext http, CancellationToken cancel) =>
        (await change.RemoveMacroAsync(http.Actor(), id, cancel)).ToNoContent(http);
}
