using System.Security.Cryptography;

namespace Guichet.Server.Contents;

/// <summary>A file of this computer that is gone when it is closed, with what one must know of it before it is kept.
/// </summary>
internal sealed class PassingFile(FileStream file) : IDisposable
{
    private readonly IncrementalHash sums = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private string? hash;

    public long Length => file.Length;

    /// <summary>SHA-256, in hexadecimal and lower case; nothing can be added once it was asked.</summary>
    public string Hash => hash ??= Convert.ToHexStringLower(sums.GetHashAndReset());

    /// <summary>From its beginning.</summary>
    public Stream Stream
    {
        get
        {
            file.Position = 0;
            return file;
        }
    }

    /// <summary>Writes the stream behind what is there.</summary>
    public async Task AddAsync(Stream from, CancellationToken cancel)
    {
        file.Position = file.Length;
        var buffer = new byte[81920];
        int read;
        while ((read = await from.ReadAsync(buffer, cancel)) > 0)
        {
            sums.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), cancel);
        }

        await file.FlushAsync(cancel);
    }

    /// <summary>Its first bytes.</summary>
    public async Task<byte[]> BeginningAsync(int most, CancellationToken cancel)
    {
        var start = new byte[(int)Math.Min(most, Length)];
        await Stream.ReadExactlyAsync(start, cancel);
        return start;
    }

    public void Dispose()
    {
        file.Dispose();
        sums.Dispose();
    }
}

/// <summary>Makes passing files, in a folder of this house that no other user of the computer looks into. What an
/// earlier run left there is deleted; where nodes share the folder, an open file of another one is only unlinked.
/// </summary>
internal sealed class PassingFiles
{
    private readonly string folder;

    public PassingFiles(string folder)
    {
        this.folder = folder;
        OwnFiles.CreateFolder(folder);
        foreach (var left in Directory.GetFiles(folder))
        {
            Delete(left);
        }
    }

    public PassingFile Create()
    {
        OwnFiles.CreateFolder(folder);
        return new(new FileStream(
            Path.Combine(folder, $"{Guid.NewGuid():N}"),
            OwnFiles.Readable(new()
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
            })));
    }

    public async Task<PassingFile> OfAsync(Stream from, CancellationToken cancel)
    {
        var passing = Create();
        try
        {
            await passing.AddAsync(from, cancel);
            return passing;
        }
        catch
        {
            passing.Dispose();
            throw;
        }
    }

    /// <summary>Where it is open elsewhere, and the system does not let it go, whoever has it open deletes it.
    /// </summary>
    private static void Delete(string left)
    {
        try
        {
            File.Delete(left);
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
        }
    }
}
