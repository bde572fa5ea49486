namespace Guichet.Catalog;

/// <summary>What an import does to the catalogue, line by line, and the products that come of it. Importing the same
/// products again changes nothing.</summary>
/// <param name="Lines">What was added, changed and refused, in the order of the import.</param>
/// <param name="Unchanged">How many of the releases given were there already, alike in every field.</param>
/// <param name="Products">The products after the import. Products and releases that it does not name stay as they
/// are: a release that stays keeps its place behind the one that stood before it.</param>
public sealed record CatalogChanges(
    IReadOnlyList<CatalogChange> Lines,
    int Unchanged,
    IReadOnlyList<Product> Products)
{
    /// <summary>False where nothing was added or changed, so that no new version of the catalogue is due.</summary>
    public bool Any => Lines.Any(line => line.Kind != CatalogChangeKind.Refused);

    /// <summary>Compares an import with the catalogue. A product or release with a fault (<see cref="CatalogFaults"/>)
    /// is refused, and what was there under its key stays; the others pass.</summary>
    /// <param name="old">The catalogue in force.</param>
    /// <param name="incoming">What the file says.</param>
    /// <param name="keepsSuccession">True for a source that cannot tell successors and generations, as the document of
    /// endoflife.date: those that the catalogue knows stay.</param>
    public static CatalogChanges Between(
        ProductCatalog old,
        IReadOnlyList<Product> incoming,
        bool keepsSuccession = false)
    {
        var comparison = new CatalogComparison(old, keepsSuccession);
        foreach (var product in incoming)
        {
            comparison.Add(product);
        }

        return comparison.Result();
    }
}

/// <summary>What happens to a line of an import.</summary>
public enum CatalogChangeKind
{
    /// <summary>It is new in the catalogue.</summary>
    Added,

    /// <summary>It was there with other facts.</summary>
    Changed,

    /// <summary>It is not taken; what was there stays.</summary>
    Refused,
}

/// <summary>One line about an import.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Subject">Product key or release reference: <c>windows-server</c>, <c>windows-server/2019</c>.</param>
/// <param name="Fields">The facts that change; empty unless <paramref name="Kind"/> is a change.</param>
/// <param name="Refusal">Why it is not taken; null unless refused.</param>
public sealed record CatalogChange(
    CatalogChangeKind Kind,
    string Subject,
    IReadOnlyList<FieldChange> Fields,
    Refusal? Refusal = null);

/// <summary>A fact that changes.</summary>
/// <param name="Field">Its name in the catalogue file: <c>mainstreamEndsOn</c>.</param>
/// <param name="From">As written in the catalogue file; empty for none.</param>
/// <param name="To">As written in the catalogue file; empty for none.</param>
public sealed record FieldChange(string Field, string From, string To);
