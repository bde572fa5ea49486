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
    AttachmentTurn turn,
    UploadParts parts,
    Examination examination,
    ContentKeeping contents,
    ILogger<TendAttachments> logger) : ISweep
{
    public async Task RunAsync(CancellationToken cancel)
    {
        var now = turn.Now;
        while (await turn.ListDueAsync(now, cancel) is { Count: > 0 } due)
        {
            foreach (var file in due)
            {
                // One file that cannot be looked at does not keep the others.
                if (await Trial.OfAsync(() => TendAsync(file, now, cancel), cancel) is { } failure)
                {
                    logger.LogError(failure, "The file {File} could not be looked after", file.Id.Value);
                    await turn.PostponeAsync(file.Id, now, cancel);
                }
            }

            contents.Ring();
        }
    }

    private async Task TendAsync(Attachment file, Instant now, CancellationToken cancel)
    {
        switch (await turn.DecideAsync(file.Id, now, cancel))
        {
            case AttachmentFate.Examined:
                // Its parts are left over where somebody was interrupted.
                await parts.ClearAsync(file.Id, cancel);
                await examination.RunAsync(file.Id, cancel);
                break;
            case AttachmentFate.Gone:
                await parts.DeleteBytesAsync(file.Id, cancel);
                break;
            case AttachmentFate.Kept:
            default:
                break;
        }
    }
}

/// <summary>What is done with a file whose time has come.</summary>
internal enum AttachmentFate
{
    /// <summary>Nothing now: somebody has gone on with it, or it is looked at again later.</summary>
    Kept,

    /// <summary>It is looked into.</summary>
    Examined,

    /// <summary>It is forgotten or removed: what is left of its parts goes too.</summary>
    Gone,
}

/// <summary>What the house does with one file whose time has come, each in one transaction: done twice, or interrupted
/// in between, it is done once.</summary>
internal sealed class AttachmentTurn(UnitOfWork work, IStorage storage, InForce inForce, IClock clock)
{
    private const int Most = 100;

    public Instant Now => clock.GetCurrentInstant();

    /// <summary>The files whose time has come, the longest due first; not all at once.</summary>
    public async Task<List<Attachment>> ListDueAsync(Instant now, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return await database.Set<Attachment>().AsNoTracking()
            .Where(file => file.DueAt <= now)
            .OrderBy(file => file.DueAt)
            .Take(Most)
            .ToListAsync(cancel);
    }

    /// <summary>Forgotten, removed, to be examined, or looked at again later.</summary>
    public async Task<AttachmentFate> DecideAsync(AttachmentId id, Instant now, CancellationToken cancel)
    {
        var decided = await work.RunAsync<AttachmentFate>(
            async database => await FindAsync(database, id, now, cancel) is { } file
                ? await DecideAsync(database, file, now, cancel)
                : AttachmentFate.Kept,
            cancel);
        return decided.Value;
    }

    /// <summary>It could not be looked after: others first.</summary>
    public Task PostponeAsync(AttachmentId id, Instant now, CancellationToken cancel) => work.RunAsync<bool>(
        async database =>
        {
            var file = await database.Set<Attachment>().SingleOrDefaultAsync(
                one => one.Id == id && one.DueAt != null, cancel);
            file?.Postpone(now);
            return true;
        },
        cancel);

    private async Task<AttachmentFate> DecideAsync(
        Database database, Attachment file, Instant now, CancellationToken cancel)
    {
        if (file.State == AttachmentState.Receiving)
        {
            await database.ForgetAsync(file, now, cancel);
            return AttachmentFate.Gone;
        }

        var standing = await database.FindStandingAsync(file, cancel);
        var retention = (await inForce.ReadAsync(database, cancel)).Policy.Policy.Retention;
        if (file.State == AttachmentState.Waiting && !file.HasEnded(standing, retention, now))
        {
            // Others pass it over for a while.
            file.Claim(now);
            return AttachmentFate.Examined;
        }

        if (file.State != AttachmentState.Waiting && !file.IsOver(standing, retention, now))
        {
            return AttachmentFate.Kept;
        }

        if (!standing.IsWritten)
        {
            await database.ForgetAsync(file, now, cancel);
            return AttachmentFate.Gone;
        }

        await database.ReleaseContentAsync(file.Content!.Value, now, cancel);
        file.Remove(now);
        database.Audit(now, null, "attachment.removed", file.Id.Value, "");
        return AttachmentFate.Gone;
    }

    private static Task<Attachment?> FindAsync(
        Database database, AttachmentId id, Instant now, CancellationToken cancel) =>
        database.Set<Attachment>().SingleOrDefaultAsync(file => file.Id == id && file.DueAt <= now, cancel);
}
