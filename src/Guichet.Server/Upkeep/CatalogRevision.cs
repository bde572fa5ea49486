using Guichet.Catalog;
using Guichet.Files.Catalog;
using Guichet.Server.Catalog;

namespace Guichet.Server.Upkeep;

/// <summary>The catalogue in force, an import, and the catalogue that would come of them. Imports are compared with
/// what the sources said; what holds afterwards has the vendor's corrections laid over again.</summary>
internal sealed class CatalogRevision
{
    public CatalogRevision(CatalogInForce before, IncomingCatalog incoming)
    {
        Before = before;
        Changes = CatalogChanges.Between(
            before.Source, incoming.Products, keepsSuccession: incoming.Format == CatalogFormat.EndOfLife);
        After = new CatalogInForce(
            before.Version + 1, Changes.Products, [.. before.Corrections.Select(fact => fact.Correction)]);
        Moves = DateMove.Between(before.Products, After.Products);
    }

    public CatalogInForce Before { get; }

    /// <summary>What the import does to what the sources said.</summary>
    public CatalogChanges Changes { get; }

    public CatalogInForce After { get; }

    /// <summary>The dates that move in what holds.</summary>
    public IReadOnlyList<DateMove> Moves { get; }

    /// <summary>Those that an administrator has to approve: support ends earlier than was known.</summary>
    public IEnumerable<DateMove> Backwards => Moves.Where(move => move.Backwards);

    /// <summary>Releases of which the source comes to say what the vendor had corrected.</summary>
    public IReadOnlyList<string> CorrectionsNoLongerNeeded
    {
        get
        {
            var before = Unneeded(Before);
            return [.. Unneeded(After).Except(before).Select(correction => correction.Release).Distinct()];
        }
    }

    /// <summary>Whether a correction holds over that fact afterwards.</summary>
    public bool IsCorrected(string release, string field) => After.CorrectionsOf(release)
        .Any(fact => CatalogCorrections.NameOf(fact.Correction.Field) == field);

    private static IEnumerable<CatalogCorrection> Unneeded(CatalogInForce catalog) => catalog.Corrections
        .Where(fact => fact.Standing == CorrectionStanding.NoLongerNeeded)
        .Select(fact => fact.Correction);
}
