using System.Buffers.Binary;
using System.Buffers.Text;

namespace Guichet.Server.Search;

/// <summary>A place in the answer to a search: opaque outside.</summary>
/// <param name="Below">What follows has lower numbers; by relevance, what is put in order has.</param>
/// <param name="Skip">By relevance, how many of those were shown.</param>
internal readonly record struct SearchCursor(long Below, int Skip)
{
    private const int Length = 12;

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Below);
        BinaryPrimitives.WriteInt32BigEndian(bytes[8..], Skip);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The place a text stands for; the beginning for none, or for a text that is no place.</summary>
    public static SearchCursor Parse(string? text)
    {
        Span<byte> bytes = stackalloc byte[Length];
        return text is { Length: 16 }
            && Base64Url.IsValid(text)
            && Base64Url.TryDecodeFromChars(text, bytes, out var written)
            && written == Length
            && BinaryPrimitives.ReadInt64BigEndian(bytes) is >= 0 and var below
            && BinaryPrimitives.ReadInt32BigEndian(bytes[8..]) is >= 0 and var skip
                ? new SearchCursor(below, skip)
                : new SearchCursor(long.MaxValue, 0);
    }
}
