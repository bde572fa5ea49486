using Guichet.Server.Hosting;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Contents;

/// <summary>Bytes that are in the store, to be taken by whoever refers to them.</summary>
/// <param name="Hash">SHA-256, in hexadecimal.</param>
/// <param name="Own">The line made for them; null where the same bytes were there.</param>
internal sealed record PreparedContent(string Hash, Guid? Own);

/// <summary>Keeps files by their content. First the bytes are prepared; then the operation that needs them takes them
/// in its own transaction, and releases them likewise.</summary>
internal sealed class ContentKeeping(
    UnitOfWork work, IStorage storage, IContentStore store, SweepBell<SweepContents> bell, IClock clock)
{
    /// <summary>The bytes lie in the store when this returns.</summary>
    public async Task<PreparedContent> PrepareAsync(PassingFile file, CancellationToken cancel)
    {
        await using (var database = storage.Read())
        {
            if (await database.FindKeptAsync(file.Hash, cancel) is not null)
            {
                return new(file.Hash, null);
            }
        }

        var arriving = StoredContent.Arrive(file.Hash, file.Length, clock.GetCurrentInstant());
        await work.RunAsync<bool>(
            database =>
            {
                database.Add(arriving);
                return Task.FromResult<Result<bool>>(true);
            },
            cancel);
        await store.PutAsync(arriving.Name, file.Stream, cancel);
        return new(file.Hash, arriving.Id);
    }

    /// <summary>The bytes from their beginning. Throws where they are missing: that is a broken store.</summary>
    public async Task<Stream> OpenAsync(string name, CancellationToken cancel) =>
        await store.OpenAsync(name, cancel)
        ?? throw new InvalidOperationException($"The store has lost the content {name}.");

    /// <summary>The bytes from their beginning; null where they may be gone and are.</summary>
    public Task<Stream?> FindAsync(string name, CancellationToken cancel) => store.OpenAsync(name, cancel);

    public Task PutAsync(string name, Stream from, CancellationToken cancel) => store.PutAsync(name, from, cancel);

    public Task DeleteAsync(string name, CancellationToken cancel) => store.DeleteAsync(name, cancel);

    public Task DeleteAllAsync(string folder, CancellationToken cancel) => store.DeleteAllAsync(folder, cancel);

    /// <summary>The small picture of bytes that nobody needs any more is deleted: whoever cleared them away may have
    /// been there before it. Not given up by whoever made it.</summary>
    public async Task DropThumbnailAsync(StoredContent content)
    {
        await using var database = storage.Read();
        if (!await database.Set<StoredContent>().AnyAsync(
            one => one.Id == content.Id && one.State == ContentState.Kept, CancellationToken.None))
        {
            await store.DeleteAsync(content.ThumbnailName, CancellationToken.None);
        }
    }

    /// <summary>Something was released: it is cleared away now and not at the next round.</summary>
    public void Ring() => bell.RingAt(clock.GetCurrentInstant());
}

/// <summary>What an operation does with contents, in its own transaction.</summary>
internal static class TakingContents
{
    public static Task<StoredContent?> FindKeptAsync(this Database database, string hash, CancellationToken cancel) =>
        database.Set<StoredContent>().SingleOrDefaultAsync(
            content => content.Hash == hash && content.State == ContentState.Kept, cancel);

    /// <summary>One more refers to the bytes; null where they have to be prepared again, since they were let go in
    /// between.</summary>
    public static async Task<StoredContent?> TakeContentAsync(
        this Database database, PreparedContent prepared, Instant now, CancellationToken cancel)
    {
        var own = prepared.Own is { } id
            ? await database.Set<StoredContent>().SingleOrDefaultAsync(content => content.Id == id, cancel)
            : null;
        var kept = await database.FindKeptAsync(prepared.Hash, cancel);
        if (kept is not null && own is not null)
        {
            // Somebody else came with the same bytes in the same moment.
            own.Leave(now);
        }

        var taken = kept ?? (own?.State == ContentState.Arriving ? own : null);
        taken?.Take();
        return taken;
    }

    /// <summary>One fewer refers to the bytes.</summary>
    public static async Task ReleaseContentAsync(
        this Database database, Guid content, Instant now, CancellationToken cancel) =>
        (await database.Set<StoredContent>().SingleAsync(one => one.Id == content, cancel)).Release(now);
}
