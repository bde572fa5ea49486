using Guichet.Accounts;
using Guichet.Attachments;
using Guichet.Server.Accounts;
using Guichet.Server.Contents;
using Guichet.Server.Storage;
using Wire = Guichet.Client.Attachments;

namespace Guichet.Server.Attachments;

/// <summary>Bytes of an announced file arrive. With the last of them the file is put together, looked at and kept.
/// </summary>
internal sealed class ContinueUpload(
    UnitOfWork work, IStorage storage, UploadParts parts, FinishUpload finish, IClock clock)
{
    /// <summary>Takes bytes that follow on what is there. Refused: <c>attachment.unknown</c>,
    /// <c>attachment.wrong-offset</c>, <c>attachment.too-long</c>, <c>attachment.complete</c>, and, with the last byte,
    /// <c>attachment.executable</c> and <c>attachment.pretends</c>: the file is then forgotten;
    /// <c>attachment.parts-missing</c>: the same can be tried again.</summary>
    public async Task<Result<Wire.AttachmentView>> RunAsync(
        SignedIn signedIn, Guid id, long offset, Stream body, CancellationToken cancel)
    {
        var actor = signedIn.Actor;
        if (!(await FindAsync(actor, id, offset, cancel)).Succeeded(out var file, out var refusal))
        {
            return refusal;
        }

        using var bytes = await parts.TakeInAsync(
            new FirstBytes(body, file.Length - file.Received + 1), cancel);
        if (file.Append(offset, bytes.Length, clock.GetCurrentInstant()) is { } wrong)
        {
            return wrong;
        }

        if (bytes.Length > 0)
        {
            if ((await KeepAsync(actor, file.Id, offset, bytes, cancel)).Refusal is { } lost)
            {
                return lost;
            }
        }

        return file.Received == file.Length
            ? await finish.RunAsync(actor, file, cancel)
            : new ShownAttachment(file).AsView();
    }

    private async Task<Result<Attachment>> FindAsync(Actor actor, Guid id, long offset, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return await database.FindUploadAsync(actor, id, cancel) is not { } file
            ? new Refusal("attachment.unknown", "There is no such file.")
            : file.Append(offset, 0, clock.GetCurrentInstant()) is { } refusal ? refusal : file;
    }

    /// <summary>What is not written down is not kept: the file may have been taken back in between.</summary>
    private async Task<Result<bool>> KeepAsync(
        Actor actor, AttachmentId id, long offset, PassingFile bytes, CancellationToken cancel)
    {
        var name = await parts.PutAsync(id, offset, bytes, cancel);
        var isKept = false;
        try
        {
            var written = await WriteAsync(actor, id.Value, offset, bytes.Length, name, cancel);
            isKept = written.Refusal is null;
            return written;
        }
        finally
        {
            if (!isKept)
            {
                await parts.DropAsync(id, name);
            }
        }
    }

    private Task<Result<bool>> WriteAsync(
        Actor actor, Guid id, long offset, long count, string name, CancellationToken cancel) => work.RunAsync<bool>(
        async database =>
        {
            if (await database.FindUploadAsync(actor, id, cancel) is not { } file)
            {
                return new Refusal("attachment.unknown", "There is no such file.");
            }

            if (file.Append(offset, count, clock.GetCurrentInstant()) is { } refusal)
            {
                return refusal;
            }

            database.Add(new AttachmentPart { Attachment = file.Id, StartsAt = offset, Name = name });
            return true;
        },
        cancel);
}
