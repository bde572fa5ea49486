using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Packs;
using Guichet.Packs;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;

namespace Guichet.Server.Recovery;

internal static class RecoveryEndpoints
{
    private const int MostOnAPage = 200;

    public static void MapRecoveryEndpoints(this RouteGroupBuilder api)
    {
        var recoveries = api.MapGroup("/recoveries").WithTags("Packs");
        recoveries.MapPost("", AskAsync).Allows(Scopes.PacksWrite, Role.Customer)
            .WithName("askForPack").WithSummary("Ask for a pack")
            .WithDescription("With the confirmation number of its purchase, where its account cannot be used; five "
                + "tries an hour. The answer is the same whether there is such a number or not.")
            .Produces<RecoveryView>();
        recoveries.MapGet("/own", (RecoveryViews views, HttpContext http, CancellationToken cancel) =>
                views.ListOwnAsync(http.Actor(), cancel))
            .Allows(Scopes.PacksRead, Role.Customer)
            .WithName("listOwnRecoveries").WithSummary("List what one asked for")
            .WithDescription("One's own latest requests for packs, newest first.")
            .Produces<IReadOnlyList<RecoveryView>>();
        recoveries.MapGet("", ListAsync).Allows(Scopes.PacksRead, Role.Agent, Role.SupportManager)
            .WithName("listRecoveries").WithSummary("List what waits for a decision")
            .WithDescription("Requests for packs, oldest first; one that names no purchase has no pack.")
            .Produces<Page<RecoveryCaseView>>();
        recoveries.MapPost("/{id:guid}/approve", ApproveAsync)
            .Allows(Scopes.PacksWrite, Role.Agent, Role.SupportManager)
            .WithName("approveRecovery").WithSummary("Give the pack to who asked")
            .WithDescription("Once its owner was told and has had time to object, and has not.")
            .Produces<RecoveryView>();
        recoveries.MapPost("/{id:guid}/tell-owner", TellAsync)
            .Allows(Scopes.PacksWrite, Role.Agent, Role.SupportManager)
            .WithName("tellPackOwner").WithSummary("Tell the owner whom the pack has now")
            .WithDescription("Where the pack changed hands since the request: a new notice, a new time to object.")
            .Produces<RecoveryView>();
        recoveries.MapPost("/{id:guid}/refuse", RefuseAsync)
            .Allows(Scopes.PacksWrite, Role.Agent, Role.SupportManager)
            .WithName("refuseRecovery").WithSummary("Leave the pack where it is")
            .WithDescription("Once its waiting time is over, with a reason for the desk and the owner; who asked is "
                + "told the same of every refusal.")
            .Produces<RecoveryView>();
    }

    private static async Task<IResult> AskAsync(
        NewRecovery asked, AskForPack ask, RecoveryViews views, HttpContext http, CancellationToken cancel) =>
        (await ask.RunAsync(http.Actor(), asked, http.Address(), cancel)).ToOk(http, views.ToView);

    private static Task<Page<RecoveryCaseView>> ListAsync(
        string? cursor, int? limit, RecoveryViews views, CancellationToken cancel) =>
        views.ListAsync(cursor, Math.Clamp(limit ?? 50, 1, MostOnAPage), cancel);

    private static async Task<IResult> ApproveAsync(
        Guid id,
        RecoveryDecision decision,
        DecideRecovery decide,
        RecoveryViews views,
        HttpContext http,
        CancellationToken cancel) =>
        (await decide.ApproveAsync(http.Actor(), id, decision, cancel)).ToOk(http, views.ToView);

    private static async Task<IResult> TellAsync(
        Guid id, TellPackOwner tell, RecoveryViews views, HttpContext http, CancellationToken cancel) =>
        (await tell.RunAsync(http.Actor(), id, cancel)).ToOk(http, views.ToView);

    private static async Task<IResult> RefuseAsync(
        Guid id,
        RecoveryDecision decision,
        DecideRecovery decide,
        RecoveryViews views,
        HttpContext http,
        CancellationToken cancel) =>
        (await decide.RefuseAsync(http.Actor(), id, decision, cancel)).ToOk(http, views.ToView);
}
