namespace Guichet.Client.Catalog;

/// <summary>What an import did to the catalogue, or would do.</summary>
/// <param name="DryRun">True where nothing was written.</param>
/// <param name="Format">The format that was recognised: <c>guichet-catalog/1</c> or <c>endoflife.date/1</c>.</param>
/// <param name="Version">The catalogue's version afterwards; for a dry run the one it was compared with.</param>
/// <param name="Added">Products and releases that are new.</param>
/// <param name="Changed">Products and releases with other facts than before.</param>
/// <param name="Unchanged">Releases that were there already, alike in every field.</param>
/// <param name="Refused">Entries that were not taken.</param>
/// <param name="Lines">Each of these but the unchanged, in the order of the file.</param>
public sealed record CatalogImportView(
    bool DryRun,
    string Format,
    int Version,
    int Added,
    int Changed,
    int Unchanged,
    int Refused,
    IReadOnlyList<CatalogImportLine> Lines);

/// <summary>What happens to an entry of an import.</summary>
public enum CatalogImportKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It was there with other facts.</summary>
    Changed,

    /// <summary>It is not taken; what was there stays.</summary>
    Refused,
}

/// <summary>One entry of an import.</summary>
/// <param name="Kind">What happens to it.</param>
/// <param name="Subject">Product key or release reference, or <c>12:5</c>, the place in a file that could not be read.
/// </param>
/// <param name="Fields">The facts that change.</param>
/// <param name="Code">Why it is refused; null unless it is.</param>
/// <param name="Sentence">The same in words.</param>
public sealed record CatalogImportLine(
    CatalogImportKind Kind,
    string Subject,
    IReadOnlyList<CatalogFieldChange> Fields,
    string? Code = null,
    string? Sentence = null);

/// <summary>A fact that changes.</summary>
/// <param name="Field">Its name in the catalogue file.</param>
/// <param name="From">As written there; empty for none.</param>
/// <param name="To">As written there; empty for none.</param>
public sealed record CatalogFieldChange(string Field, string From, string To);

/// <summary>An import that changed the catalogue.</summary>
/// <param name="Version">The version it made.</param>
/// <param name="Source">The file it came from.</param>
/// <param name="Added">How many products and releases were new.</param>
/// <param name="Changed">How many had other facts before.</param>
/// <param name="AppliedBy">Who imported it; null for the one that was shipped.</param>
/// <param name="AppliedAt">When.</param>
public sealed record CatalogVersionView(
    int Version, string Source, int Added, int Changed, string? AppliedBy, DateTimeOffset AppliedAt);
