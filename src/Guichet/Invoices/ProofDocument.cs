namespace Guichet.Invoices;

/// <summary>A document that proves an exemption: what it is, is told by its first bytes and not by its name.</summary>
public static class ProofDocument
{
    /// <summary>Bytes that one document may have.</summary>
    public const int MostBytes = 10_000_000;

    /// <summary>How many may be sent at once.</summary>
    public const int Most = 5;

    private static ReadOnlySpan<byte> Png => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];

    /// <summary>The media type of a document. Refused: <c>document.kind-unknown</c> for anything but PDF, JPEG and PNG,
    /// <c>document.too-large</c>; the fact <c>name</c> says which.</summary>
    public static Result<string> Check(string name, ReadOnlySpan<byte> content)
    {
        if (content.Length > MostBytes)
        {
            return new Refusal("document.too-large", "The document is too large.")
                .With("name", name).With("megabytes", MostBytes / 1_000_000);
        }

        return content.StartsWith("%PDF-"u8) ? "application/pdf"
            : content.StartsWith(Png) ? "image/png"
            : content.StartsWith(Jpeg) ? "image/jpeg"
            : new Refusal("document.kind-unknown", "The document is neither PDF nor JPEG nor PNG.").With("name", name);
    }
}
