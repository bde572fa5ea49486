using System.Globalization;
using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Attachments;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Storage;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Server.Attachments;

/// <summary>Files by the API, and the same doors for the pages' own script, which is signed in by its cookie.</summary>
internal static class AttachmentEndpoints
{
    /// <summary>How much one request may bring.</summary>
    private const long MostAtOnce = 16 * 1024 * 1024;

    private static readonly Role[] BothSides = [Role.Customer, Role.Agent, Role.SupportManager];

    public static void MapAttachmentApi(this RouteGroupBuilder api)
    {
        Describe(
            api.MapGet("/incidents/{id:guid}/attachments", ListAsync),
            Scopes.IncidentsRead, "listAttachments", "List the files of an incident",
            "Oldest first. A file belongs to a message or a note and is seen by whoever sees that.")
            .Produces<Page<AttachmentView>>();
        Describe(
            api.MapPost("/incidents/{id:guid}/attachments", StartAsync),
            Scopes.IncidentsWrite, "startAttachment", "Announce a file",
            "By an id that the sender makes. Announcing it again answers how much of it is there: received is the "
                + "offset at which to go on.")
            .Produces<AttachmentView>();
        Describe(
            api.MapGet("/attachments/{id:guid}", FindAsync),
            Scopes.IncidentsRead, "getAttachment", "Read where a file stands", "With how much of it is there.")
            .Produces<AttachmentView>();
        Describe(
            api.MapPatch("/attachments/{id:guid}", ContinueAsync)
                .WithMetadata(new RequestSizeLimitAttribute(MostAtOnce)),
            Scopes.IncidentsWrite, "continueAttachment", "Send bytes of a file",
            "The body is bytes, at most 16 MiB; Upload-Offset says where they begin, which is what was received. With "
                + "the last byte the file is told by its content and examined.")
            .Produces<AttachmentView>();
        Describe(
            api.MapDelete("/attachments/{id:guid}", WithdrawAsync),
            Scopes.IncidentsWrite, "withdrawAttachment", "Take a file back",
            "One's own, as long as the message that it goes with is not sent.")
            .Produces(StatusCodes.Status204NoContent);
        Describe(
            api.MapGet("/attachments/{id:guid}/content", ContentAsync),
            Scopes.IncidentsRead, "getAttachmentContent", "Fetch a file",
            "Always as a download. What is not examined yet, or in which something was found, is not handed out.")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream");
        Describe(
            api.MapGet("/attachments/{id:guid}/thumbnail", ThumbnailAsync),
            Scopes.IncidentsRead, "getAttachmentThumbnail", "Fetch the small picture of a file",
            "Where it has one.")
            .Produces(StatusCodes.Status200OK, contentType: Thumbnails.MediaType);
    }

    public static void MapAttachmentDoors(this IEndpointRouteBuilder routes)
    {
        var doors = routes.MapScriptDoors("/attachments");
        doors.MapPost("/of/{id:guid}", StartAsync);
        doors.MapGet("/{id:guid}/state", FindAsync);
        doors.MapPatch("/{id:guid}", ContinueAsync).WithMetadata(new RequestSizeLimitAttribute(MostAtOnce));
        doors.MapDelete("/{id:guid}", WithdrawAsync);
        doors.MapGet("/{id:guid}", ContentAsync);
        doors.MapGet("/{id:guid}/thumbnail", ThumbnailAsync);
    }

    private static RouteHandlerBuilder Describe(
        RouteHandlerBuilder endpoint, string scope, string name, string summary, string description) =>
        endpoint.Allows(scope, BothSides)
            .WithName(name)
            .WithTags("Attachments")
            .WithSummary(summary)
            .WithDescription(description);

    private static async Task<IResult> ListAsync(
        Guid id, string? cursor, IStorage storage, HttpContext http, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return await database.ListAttachmentsAsync(http.Actor(), id, cursor, AttachmentQueries.PageSize, cancel)
            is { } found
            ? Results.Ok(found)
            : Problems.Of(new Refusal("incident.unknown", "There is no such incident."), http);
    }

    private static async Task<IResult> StartAsync(
        Guid id, NewAttachment attachment, StartUpload start, HttpContext http, CancellationToken cancel) =>
        (await start.RunAsync(http.SignedIn(), id, attachment, cancel)).ToOk(http);

    private static async Task<IResult> FindAsync(
        Guid id, IStorage storage, HttpContext http, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return await database.FindAttachmentViewAsync(http.Actor(), id, cancel) is { } found
            ? Results.Ok(found)
            : Problems.Of(new Refusal("attachment.unknown", "There is no such file."), http);
    }

    private static async Task<IResult> ContinueAsync(
        Guid id,
        [FromHeader(Name = "Upload-Offset")] string? offset,
        ContinueUpload next,
        HttpContext http,
        CancellationToken cancel) =>
        long.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out var begin)
            ? (await next.RunAsync(http.SignedIn(), id, begin, http.Request.Body, cancel)).ToOk(http)
            : Problems.Of([new FieldMistake("UploadOffset", "required")], http);

    private static async Task<IResult> WithdrawAsync(
        Guid id, WithdrawUpload withdraw, HttpContext http, CancellationToken cancel) =>
        (await withdraw.RunAsync(http.SignedIn(), id, cancel)).ToNoContent(http);

    private static Task<IResult> ContentAsync(Guid id, HandOut handOut, HttpContext http, CancellationToken cancel) =>
        handOut.ContentAsync(id, http, cancel);

    private static Task<IResult> ThumbnailAsync(
        Guid id, HandOut handOut, HttpContext http, CancellationToken cancel) =>
        handOut.ThumbnailAsync(id, http, cancel);
}

/// <summary>A page with a form that takes files: it may bring more than others.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TakesFilesAttribute : Attribute, IRequestSizeLimitMetadata, IFormOptionsMetadata
{
    private const long Most = 512L * 1024 * 1024;

    public long? MaxRequestBodySize => Most;

    public long? MultipartBodyLengthLimit => Most;

    public bool? BufferBody => null;

    public int? MemoryBufferThreshold => null;

    public long? BufferBodyLengthLimit => null;

    public int? ValueCountLimit => null;

    public int? KeyLengthLimit => null;

    public int? ValueLengthLimit => null;

    public int? MultipartBoundaryLengthLimit => null;

    public int? MultipartHeadersCountLimit => null;

    public int? MultipartHeadersLengthLimit => null;
}
