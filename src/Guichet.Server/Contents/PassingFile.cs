using System.Security.Cryptography;

namespace Guichet.Server.Contents;

/// <summary>A file of this computer that is gone when it is closed, with what one must know of it before it is kept.
/// </summary>
internal sealed class PassingFile : IDisposable
{
    private readonly FileStream file = new(
        Path.Combine(Path.GetTempPath(), $"guichet-{Guid.NewGuid():N}"),
        new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        });

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

    public static async Task<PassingFile> OfAsync(Stream from, CancellationToken cancel)
    {
        var passing = new PassingFile();
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
