using System.Buffers.Binary;
using System.Buffers.Text;

namespace Guichet.Server.Storage;

/// <summary>A place in a list that is sorted by an instant and then by id, within ranks where it has any: opaque
/// outside, stable while the list changes.</summary>
internal readonly record struct Cursor(Instant At, Guid Id, byte Rank = 0)
{
    private const int Length = 25;

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Microseconds.Of(At));
        Id.TryWriteBytes(bytes[8..]);
        bytes[24] = Rank;
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The place a text stands for; null for none, or for a text that is no place: the list's beginning.
    /// </summary>
    public static Cursor? Parse(string? text)
    {
        Span<byte> bytes = stackalloc byte[Length];
        return text is not null
            && text.Length <= 40
            && Base64Url.IsValid(text)
            && Base64Url.TryDecodeFromChars(text, bytes, out var written)
            && written == Length
            && BinaryPrimitives.ReadInt64BigEndian(bytes) is >= 0 and < 253_402_300_800_000_000 and var at
                ? new Cursor(Microseconds.ToInstant(at), new Guid(bytes.Slice(8, 16)), bytes[24])
                : null;
    }
}
