using Guichet.Catalog;
using Guichet.Files;
using Guichet.Files.Catalog;
using Guichet.Server.Policies;

namespace Guichet.Server.Upkeep;

/// <summary>A catalogue that was handed in or fetched, read.</summary>
/// <param name="Products">What it says.</param>
/// <param name="Mistakes">Entries that could not be read; the others pass.</param>
/// <param name="Format">In what format it came.</param>
internal sealed record IncomingCatalog(
    IReadOnlyList<Product> Products, IReadOnlyList<Mistake> Mistakes, CatalogFormat Format)
{
    public const int LongestText = 20_000_000;

    /// <summary>The format is seen from the text where none is given. Refused: <c>file.too-large</c>,
    /// <c>catalog.mistakes</c>.</summary>
    public static Result<IncomingCatalog> Read(string text, CatalogFormat? expected = null)
    {
        if (text.Length > LongestText)
        {
            return new Refusal("file.too-large", "The file is too large.").With("megabytes", LongestText / 1_000_000);
        }

        var format = expected ?? (CatalogFile.IsOurs(text) ? CatalogFormat.Guichet : CatalogFormat.EndOfLife);
        var reading = format == CatalogFormat.Guichet ? CatalogFile.Read(text) : EndOfLifeFile.Read(text);
        return reading.Value is { } products
            ? new IncomingCatalog(products, reading.Mistakes, format)
            : FileMistakes.Refuse("catalog.mistakes", reading.Mistakes);
    }
}
