using Guichet.Accounts;
using Guichet.Client.Catalog;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Shell;
using Guichet.Server.Storage;

namespace Guichet.Server.Upkeep;

internal static class SourceEndpoints
{
    public static void MapSources(this RouteGroupBuilder api)
    {
        api.MapGet("/catalog/sources", GetAsync)
            .Allows(Scopes.CatalogWrite, Role.Administrator)
            .WithName("getCatalogSources").WithTags("Catalogue")
            .WithSummary("List the sources that are read on a schedule")
            .WithDescription("Each with what came of reading it last, and when it is read next.")
            .Produces<IReadOnlyList<CatalogSourceView>>();
        api.MapPost("/catalog/sources", AddAsync)
            .Allows(Scopes.CatalogWrite, Role.Administrator)
            .WithName("addCatalogSource").WithTags("Catalogue")
            .WithSummary("Add a source to read on a schedule")
            .WithDescription("A public https address. It is read within a minute, then at its interval.")
            .Produces<CatalogSourceView>();
        api.MapPut("/catalog/sources/{id:guid}", ChangeAsync)
            .Allows(Scopes.CatalogWrite, Role.Administrator)
            .WithName("changeCatalogSource").WithTags("Catalogue")
            .WithSummary("Change the name, address or schedule of a source")
            .WithDescription("It is read within a minute. Another address is read as if it were new.")
            .Produces<CatalogSourceView>();
        api.MapDelete("/catalog/sources/{id:guid}", RemoveAsync)
            .Allows(Scopes.CatalogWrite, Role.Administrator)
            .WithName("removeCatalogSource").WithTags("Catalogue")
            .WithSummary("Remove a source")
            .WithDescription("What came from it stays in the catalogue.")
            .Produces(StatusCodes.Status204NoContent);
        api.MapPost("/catalog/sources/{id:guid}/reading", ReadAsync)
            .Allows(Scopes.CatalogWrite, Role.Administrator)
            .WithName("readCatalogSource").WithTags("Catalogue")
            .WithSummary("Read a source now")
            .WithDescription("Whenever it is due. A source that cannot be read is no error: its outcome says why.")
            .Produces<CatalogSourceView>();
    }

    public static void MapPendingImports(this RouteGroupBuilder api)
    {
        api.MapGet("/catalog/sources/{id:guid}/pending", GetPendingAsync)
            .Allows(Scopes.CatalogWrite, Role.Administrator)
            .WithName("getPendingImport").WithTags("Catalogue")
            .WithSummary("Read what a source brought that waits")
            .WithDescription("What it would change now, with the dates that move backwards.")
            .Produces<PendingImportView>();
        api.MapPost("/catalog/sources/{id:guid}/pending/approval", ApproveAsync)
            .Allows(Scopes.CatalogWrite, Role.Administrator)
            .WithName("approvePendingImport").WithTags("Catalogue")
            .WithSummary("Approve what waits")
            .WithDescription("Imports what was seen; refused where the source or the catalogue has changed since.")
            .Produces<CatalogImportView>();
        api.MapDelete("/catalog/sources/{id:guid}/pending", DiscardAsync)
            .Allows(Scopes.CatalogWrite, Role.Administrator)
            .WithName("discardPendingImport").WithTags("Catalogue")
            .WithSummary("Leave what waits aside")
            .WithDescription("The source brings it again only where it changes.")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> GetAsync(IStorage storage, Texts texts, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return Results.Ok(await database.ReadSourcesAsync(texts, cancel));
    }

    private static async Task<IResult> AddAsync(
        NewCatalogSource source, CatalogSources sources, HttpContext http, CancellationToken cancel) =>
        (await sources.AddAsync(http.Actor(), source, cancel)).ToOk(http);

    private static async Task<IResult> ChangeAsync(
        Guid id, CatalogSourceChange change, CatalogSources sources, HttpContext http, CancellationToken cancel) =>
        (await sources.ChangeAsync(http.Actor(), id, change, cancel)).ToOk(http);

    private static async Task<IResult> RemoveAsync(
        Guid id, CatalogSources sources, HttpContext http, CancellationToken cancel) =>
        (await sources.RemoveAsync(http.Actor(), id, cancel)).ToNoContent(http);

    private static async Task<IResult> ReadAsync(
        Guid id, CatalogSources sources, HttpContext http, CancellationToken cancel) =>
        (await sources.ReadNowAsync(http.Actor(), id, cancel)).ToOk(http);

    private static async Task<IResult> GetPendingAsync(
        Guid id, DecidePending pending, HttpContext http, CancellationToken cancel) =>
        (await pending.ReadAsync(http.Actor(), id, cancel)).ToOk(http);

    private static async Task<IResult> ApproveAsync(
        Guid id, PendingApproval approval, DecidePending pending, HttpContext http, CancellationToken cancel) =>
        (await pending.ApproveAsync(http.Actor(), id, approval, cancel)).ToOk(http);

    private static async Task<IResult> DiscardAsync(
        Guid id, DecidePending pending, HttpContext http, CancellationToken cancel) =>
        (await pending.DiscardAsync(http.Actor(), id, cancel)).ToNoContent(http);
}
