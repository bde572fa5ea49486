using Guichet.Catalog;
using Guichet.Files.Syntax;

namespace Guichet.Files.Catalog;

/// <summary>Reads the document <c>products/full</c> of the API v1 of endoflife.date into our words.</summary>
/// <remarks>
/// <para>Its "active support" (eoas) is our mainstream support, its "end of life" (eol) the end of extended support,
/// its "extended support" (eoes, paid for and for security only) the end of security updates. Its dates are last days
/// of support, as ours are.</para>
/// <para>A release whose product knows active support, and whose active support ends before its life, is under a fixed
/// policy; every other is under a modern one, in mainstream until its end. Where only the active support's end is
/// announced: a day to come is the end of mainstream, and nothing is promised behind it; one that has passed leaves
/// the release in extended support without an announced end.</para>
/// <para>A release that is over on an unknown day is <see cref="Release.EndedOnUnknownDay"/>. Releases stand newest
/// first there and oldest first here; no release names a successor, since the document does not. Releases of an annual
/// channel are a line of their own. Products of the category "service" are in the cloud, all others on premises. The
/// source is the product's page.</para>
/// </remarks>
public static class EndOfLifeFile
{
    /// <summary>The products, with a mistake for each entry that cannot be taken; the others pass. Null where the
    /// text is not such a document at all.</summary>
    public static Reading<IReadOnlyList<Product>> Read(string text)
    {
        var mistakes = new MistakeLog();
        if (JsonSyntax.Parse(text, mistakes) is not { } root)
        {
            return new(null, mistakes.InOrder());
        }

        var document = new Section(root, mistakes);
        if (document.OptionalText("schema_version") is { } version
            && !version.StartsWith("1.", StringComparison.Ordinal))
        {
            mistakes.Add(document.Place("schema_version"), "catalog.format-unknown",
                $"Version 1 of the document is read here, this is version {version}.");
        }

        document.Require("result");
        var entries = document.Items("result");
        if (mistakes.Count > 0)
        {
            return new(null, mistakes.InOrder());
        }

        var products = entries.Select(entry => ReadProduct(entry, mistakes)).OfType<Product>().ToList();
        return new(products, mistakes.InOrder());
    }

    private static Product? ReadProduct(Node node, MistakeLog mistakes)
    {
        var before = mistakes.Count;
        var product = new Section(node, mistakes);
        var (key, label) = (product.Text("name"), product.Text("label"));
        var deployment = product.OptionalText("category") == "service" ? Deployment.Cloud : Deployment.OnPremises;
        var aliases = product.TextItems("aliases").Select(alias => alias.Text).ToList();
        var source = product.Find("links") is { } links ? new Section(links, mistakes).OptionalText("html") ?? "" : "";
        product.Require("releases");
        var entries = product.Items("releases");
        if (mistakes.Count > before)
        {
            return null;
        }

        var found = entries.Select(entry => ReadRelease(entry, label, deployment, source, mistakes));
        return new Product(key, label, aliases, [.. found.OfType<Release>().Reverse()]);
    }

    private static Release? ReadRelease(
        Node node, string product, Deployment deployment, string source, MistakeLog mistakes)
    {
        var before = mistakes.Count;
        var entry = new Section(node, mistakes);
        var (key, label) = (entry.Text("name"), entry.Text("label"));
        var life = Life.Of(entry);
        var release = new Release(
            key,
            Joined(product, label),
            life.Policy,
            deployment,
            entry.OptionalDate("releaseDate"),
            life.MainstreamEndsOn,
            life.ExtendedEndsOn)
        {
            SecurityUpdatesEndOn = entry.OptionalDate("eoesFrom"),
            EndedOnUnknownDay = life.EndedOnUnknownDay,
            Line = IsOfTheAnnualChannel(label) ? "annual-channel" : "",
            Source = source,
        };
        return mistakes.Count > before ? null : release;
    }

    /// <summary>The document tells the channel in the label only: "Windows Server 23H2 AC", once "20H2 SAC".</summary>
    private static bool IsOfTheAnnualChannel(string label) =>
        label.EndsWith(" AC", StringComparison.Ordinal) || label.EndsWith(" SAC", StringComparison.Ordinal);

    /// <summary>"Microsoft Windows Server" and "Windows Server 2025" are "Microsoft Windows Server 2025".</summary>
    private static string Joined(string product, string release)
    {
        var words = product.Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            if ($"{release} ".StartsWith($"{string.Join(' ', words[i..])} ", StringComparison.OrdinalIgnoreCase))
            {
                return string.Join(' ', [.. words[..i], release]);
            }
        }

        return $"{product} {release}";
    }

    private readonly record struct Life(
        LifecyclePolicy Policy, LocalDate? MainstreamEndsOn, LocalDate? ExtendedEndsOn, bool EndedOnUnknownDay)
    {
        public static Life Of(Section entry)
        {
            var (active, isActiveOver) = (entry.OptionalDate("eoasFrom"), entry.Flag("isEoas", otherwise: false));
            var (end, isOver) = (entry.OptionalDate("eolFrom"), entry.Flag("isEol", otherwise: false));
            var endedOnUnknownDay = isOver && end is null;
            if ((active is null && !isActiveOver) || (active is not null && active == end))
            {
                return new(LifecyclePolicy.Modern, end, null, endedOnUnknownDay);
            }

            var lastsOnWithoutEnd = isActiveOver && !isOver && end is null;
            return new(LifecyclePolicy.Fixed, lastsOnWithoutEnd ? null : active, end, endedOnUnknownDay);
        }
    }
}
