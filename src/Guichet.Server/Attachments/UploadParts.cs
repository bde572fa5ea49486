using System.Globalization;
using Guichet.Attachments;
using Guichet.Server.Contents;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Attachments;

/// <summary>The bytes of files that are still arriving: in the store, so that every node can go on with them.</summary>
internal sealed class UploadParts(UnitOfWork work, IStorage storage, ContentKeeping contents, PassingFiles passing)
{
    /// <summary>Bytes as they arrive, before anybody knows whether they are wanted.</summary>
    public Task<PassingFile> TakeInAsync(Stream from, CancellationToken cancel) => passing.OfAsync(from, cancel);

    /// <summary>Keeps bytes under a name that nobody else uses.</summary>
    public async Task<string> PutAsync(AttachmentId file, long offset, PassingFile bytes, CancellationToken cancel)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{FolderOf(file)}{offset:D15}-{Guid.NewGuid():N}");
        await contents.PutAsync(name, bytes.Stream, cancel);
        return name;
    }

    /// <summary>Bytes that were put are deleted, unless a line tells of them all the same: of a write that broke off
    /// nobody knows how it ended. Not given up by whoever gives up the upload.</summary>
    public async Task DropAsync(AttachmentId file, string name)
    {
        await using var database = storage.Read();
        if (!await database.Set<AttachmentPart>().AnyAsync(
            part => part.Attachment == file && part.Name == name, CancellationToken.None))
        {
            await contents.DeleteAsync(name, CancellationToken.None);
        }
    }

    /// <summary>All that has come, in one file; null where some of it is not there any more, because another request
    /// has put it together or taken it back.</summary>
    public async Task<PassingFile?> PutTogetherAsync(Attachment file, CancellationToken cancel)
    {
        List<AttachmentPart> parts;
        await using (var database = storage.Read())
        {
            parts = await database.Set<AttachmentPart>().AsNoTracking()
                .Where(part => part.Attachment == file.Id)
                .OrderBy(part => part.StartsAt)
                .ToListAsync(cancel);
        }

        var whole = passing.Create();
        var isWhole = false;
        try
        {
            foreach (var part in parts)
            {
                await using var bytes = await contents.FindAsync(part.Name, cancel);
                await whole.AddAsync(bytes ?? Stream.Null, cancel);
            }

            isWhole = whole.Length == file.Length;
            return isWhole ? whole : null;
        }
        finally
        {
            if (!isWhole)
            {
                whole.Dispose();
            }
        }
    }

    /// <summary>They are needed no more. First the bytes, then the lines that tell of them.</summary>
    public async Task ClearAsync(AttachmentId file, CancellationToken cancel)
    {
        await DeleteBytesAsync(file, cancel);
        await work.RunAsync<bool>(
            async database =>
            {
                await database.Set<AttachmentPart>().Where(part => part.Attachment == file).ExecuteDeleteAsync(cancel);
                return true;
            },
            cancel);
    }

    /// <summary>The bytes alone; the lines are gone or go with their file.</summary>
    public Task DeleteBytesAsync(AttachmentId file, CancellationToken cancel) =>
        contents.DeleteAllAsync(FolderOf(file), cancel);

    private static string FolderOf(AttachmentId file) => $"uploads/{file.Value:N}/";
}

internal static class ForgettingUploads
{
    /// <summary>The file was never shown to anybody else: its line goes, and what it refers to is released.</summary>
    public static async Task ForgetAsync(
        this Database database, Attachment file, Instant now, CancellationToken cancel)
    {
        if (file.Content is { } content)
        {
            await database.ReleaseContentAsync(content, now, cancel);
        }

        await database.Set<AttachmentPart>().Where(part => part.Attachment == file.Id).ExecuteDeleteAsync(cancel);
        database.Remove(file);
    }
}
