namespace Guichet.Catalog;

/// <summary>The work behind <see cref="CatalogChanges.Between"/>: products are added one by one.</summary>
internal sealed class CatalogComparison(ProductCatalog old, bool keepsSuccession)
{
    private readonly List<CatalogChange> lines = [];
    private readonly List<Product> products = [.. old.Products];
    private readonly HashSet<string> seen = [];
    private int unchanged;

    public CatalogChanges Result() => new(lines, unchanged, products);

    public void Add(Product given)
    {
        var before = old.FindProduct(given.Key);
        var incoming = keepsSuccession && before is not null ? WithSuccessionOf(before, given) : given;
        var refusals = new List<CatalogChange>();
        var accepted = Acceptable(incoming, before, refusals);
        var refusal = !seen.Add(incoming.Key)
            ? new Refusal("catalog.key-duplicate", "The import names this product twice.")
            : CatalogFaults.Of(incoming).FirstOrDefault();
        if (refusal is null && before is null && accepted.Count == 0)
        {
            refusal = new Refusal("catalog.product-empty", "It has no release that can be taken.");
        }

        if (refusal is not null)
        {
            lines.Add(Refuse(incoming.Key, refusal));
            lines.AddRange(refusals);
            return;
        }

        var after = incoming with { Releases = InOrder(accepted, before) };
        Put(after, before);
        Compare(
            incoming.Key,
            before is null ? null : CatalogFact.Of(before, before),
            CatalogFact.Of(after, before));
        foreach (var release in accepted)
        {
            var was = before?.Releases.FirstOrDefault(other => other.Key == release.Key);
            unchanged += was is not null && CatalogFact.Of(was).SequenceEqual(CatalogFact.Of(release)) ? 1 : 0;
            Compare($"{incoming.Key}/{release.Key}", was is null ? null : CatalogFact.Of(was), CatalogFact.Of(release));
        }

        lines.AddRange(refusals);
    }

    private static Product WithSuccessionOf(Product before, Product given)
    {
        var known = before.Releases.ToDictionary(release => release.Key);
        return given with
        {
            Releases =
            [
                .. given.Releases.Select(release => known.TryGetValue(release.Key, out var was)
                    ? Kept(release, was)
                    : release),
            ],
        };
    }

    private static Release Kept(Release release, Release was) => release with
    {
        SupersededBy = was.SupersededBy,
        Generation = was.Generation,
        Line = release.Line.Length > 0 ? release.Line : was.Line,
    };

    /// <summary>Refusing a release can leave another without its successor, so that is looked at to the end.</summary>
    private static List<Release> Acceptable(Product incoming, Product? before, List<CatalogChange> refusals)
    {
        var keys = new HashSet<string>();
        var accepted = new List<Release>();
        foreach (var release in incoming.Releases)
        {
            var refusal = CatalogFaults.Of(release).FirstOrDefault();
            refusal ??= keys.Add(release.Key)
                ? null
                : new Refusal("catalog.key-duplicate", "The import names this release twice.");
            if (refusal is null)
            {
                accepted.Add(release);
            }
            else
            {
                refusals.Add(Refuse($"{incoming.Key}/{release.Key}", refusal));
            }
        }

        keys = [.. accepted.Select(release => release.Key), .. before?.Releases.Select(release => release.Key) ?? []];
        while (accepted.Find(release => release.SupersededBy is { } next && !keys.Contains(next)) is { } dangling)
        {
            accepted.Remove(dangling);
            if (before?.Releases.Any(release => release.Key == dangling.Key) != true)
            {
                keys.Remove(dangling.Key);
            }

            refusals.Add(Refuse(
                $"{incoming.Key}/{dangling.Key}", CatalogFaults.UnknownSuccessor(dangling.SupersededBy!)));
        }

        return accepted;
    }

    /// <summary>The import's order; a release that it does not name keeps its place behind its forerunner.</summary>
    private static List<Release> InOrder(List<Release> accepted, Product? before)
    {
        var order = accepted.ToList();
        string? forerunner = null;
        foreach (var release in before?.Releases ?? [])
        {
            if (!order.Exists(other => other.Key == release.Key))
            {
                order.Insert(order.FindIndex(other => other.Key == forerunner) + 1, release);
            }

            forerunner = release.Key;
        }

        return order;
    }

    private void Put(Product after, Product? before)
    {
        if (before is null)
        {
            products.Add(after);
        }
        else
        {
            products[products.IndexOf(before)] = after;
        }
    }

    private void Compare(string subject, IReadOnlyList<CatalogFact>? before, IReadOnlyList<CatalogFact> after)
    {
        if (before is null)
        {
            lines.Add(new CatalogChange(CatalogChangeKind.Added, subject, []));
            return;
        }

        var changes = CatalogFact.Changes(before, after);
        if (changes.Count > 0)
        {
            lines.Add(new CatalogChange(CatalogChangeKind.Changed, subject, changes));
        }
    }

    private static CatalogChange Refuse(string subject, Refusal refusal) =>
        new(CatalogChangeKind.Refused, subject, [], refusal);
}
