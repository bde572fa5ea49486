namespace Guichet.Catalog;

/// <summary>What makes a product or a release unfit for the catalogue, whatever file it comes from.</summary>
public static class CatalogFaults
{
    private const int LongestKey = 100;
    private const int LongestName = 200;

    /// <summary>The faults of a product itself, its releases left aside.</summary>
    public static IEnumerable<Refusal> Of(Product product)
    {
        if (!IsKey(product.Key, "-"))
        {
            yield return MalformedKey(product.Key, "lower-case letters and digits with dashes between");
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

        if (Backwards(release) is { } pair)
        {
            yield return new Refusal(
                "catalog.dates-backwards", $"{pair.Later} is before {pair.Earlier}: the phases of a release follow.");
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
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme is "https" or "http");

    private static (string Earlier, string Later)? Backwards(Release release)
    {
        var days = new (string Name, LocalDate? Day)[]
        {
            ("the release", release.ReleasedOn),
            ("the end of mainstream support", release.MainstreamEndsOn),
            ("the end of extended support", release.ExtendedEndsOn),
            ("the end of security updates", release.SecurityUpdatesEndOn),
        };
        var known = days.Where(day => day.Day is not null).ToList();
        foreach (var (earlier, later) in known.Zip(known.Skip(1)))
        {
            if (later.Day < earlier.Day)
            {
                return (earlier.Name, Capital(later.Name));
            }
        }

        return null;
    }

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
