namespace Guichet.Server.Contents;

/// <summary>Bytes in files below a folder. A file is written under another name, forced to the disk and renamed, so
/// that half of one is never read.</summary>
internal sealed class FolderContents(string root) : IContentStore
{
    public async Task PutAsync(string name, Stream from, CancellationToken cancel)
    {
        var path = PathOf(name);
        OwnFiles.CreateFolder(root);
        OwnFiles.CreateFolder(Path.GetDirectoryName(path)!);
        var unfinished = $"{path}.{Guid.NewGuid():N}";
        try
        {
            await using (var file = new FileStream(
                unfinished, OwnFiles.Readable(Options(FileMode.CreateNew, FileAccess.Write))))
            {
                await from.CopyToAsync(file, cancel);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    public Task<Stream?> OpenAsync(string name, CancellationToken cancel)
    {
        try
        {
            return Task.FromResult<Stream?>(new FileStream(PathOf(name), Options(FileMode.Open, FileAccess.Read)));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public Task DeleteAsync(string name, CancellationToken cancel)
    {
        var path = PathOf(name);
        if (Directory.Exists(Path.GetDirectoryName(path)))
        {
            File.Delete(path);
        }

        return Task.CompletedTask;
    }

    public Task DeleteAllAsync(string folder, CancellationToken cancel)
    {
        var path = PathOf(folder);
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        return Task.CompletedTask;
    }

    private static FileStreamOptions Options(FileMode mode, FileAccess access) => new()
    {
        Mode = mode,
        Access = access,
        Share = FileShare.Read | FileShare.Delete,
        Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
    };

    private string PathOf(string name) => Path.Combine(root, name.Replace('/', Path.DirectorySeparatorChar));
}
