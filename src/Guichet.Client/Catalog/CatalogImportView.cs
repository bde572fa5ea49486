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
/// <param name="Impact">What follows from it.</param>
public sealed record CatalogImportView(
    bool DryRun,
    string Format,
    int Version,
    int Added,
    int Changed,
    int Unchanged,
    int Refused,
    IReadOnlyList<CatalogImportLine> Lines,
    CatalogImpactView Impact);

/// <summary>What follows from an import for those who ask for support.</summary>
/// <param name="Moves">The dates that were known and change, with the vendor's corrections laid over.</param>
/// <param name="OpenIncidents">Incidents not closed, on a release that changes or that a plan covers no longer.</param>
/// <param name="Packs">Packs and contracts with something left and a usable day on which their plan covered a release
/// before and covers it no longer, counted from today.</param>
/// <param name="CorrectionsNoLongerNeeded">Releases whose correction the source comes to say by itself.</param>
public sealed record CatalogImpactView(
    IReadOnlyList<DateMoveView> Moves,
    int OpenIncidents,
    int Packs,
    IReadOnlyList<string> CorrectionsNoLongerNeeded);

/// <summary>A date that moves.</summary>
/// <param name="Release">Release reference.</param>
/// <param name="Name">The release's name.</param>
/// <param name="Field">Its name in the catalogue file.</param>
/// <param name="From">As written there; empty for none.</param>
/// <param name="To">As written there; empty for none.</param>
/// <param name="Backwards">True where support ends earlier by it than was known.</param>
public sealed record DateMoveView(string Release, string Name, string Field, string From, string To, bool Backwards);

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
/// <param name="Corrected">True where a correction of the vendor's holds over it all the same.</param>
public sealed record CatalogFieldChange(string Field, string From, string To, bool Corrected = false);

/// <summary>What made a version of the catalogue.</summary>
public enum CatalogVersionKind
{
    /// <summary>It came with the program.</summary>
    Shipped,

    /// <summary>A file was imported.</summary>
    File,

    /// <summary>It was fetched from an address.</summary>
    Address,

    /// <summary>The vendor corrected a fact.</summary>
    Correction,

    /// <summary>The vendor withdrew a correction.</summary>
    Withdrawal,
}

/// <summary>A version of the catalogue.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Source">The file or source it came from; of a correction the release.</param>
/// <param name="Added">How many products and releases were new.</param>
/// <param name="Changed">How many had other facts before.</param>
/// <param name="AppliedBy">Who did it; null for the one that was shipped, and for a source read by itself.</param>
/// <param name="AppliedAt">When.</param>
/// <param name="Kind">What made it.</param>
/// <param name="Reason">Of a correction; empty otherwise.</param>
public sealed record CatalogVersionView(
    int Version,
    string Source,
    int Added,
    int Changed,
    string? AppliedBy,
    DateTimeOffset AppliedAt,
    CatalogVersionKind Kind,
    string Reason);

/// <summary>One fact that changed in the catalogue, or a product or release that was added.</summary>
/// <param name="Version">The version of the catalogue that it came with.</param>
/// <param name="Subject">Product key or release reference.</param>
/// <param name="Kind">Added or changed.</param>
/// <param name="Field">Its name in the catalogue file; empty for what was added.</param>
/// <param name="From">As written there; empty for none.</param>
/// <param name="To">As written there; empty for none.</param>
/// <param name="Corrected">True where the source changed and a correction of the vendor's held over it.</param>
/// <param name="By">The version it came with: by whom, from where, when and why.</param>
public sealed record CatalogChangeView(
    int Version,
    string Subject,
    CatalogImportKind Kind,
    string Field,
    string From,
    string To,
    bool Corrected,
    CatalogVersionView By);
