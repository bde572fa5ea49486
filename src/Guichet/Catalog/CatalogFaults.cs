namespace Guichet.Catalog;

/// <summary>What makes a product or a release unfit for the catalogue, whatever file it comes from.</summary>
public static class CatalogFaults
{
    private const int LongestKey = 100;
    private const int LongestName = 200;

    /// <summary>Pages beside those of the products: a product of such a key could not be looked at.</summary>
    private static readonly HashSet<string> TakenByPages = new(StringComparer.Ordinal) { "following", "suggestions" };

    /// <summary>The faults of a product itself, its releases left aside.</summary>
    public static IEnumerable<Refusal> Of(Product product)
    {
        if (!IsKey(product.Key, "-"))
        {
            yield return MalformedKey(product.Key, "lower-case letters and digits with dashes between");
        }

        if (TakenByPages.Contains(product.Key))
        {
            yield return new Refusal("catalog.key-taken", $"The key '{product.Key}' is the address of another page.")
                .With("key", product.Key);
        }

        if (!IsName(product.Name) || !product.Aliases.All(IsName))
        {
            yield return MalformedName();
        }
    }

    /// <summary>The faults of a release that show without looking at another.</summary>
    public static IEnumerable<Refusal> Of(Release release)
    {
        if (!IsKey(release.Key, "-._+"))
        {
            yield return MalformedKey(release.Key, "lower-case letters and digits, with - . _ + behind the first");
        }

        if (!IsName(release.Name))
        {
            yield return MalformedName();
        }

        if (!Follow(release.ReleasedOn, release.MainstreamEndsOn, release.ExtendedEndsOn, release.SecurityUpdatesEndOn))
        {
            yield return new Refusal(
                "catalog.dates-backwards",
                "The days do not follow: release, end of mainstream, of extended support, of security updates.");
        }

        if (release is { Policy: LifecyclePolicy.Modern, ExtendedEndsOn: not null })
        {
            yield return new Refusal(
                "catalog.extended-under-modern", "A release under the modern policy has no extended support (R10).");
        }

        if (release.SupersededBy == release.Key)
        {
            yield return UnknownSuccessor(release.Key);
        }

        if (!release.Source.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(IsWebAddress))
        {
            yield return new Refusal(
                "catalog.source-malformed", "The source is one or more http addresses, parted by a space.");
        }
    }

    /// <summary>The successor named is no other release of the product.</summary>
    public static Refusal UnknownSuccessor(string key) =>
        new Refusal("catalog.successor-unknown", $"The product has no other release '{key}' to follow this one.")
            .With("supersededBy", key);

    private static Refusal MalformedKey(string key, string rule) =>
        new Refusal("catalog.key-malformed", $"'{key}' is not a key: {rule}, {LongestKey} at most.").With("key", key);

    private static Refusal MalformedName() =>
        new("catalog.name-malformed", $"Names and aliases are one line of 1 to {LongestName} characters.");

    private static bool IsKey(string key, string between) =>
        key.Length is > 0 and <= LongestKey
        && char.IsAsciiLetterOrDigit(key[0])
        && key.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || between.Contains(letter))
        && (between.Length > 1 || char.IsAsciiLetterOrDigit(key[^1]));

    private static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && name.Trim().Length == name.Length && !name.Any(char.IsControl);

    private static bool IsWebAddress(string address) =>
        (address.StartsWith("https://", StringComparison.Ordinal)
            || address.StartsWith("http://", StringComparison.Ordinal))
        && !address.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter) || letter is '"' or '<' or '>');

    /// <summary>Whether each day that is known is on or after those before it.</summary>
    private static bool Follow(params ReadOnlySpan<LocalDate?> days)
    {
        LocalDate? last = null;
        foreach (var day in days)
        {
            if (day < last)
            {
                return false;
            }

            last = day ?? last;
        }

        return true;
    }
}
