using Guichet.Accounts;
using Guichet.Attachments;
using Guichet.Server.Accounts;
using Guichet.Server.Contents;
using Guichet.Server.Hosting;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Attachments;

/// <summary>Hands files out so that no browser runs them as a page: as a download, under the kind told by the content,
/// in a sandbox. Who asks is looked at each time.</summary>
internal sealed class HandOut(IStorage storage, ContentKeeping contents)
{
    private const string Sandbox = "sandbox; default-src 'none'";

    /// <summary>The file. Refused: <c>attachment.unknown</c>, <c>attachment.not-ready</c>,
    /// <c>attachment.quarantined</c>, <c>attachment.removed</c>.</summary>
    public Task<IResult> ContentAsync(Guid id, HttpContext http, CancellationToken cancel) =>
        AnswerAsync(id, isThumbnail: false, http, cancel);

    /// <summary>The small picture of it. Refused likewise; <c>attachment.unknown</c> where there is none.</summary>
    public Task<IResult> ThumbnailAsync(Guid id, HttpContext http, CancellationToken cancel) =>
        AnswerAsync(id, isThumbnail: true, http, cancel);

    private async Task<IResult> AnswerAsync(Guid id, bool isThumbnail, HttpContext http, CancellationToken cancel)
    {
        if (!(await FindAsync(http.Actor(), id, isThumbnail, cancel)).Succeeded(out var found, out var refusal))
        {
            return Problems.Of(refusal, http);
        }

        var (file, content) = found;
        var bytes = await contents.OpenAsync(isThumbnail ? content.ThumbnailName : content.Name, cancel);
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Sandbox;
        headers.CacheControl = "private, no-store";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return Results.Stream(
            bytes,
            isThumbnail ? Thumbnails.MediaType : file.MediaType,
            isThumbnail ? file.Name + ".jpg" : file.Name,
            enableRangeProcessing: bytes.CanSeek);
    }

    private async Task<Result<(Attachment File, StoredContent Content)>> FindAsync(
        Actor actor, Guid id, bool isThumbnail, CancellationToken cancel)
    {
        await using var database = storage.Read();
        if (await database.FindAttachmentAsync(actor, id, cancel) is not { } file)
        {
            return new Refusal("attachment.unknown", "There is no such file.");
        }

        if (WhyNot(file) is { } refusal)
        {
            return refusal;
        }

        var content = await database.Set<StoredContent>().AsNoTracking()
            .SingleAsync(one => one.Id == file.Content, cancel);
        return isThumbnail && !content.HasThumbnail
            ? new Refusal("attachment.unknown", "There is no small picture of it.")
            : (file, content);
    }

    private static Refusal? WhyNot(Attachment file) => file.State switch
    {
        AttachmentState.Ready => null,
        AttachmentState.Quarantined => new Refusal(
            "attachment.quarantined", "The virus scanner has found something in the file.").With("name", file.Name),
        AttachmentState.Removed => new Refusal(
            "attachment.removed", "The file was deleted when its time was over.").With("name", file.Name),
        _ => new Refusal("attachment.not-ready", "The file is not examined yet.").With("name", file.Name),
    };
}
