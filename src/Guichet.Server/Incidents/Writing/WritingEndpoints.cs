using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Shell;
using Guichet.Server.Storage;

namespace Guichet.Server.Incidents.Writing;

/// <summary>Drafts and changes by the API, and the door at which the pages' own script keeps drafts.</summary>
internal static class WritingEndpoints
{
    private static readonly Role[] BothSides = [Role.Customer, Role.Agent, Role.SupportManager];

    public static void MapWriting(this RouteGroupBuilder api)
    {
        api.MapGet("/incidents/{id:guid}/drafts", ListAsync)
            .Allows(Scopes.IncidentsRead, BothSides)
            .WithName("listDrafts").WithTags("Drafts")
            .WithSummary("Read one's own drafts on an incident")
            .WithDescription("What the key's person has written and not sent. Nobody else can read it.")
            .Produces<IReadOnlyList<DraftView>>();
        api.MapPut("/incidents/{id:guid}/drafts/{box}", KeepAsync)
            .Allows(Scopes.IncidentsWrite, BothSides)
            .WithName("keepDraft").WithTags("Drafts")
            .WithSummary("Keep what is written so far")
            .WithDescription(
                "One draft in each box: reply, note, statement, solution and close; a customer has reply alone. "
                + "Sending the entry drops it, as an empty text does; where the sender says which revision was "
                + "sent, only that one: other words stay, to become an entry of their own. With If-Match, the revision "
                + "that was read or 0 "
                + "for none, another page's words that were kept since are not replaced: 412.")
            .Produces<KeptDraft>();
        api.MapDelete("/incidents/{id:guid}/drafts/{box}", DropAsync)
            .Allows(Scopes.IncidentsWrite, BothSides)
            .WithName("dropDraft").WithTags("Drafts")
            .WithSummary("Throw a draft away")
            .WithDescription(
                "One's own; doing it again changes nothing. With If-Match only where nothing else was kept since.")
            .Produces(StatusCodes.Status204NoContent);
        api.MapGet("/incidents/{id:guid}/changes", FindChangesAsync)
            .Allows(Scopes.IncidentsRead, BothSides)
            .WithName("getChanges").WithTags("Incidents")
            .WithSummary("Read what has changed since a version")
            .WithDescription(
                "State, severity and owner with how they were, and the entries since. An act that answers 412 says the "
                + "same in its fact changes. How an incident stood is kept for the days of retention.drafts: of a "
                + "version that ended earlier nothing is said.")
            .Produces<IncidentChangesView>();
    }

    public static void MapDraftDoor(this IEndpointRouteBuilder routes) =>
        routes.MapScriptDoors("/drafts").MapPost("/{id:guid}/{box}", KeepForPageAsync);

    private static async Task<IResult> ListAsync(
        Guid id, IStorage storage, HttpContext http, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return IncidentEndpoints.FoundOr404(await database.ListEntryDraftsAsync(http.Actor(), id, cancel), http);
    }

    private static async Task<IResult> KeepAsync(
        Guid id, string box, NewDraft draft, KeepDraft keep, HttpContext http, CancellationToken cancel) =>
        Find(box, out var mistakes) is { } found
            ? (await keep.RunAsync(http.Actor(), id, found, draft, http.ExpectedVersion(), cancel)).ToOk(
                http,
                kept =>
                {
                    http.SetVersion(kept.Revision);
                    return kept;
                })
            : Problems.Of(mistakes, http);

    private static async Task<IResult> DropAsync(
        Guid id, string box, KeepDraft keep, HttpContext http, CancellationToken cancel) =>
        Find(box, out var mistakes) is { } found
            ? (await keep.DropAsync(http.Actor(), id, found, http.ExpectedVersion(), cancel)).ToNoContent(http)
            : Problems.Of(mistakes, http);

    private static async Task<IResult> FindChangesAsync(
        Guid id, int? since, IStorage storage, HttpContext http, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return IncidentEndpoints.FoundOr404(
            await database.FindChangesAsync(http.Actor(), id, since ?? 0, cancel), http);
    }

    /// <summary>The same with the sentence that the page shows.</summary>
    private static async Task<IResult> KeepForPageAsync(
        Guid id, string box, NewDraft draft, KeepDraft keep, Texts texts, HttpContext http, CancellationToken cancel) =>
        Find(box, out var mistakes) is { } found
            ? (await keep.RunAsync(http.Actor(), id, found, draft, http.ExpectedVersion(), cancel)).ToOk(
                http,
                kept => new
                {
                    revision = kept.Revision,
                    entry = kept.Entry,
                    said = kept.KeptAt is { } at ? DraftState.Said(texts, at, http.SignedIn().Zone) : "",
                })
            : Problems.Of(mistakes, http);

    private static DraftBox? Find(string box, out List<FieldMistake> mistakes)
    {
        mistakes = [];
        return IncidentEndpoints.Word<DraftBox>(box, "box", mistakes);
    }
}
