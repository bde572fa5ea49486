namespace Guichet.Files.Catalog;

/// <summary>The two formats in which a catalogue comes.</summary>
public enum CatalogFormat
{
    /// <summary>The catalogue file of our own, see <see cref="CatalogFile"/>.</summary>
    Guichet,

    /// <summary>The document <c>products/full</c> of endoflife.date, see <see cref="EndOfLifeFile"/>.</summary>
    EndOfLife,
}
