using Guichet.Attachments;
using Guichet.Server.Accounts;
using Guichet.Server.Contents;
using Guichet.Server.Hosting;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Attachments;

/// <summary>Looks after files whose time has come: an examination that came to no end, an upload that nobody goes on
/// with, a file whose message was never sent, and the end of the time for which the policy keeps them.</summary>
internal sealed class TendAttachments(
    AttachmentTurn turn, IStorage storage, UploadParts parts, Examination examination, ContentKeeping contents) : ISweep
{
    private const int Most = 100;

    public async Task RunAsync(CancellationToken cancel)
    {
        var now = turn.Now;
        while (await DueAsync(now, cancel) is { Count: > 0 } due)
        {
            foreach (var file in due)
            {
                await TendAsync(file, now, cancel);
            }

            contents.Ring();
        }
    }

    private async Task<List<Attachment>> DueAsync(Instant now, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return await database.Set<Attachment>().AsNoTracking()
            .Where(file => file.DueAt <= now)
            .OrderBy(file => file.DueAt)
            .Take(Most)
            .ToListAsync(cancel);
    }

    private async Task TendAsync(Attachment file, Instant now, CancellationToken cancel)
    {
        // Its parts are left over where somebody was interrupted.
        if (file.State == AttachmentState.Waiting)
        {
            await turn.ClaimAsync(file.Id, now, cancel);
            await parts.ClearAsync(file.Id, cancel);
            await examination.RunAsync(file.Id, cancel);
        }
        else
        {
            if (file.State == AttachmentState.Receiving)
            {
                await parts.DeleteBytesAsync(file.Id, cancel);
            }

            await turn.DecideAsync(file.Id, now, cancel);
        }
    }
}

/// <summary>What the house does with one file whose time has come, each in one transaction: done twice, or interrupted
/// in between, it is done once.</summary>
internal sealed class AttachmentTurn(UnitOfWork work, InForce inForce, IClock clock)
{
    public Instant Now => clock.GetCurrentInstant();

    /// <summary>Others pass it over for a while.</summary>
    public Task ClaimAsync(AttachmentId id, Instant now, CancellationToken cancel) => work.RunAsync<bool>(
        async database =>
        {
            (await FindAsync(database, id, now, cancel))?.Claim(now);
            return true;
        },
        cancel);

    /// <summary>Forgotten, removed, or looked at again later.</summary>
    public Task DecideAsync(AttachmentId id, Instant now, CancellationToken cancel) => work.RunAsync<bool>(
        async database =>
        {
            if (await FindAsync(database, id, now, cancel) is not { } file)
            {
                return true;
            }

            var standing = await database.FindStandingAsync(file, cancel);
            if (file.State == AttachmentState.Receiving)
            {
                await database.ForgetAsync(file, now, cancel);
                return true;
            }

            var retention = (await inForce.ReadAsync(database, cancel)).Policy.Policy.Retention;
            if (!file.IsOver(standing, retention, now))
            {
                return true;
            }

            if (!standing.IsWritten)
            {
                await database.ForgetAsync(file, now, cancel);
                return true;
            }

            await database.ReleaseContentAsync(file.Content!.Value, now, cancel);
            file.Remove(now);
            database.Audit(now, null, "attachment.removed", file.Id.Value, "");
            return true;
        },
        cancel);

    private static Task<Attachment?> FindAsync(
        Database database, AttachmentId id, Instant now, CancellationToken cancel) =>
        database.Set<Attachment>().SingleOrDefaultAsync(file => file.Id == id && file.DueAt <= now, cancel);
}
