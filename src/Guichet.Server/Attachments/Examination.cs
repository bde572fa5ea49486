using Guichet.Accounts;
using Guichet.Attachments;
using Guichet.Server.Accounts;
using Guichet.Server.Contents;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using Wire = Guichet.Client.Attachments;

namespace Guichet.Server.Attachments;

/// <summary>Looks into a file that has come: the virus scanner, where there is one, then a small picture of it. Done
/// at once when the last byte is there; what comes to no end is done again by <see cref="TendAttachments"/>.</summary>
internal sealed class Examination(
    UnitOfWork work, IStorage storage, ContentKeeping contents, VirusScanner scanner, IClock clock)
{
    /// <summary>A file that is not waiting is left alone.</summary>
    public async Task RunAsync(AttachmentId id, CancellationToken cancel)
    {
        if (await FindAsync(id, cancel) is not { } content)
        {
            return;
        }

        var verdict = await ScanAsync(content, cancel);
        var thumbnail = verdict?.Threat is null ? await MakeThumbnailAsync(id, content, cancel) : null;
        if (thumbnail is null)
        {
            await JudgeAsync(id, content.Id, verdict, hasThumbnail: false, cancel);
            return;
        }

        try
        {
            await contents.PutAsync(content.ThumbnailName, thumbnail, cancel);
            await JudgeAsync(id, content.Id, verdict, hasThumbnail: true, cancel);
        }
        finally
        {
            await contents.DropThumbnailAsync(content);
        }
    }

    /// <summary>As the actor sees it; null where they do not.</summary>
    public async Task<Wire.AttachmentView?> ReadAsync(Actor actor, AttachmentId id, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return await database.FindAttachmentViewAsync(actor, id.Value, cancel);
    }

    private async Task<StoredContent?> FindAsync(AttachmentId id, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return await (
            from file in database.Set<Attachment>().AsNoTracking()
            join content in database.Set<StoredContent>() on file.Content equals content.Id
            where file.Id == id && file.State == AttachmentState.Waiting
            select content).SingleOrDefaultAsync(cancel);
    }

    private async Task<ScanVerdict?> ScanAsync(StoredContent content, CancellationToken cancel)
    {
        if (!scanner.IsConfigured)
        {
            return ScanVerdict.Clean;
        }

        await using var bytes = await contents.OpenAsync(content.Name, cancel);
        return await scanner.ScanAsync(bytes, cancel);
    }

    private async Task<MemoryStream?> MakeThumbnailAsync(
        AttachmentId id, StoredContent content, CancellationToken cancel)
    {
        if (content.HasThumbnail || content.Length > Thumbnails.MostBytes || !await IsPictureAsync(id, cancel))
        {
            return null;
        }

        await using var bytes = await contents.OpenAsync(content.Name, cancel);
        return await Thumbnails.MakeAsync(bytes, cancel);
    }

    private async Task<bool> IsPictureAsync(AttachmentId id, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return await database.Set<Attachment>()
            .AnyAsync(file => file.Id == id && Thumbnails.MediaTypes.Contains(file.MediaType), cancel);
    }

    private Task<Result<bool>> JudgeAsync(
        AttachmentId id, Guid content, ScanVerdict? verdict, bool hasThumbnail, CancellationToken cancel) =>
        work.RunAsync<bool>(
            async database =>
            {
                var now = clock.GetCurrentInstant();
                var file = await database.Set<Attachment>().SingleOrDefaultAsync(
                    one => one.Id == id && one.State == AttachmentState.Waiting, cancel);
                switch (verdict)
                {
                    case { Threat: { } threat }:
                        await QuarantineAsync(database, content, threat, now, cancel);
                        break;
                    case null:
                        file?.Postpone(now);
                        break;
                    default:
                        file?.Clear(now);
                        break;
                }

                if (hasThumbnail)
                {
                    var stored = await database.Set<StoredContent>().SingleOrDefaultAsync(
                        one => one.Id == content, cancel);
                    stored?.HasThumbnail = true;
                }

                return true;
            },
            cancel);

    /// <summary>All who sent the same bytes: what a scanner knows today it may not have known yesterday.</summary>
    private static async Task QuarantineAsync(
        Database database, Guid content, string threat, Instant now, CancellationToken cancel)
    {
        var files = await database.Set<Attachment>()
            .Where(file => file.Content == content && file.State != AttachmentState.Quarantined)
            .ToListAsync(cancel);
        foreach (var file in files)
        {
            file.Quarantine(threat, now);
            database.Audit(now, null, "attachment.quarantined", file.Id.Value, "", threat);
        }
    }
}
