using Guichet.Accounts;
using Guichet.Attachments;
using Guichet.Server.Contents;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using Wire = Guichet.Client.Attachments;

namespace Guichet.Server.Attachments;

/// <summary>The last byte of a file is there: it is put together, its kind is told by its content, and it is kept once
/// for all who sent the same.</summary>
internal sealed class FinishUpload(
    UnitOfWork work, UploadParts parts, ContentKeeping contents, Examination examination, IClock clock)
{
    /// <summary>Refused, and forgotten: <c>attachment.executable</c>, <c>attachment.pretends</c>. Refused, and can be
    /// tried again: <c>attachment.parts-missing</c>. Taken back meanwhile: <c>attachment.unknown</c>.</summary>
    public async Task<Result<Wire.AttachmentView>> RunAsync(Actor actor, Attachment file, CancellationToken cancel)
    {
        using var whole = await parts.PutTogetherAsync(file, cancel);
        if (whole is null)
        {
            return await AnswerAnewAsync(actor, file.Id, cancel);
        }

        var start = await whole.BeginningAsync(FileKinds.BytesNeeded, cancel);
        if (!FileKinds.Accept(file.Name, start).Succeeded(out var kind, out var refusal))
        {
            await ForgetAsync(file.Id, cancel);
            return refusal;
        }

        var isKept = false;
        while (!isKept)
        {
            var prepared = await contents.PrepareAsync(whole, cancel);
            isKept = (await KeepAsync(file.Id, kind, prepared, cancel)).Value;
        }

        await parts.ClearAsync(file.Id, cancel);

        // What comes to no end now is done again by the house, which says why it did not.
        await Trial.OfAsync(() => examination.RunAsync(file.Id, cancel), cancel);
        return await ReadAsync(actor, file.Id, cancel);
    }

    /// <summary>The first try was still at work when it was sent once more.</summary>
    private async Task<Result<Wire.AttachmentView>> AnswerAnewAsync(
        Actor actor, AttachmentId id, CancellationToken cancel)
    {
        var found = await ReadAsync(actor, id, cancel);
        return found.Succeeded(out var view, out _) && view.State == Wire.AttachmentState.Receiving
            ? new Refusal("attachment.parts-missing", "The file could not be put together; it can be tried again.")
                .With("name", view.Name)
            : found;
    }

    private async Task<Result<Wire.AttachmentView>> ReadAsync(
        Actor actor, AttachmentId id, CancellationToken cancel) =>
        await examination.ReadAsync(actor, id, cancel) is { } view
            ? view
            : new Refusal("attachment.unknown", "There is no such file.");

    /// <summary>Nothing of it stays: bytes first, then what tells of them.</summary>
    private async Task ForgetAsync(AttachmentId id, CancellationToken cancel)
    {
        await parts.DeleteBytesAsync(id, cancel);
        await work.RunAsync<bool>(
            async database =>
            {
                if (await database.Set<Attachment>().SingleOrDefaultAsync(
                    file => file.Id == id && file.State == AttachmentState.Receiving, cancel) is { } file)
                {
                    await database.ForgetAsync(file, clock.GetCurrentInstant(), cancel);
                }

                return true;
            },
            cancel);
    }

    /// <summary>True once it is kept, by this request or by another one that finished it, or taken back; false where
    /// the bytes have to be prepared again.</summary>
    private Task<Result<bool>> KeepAsync(
        AttachmentId id, FileKind kind, PreparedContent prepared, CancellationToken cancel) => work.RunAsync<bool>(
        async database =>
        {
            var now = clock.GetCurrentInstant();
            var file = await database.Set<Attachment>().SingleOrDefaultAsync(one => one.Id == id, cancel);
            if (file?.State != AttachmentState.Receiving)
            {
                return true;
            }

            var taken = await database.TakeContentAsync(prepared, now, cancel);
            if (taken is not null)
            {
                file.Finish(kind, taken.Id, now);
            }

            return taken is not null;
        },
        cancel);
}
