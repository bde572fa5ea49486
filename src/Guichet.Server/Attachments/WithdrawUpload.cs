using Guichet.Attachments;
using Guichet.Server.Accounts;
using Guichet.Server.Contents;
using Guichet.Server.Storage;

namespace Guichet.Server.Attachments;

/// <summary>Somebody takes a file of their own back, before the message that it goes with is sent.</summary>
internal sealed class WithdrawUpload(UnitOfWork work, UploadParts parts, ContentKeeping contents, IClock clock)
{
    /// <summary>Refused: <c>attachment.unknown</c>, <c>attachment.sent</c>.</summary>
    public async Task<Result<bool>> RunAsync(SignedIn signedIn, Guid id, CancellationToken cancel)
    {
        var result = await work.RunAsync<bool>(
            async database =>
            {
                if (await database.FindUploadAsync(signedIn.Actor, id, cancel) is not { } file)
                {
                    return new Refusal("attachment.unknown", "There is no such file.");
                }

                if (file.State != AttachmentState.Receiving
                    && (await database.FindStandingAsync(file, cancel)).IsWritten)
                {
                    return new Refusal("attachment.sent", "The file was sent already.");
                }

                await database.ForgetAsync(file, clock.GetCurrentInstant(), cancel);
                return true;
            },
            cancel);
        if (result.Refusal is null)
        {
            await parts.DeleteBytesAsync(new AttachmentId(id), cancel);
            contents.Ring();
        }

        return result;
    }
}
