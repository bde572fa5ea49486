using System.Text;
using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Catalog;
using Guichet.Server.Accounts;
using Guichet.Server.Catalog;
using Guichet.Server.Hosting;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Server.Upkeep;

internal static class UpkeepEndpoints
{
    private static readonly Role[] Staff =
        [Role.Agent, Role.SupportManager, Role.BillingClerk, Role.Administrator];

    public static void MapImports(this RouteGroupBuilder api)
    {
        api.MapPost("/catalog/imports", ImportAsync)
            .Allows(Scopes.CatalogWrite, Role.Administrator)
            .WithMetadata(new RequestSizeLimitAttribute(IncomingCatalog.LongestText))
            .Accepts<string>("application/json", "text/plain")
            .WithName("importCatalog").WithTags("Catalogue")
            .WithSummary("Import a catalogue file")
            .WithDescription(
                "The body is a catalogue file, or the document products/full of the API v1 of endoflife.date. What "
                + "changes makes one new version of the catalogue; importing the same again changes nothing. "
                + "dryRun=true only says what would change and who is concerned. Where support would end earlier than "
                + "was known, the import is refused with those dates until approveBackwards=true.")
            .Produces<CatalogImportView>();
        api.MapGet("/catalog/versions", GetVersionsAsync)
            .Allows(Scopes.CatalogRead)
            .WithName("getCatalogVersions").WithTags("Catalogue")
            .WithSummary("List the versions of the catalogue")
            .WithDescription("Newest first, the latest hundred: imports, corrections and their withdrawal.")
            .Produces<IReadOnlyList<CatalogVersionView>>();
        api.MapGet("/catalog/changes", GetChangesAsync)
            .Allows(Scopes.CatalogRead, Staff)
            .WithName("getCatalogChanges").WithTags("Catalogue")
            .WithSummary("List every change of the catalogue")
            .WithDescription(
                "Newest first, page by page, each fact from and to, by whom or which source and when; of one product "
                + "where one is named.")
            .Produces<Page<CatalogChangeView>>();
    }

    public static void MapCorrections(this RouteGroupBuilder api)
    {
        api.MapGet("/catalog/corrections", GetCorrectionsAsync)
            .Allows(Scopes.CatalogRead, Staff)
            .WithName("getCorrections").WithTags("Catalogue")
            .WithSummary("List the vendor's own corrections")
            .WithDescription("Newest first, each with what the source says, and whether it is still needed.")
            .Produces<IReadOnlyList<CorrectionView>>();
        api.MapPost("/catalog/corrections", CorrectAsync)
            .Allows(Scopes.CatalogWrite, Role.Administrator)
            .WithName("correctRelease").WithTags("Catalogue")
            .WithSummary("Correct a fact of a release")
            .WithDescription(
                "It holds at once, against what the source says and whatever later imports say, until it is "
                + "withdrawn. One correction a fact: a later one takes its place.")
            .Produces<CorrectionView>();
        api.MapDelete("/catalog/corrections/{id:guid}", WithdrawAsync)
            .Allows(Scopes.CatalogWrite, Role.Administrator)
            .WithName("withdrawCorrection").WithTags("Catalogue")
            .WithSummary("Withdraw a correction")
            .WithDescription("What the source says holds again.")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ImportAsync(
        string? source, bool? dryRun, bool? approveBackwards, ImportCatalog import, HttpContext http,
        CancellationToken cancel)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(cancel);
        var result = await import.RunAsync(
            http.Actor(),
            new CatalogImport(
                text, source ?? "api", dryRun ?? false, http.ExpectedVersion(), approveBackwards ?? false),
            cancel);
        return result.ToOk(http);
    }

    private static async Task<IResult> GetVersionsAsync(IStorage storage, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return Results.Ok(await database.ReadCatalogVersionsAsync(cancel));
    }

    private static async Task<IResult> GetChangesAsync(
        string? product, string? cursor, IStorage storage, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return Results.Ok(await database.ListChangesAsync(product, cursor, cancel));
    }

    private static async Task<IResult> GetCorrectionsAsync(
        IStorage storage, InForce inForce, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var catalog = (await inForce.ReadAsync(database, cancel)).Catalog;
        return Results.Ok(await database.ReadCorrectionsAsync(catalog, cancel));
    }

    private static async Task<IResult> CorrectAsync(
        NewCorrection correction, CorrectRelease correct, HttpContext http, CancellationToken cancel) =>
        (await correct.RunAsync(http.Actor(), correction, cancel)).ToOk(http);

    private static async Task<IResult> WithdrawAsync(
        Guid id, CorrectRelease correct, HttpContext http, CancellationToken cancel) =>
        (await correct.WithdrawAsync(http.Actor(), id, cancel)).ToNoContent(http);
}
