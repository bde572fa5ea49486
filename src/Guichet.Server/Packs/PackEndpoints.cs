using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Packs;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;

namespace Guichet.Server.Packs;

internal static class PackEndpoints
{
    private const int MostOnAPage = 200;
    private static readonly Refusal Unknown = new("pack.unknown", "There is no such pack.");

    public static void MapPackEndpoints(this RouteGroupBuilder api)
    {
        var packs = api.MapGroup("/packs").WithTags("Packs");
        packs.MapGet("", ListAsync).Allows(Scopes.PacksRead)
            .WithName("listPacks").WithSummary("List packs")
            .WithDescription("The packs and contracts one may look to, newest first.").Produces<Page<PackView>>();
        packs.MapGet("/{id:guid}", ReadAsync).Allows(Scopes.PacksRead)
            .WithName("getPack").WithSummary("Read a pack")
            .WithDescription("One pack with what is in it.").Produces<PackView>();
        packs.MapGet("/{id:guid}/statement", ReadStatementAsync).Allows(Scopes.PacksRead)
            .WithName("readStatement").WithSummary("Read a pack's statement")
            .WithDescription("The lines of the pack's ledger, newest first.").Produces<Page<StatementLineView>>();
        packs.MapPost("/contracts", AddAsync).Allows(Scopes.PacksWrite, Role.Customer)
            .WithName("addContract").WithSummary("Add a contract")
            .WithDescription("Lets one's account use a contract, by its two numbers; five tries an hour.")
            .Produces<PackView>();
        api.MapPost("/contracts", GrantAsync).Allows(Scopes.PacksWrite, Role.Administrator)
            .WithTags("Packs").WithName("grantContract").WithSummary("Grant a contract")
            .WithDescription("Makes a contract; the access id is in this answer and nowhere else.")
            .Produces<GrantedContractView>(StatusCodes.Status201Created);
        api.MapGet("/ledger/check", (LedgerWalk walk, CancellationToken cancel) => walk.RunAsync(cancel))
            .Allows(Scopes.PacksRead, Role.Administrator)
            .WithTags("Packs").WithName("checkLedger").WithSummary("Check the ledgers")
            .WithDescription("Walks every pack's ledger and says where one does not hold together.")
            .Produces<LedgerCheckView>();
    }

    private static async Task<Page<PackView>> ListAsync(
        string? cursor, int? limit, PackViews views, HttpContext http, CancellationToken cancel) =>
        await views.ListAsync(http.Actor(), cursor, Math.Clamp(limit ?? 50, 1, MostOnAPage), cancel);

    private static async Task<IResult> ReadAsync(
        Guid id, PackViews views, HttpContext http, CancellationToken cancel) =>
        await views.FindAsync(http.Actor(), id, cancel) is { } pack ? Results.Ok(pack) : Problems.Of(Unknown, http);

    private static async Task<IResult> ReadStatementAsync(
        Guid id, string? cursor, int? limit, PackViews views, HttpContext http, CancellationToken cancel) =>
        await views.ReadStatementAsync(
            http.Actor(), id, cursor, Math.Clamp(limit ?? 50, 1, MostOnAPage), cancel) is { } statement
            ? Results.Ok(statement)
            : Problems.Of(Unknown, http);

    private static async Task<IResult> AddAsync(
        AddedContract contract, AddContract add, PackViews views, HttpContext http, CancellationToken cancel)
    {
        var result = await add.RunAsync(http.Actor(), contract, cancel);
        return result.Succeeded(out var pack, out var refusal)
            ? Results.Ok(await views.FindAsync(http.Actor(), pack.Value, cancel))
            : Problems.Of(refusal, http);
    }

    private static async Task<IResult> GrantAsync(
        NewContract contract, GrantContract grant, HttpContext http, CancellationToken cancel)
    {
        var result = await grant.RunAsync(http.Actor(), contract, cancel);
        return result.Succeeded(out var granted, out var refusal)
            ? Results.Created($"/api/v1/packs/{granted.Id}", granted)
            : Problems.Of(refusal, http);
    }
}
