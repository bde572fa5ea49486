using System.IO.Compression;
using System.Text;

namespace Guichet.Server.Upkeep;

/// <summary>A text small enough to travel in a field of a form: compressed, in base 64.</summary>
internal static class Packed
{
    public static string Write(string text)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
        {
            brotli.Write(Encoding.UTF8.GetBytes(text));
        }

        return Convert.ToBase64String(packed.ToArray());
    }

    /// <summary>The text; null for what is no such text, or unpacks to more bytes than allowed.</summary>
    public static string? Read(string? packed, int longest)
    {
        var bytes = new byte[packed?.Length ?? 0];
        if (!Convert.TryFromBase64String(packed ?? "", bytes, out var written) || written == 0)
        {
            return null;
        }

        var decoder = default(BrotliDecoder);
        try
        {
            var text = new byte[longest];
            var status = decoder.Decompress(bytes.AsSpan(0, written), text, out _, out var length);
            return status == System.Buffers.OperationStatus.Done ? Encoding.UTF8.GetString(text, 0, length) : null;
        }
        finally
        {
            decoder.Dispose();
        }
    }
}
