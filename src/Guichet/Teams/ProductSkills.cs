using Guichet.Catalog;

namespace Guichet.Teams;

/// <summary>What people are good at, written as references of the catalogue: a product (<c>windows-server</c>), a line
/// of it (<c>windows-server/annual</c>) or a release (<c>windows-server/2019</c>).</summary>
public static class ProductSkills
{
    /// <summary>The references that a problem with that release is about, from the widest to the narrowest. A release
    /// that the catalogue does not know any more has its product and itself.</summary>
    public static IReadOnlyList<string> Of(string release, ProductCatalog catalog)
    {
        var product = release.Split('/')[0];
        return catalog.FindRelease(release) is { Release.Line.Length: > 0 } found
            ? [product, $"{product}/{found.Release.Line}", release]
            : [product, release];
    }

    /// <summary>Whether the skills reach one of the references.</summary>
    public static bool Reach(this IReadOnlyList<string> skills, IReadOnlyList<string> references) =>
        skills.Any(references.Contains);

    /// <summary>Whether the catalogue knows the skill.</summary>
    public static bool IsKnown(string skill, ProductCatalog catalog) =>
        skill.Split('/') is var parts
        && catalog.FindProduct(parts[0]) is { } product
        && (parts.Length == 1
            || (parts.Length == 2
                && product.Releases.Any(release => release.Key == parts[1] || release.Line == parts[1])));
}
