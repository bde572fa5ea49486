using Guichet.Accounts;
using Guichet.Client.Policies;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Level = Guichet.Plans.Severity;

namespace Guichet.Server.Incidents.Moving;

internal static class MoveEndpoints
{
    public static void MapMoves(this RouteGroupBuilder api)
    {
        api.MapGet("/policy/promise-moves", ListAsync)
            .Allows(Scopes.PolicyRead, Role.Administrator)
            .WithName("listPromiseMoves").WithTags("Policy")
            .WithSummary("List the orders to move running promises")
            .WithDescription("The latest first, each with how far it has come.")
            .Produces<IReadOnlyList<PromiseMoveView>>();
        api.MapGet("/policy/promise-moves/{id:guid}", GetAsync)
            .Allows(Scopes.PolicyRead, Role.Administrator)
            .WithName("getPromiseMove").WithTags("Policy")
            .WithSummary("Read an order to move running promises")
            .WithDescription("With how many incidents it has moved, and whether it is done.")
            .Produces<PromiseMoveView>();
        api.MapGet("/policy/promise-moves/preview", PreviewAsync)
            .Allows(Scopes.PolicyRead, Role.Administrator)
            .WithName("previewPromiseMove").WithTags("Policy")
            .WithSummary("Count the running promises that would be moved")
            .WithDescription(
                "Open incidents that were promised otherwise than the policy in force promises, and how many would "
                + "have a promise broken by moving. Of one severity or plan where that is asked for. Writes nothing.")
            .Produces<PromiseMovePreviewView>();
        api.MapPost("/policy/promise-moves", OrderAsync)
            .Allows(Scopes.PolicyWrite, Role.Administrator)
            .WithName("movePromises").WithTags("Policy")
            .WithSummary("Move running promises to the policy in force")
            .WithDescription(
                "On purpose and with a reason that the customers are told. It is carried out after the answer; the "
                + "same id orders once.")
            .Produces<PromiseMoveView>();
    }

    private static async Task<IResult> ListAsync(IStorage storage, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return Results.Ok(await database.ListMovesAsync(cancel));
    }

    private static async Task<IResult> GetAsync(
        Guid id, IStorage storage, HttpContext http, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return (await database.ReadMoveAsync(id, cancel)).ToOk(http);
    }

    private static async Task<IResult> PreviewAsync(
        string? severity,
        string? plan,
        IStorage storage,
        InForce inForce,
        IClock clock,
        HttpContext http,
        CancellationToken cancel)
    {
        await using var database = storage.Read();
        Level? level = Enum.TryParse<Level>(severity, ignoreCase: true, out var named) ? named : null;
        if (!string.IsNullOrEmpty(severity) && (level is null || !Enum.IsDefined(level.Value)))
        {
            return Problems.Of([new FieldMistake("Severity", "wrong")], http);
        }

        var filter = new MoveFilter(level, string.IsNullOrWhiteSpace(plan) ? null : plan);
        return Results.Ok(await database.PreviewMoveAsync(filter, inForce, clock.GetCurrentInstant(), cancel));
    }

    private static async Task<IResult> OrderAsync(
        NewPromiseMove order, OrderMove move, HttpContext http, CancellationToken cancel) =>
        (await move.RunAsync(http.Actor(), order, cancel)).ToOk(http);
}
