using Guichet.Catalog;
using Guichet.Files.Syntax;

namespace Guichet.Files.Catalog;

/// <summary>The catalogue file of our own, in JSON.</summary>
/// <remarks>One release stands on one line, so that a change of one date is a change of one line; and any program can
/// write it. It is JSON rather than YAML because it is read between starting the host and its first page: the
/// platform's own reader goes over the bytes without reflection. The keys are explained in
/// <c>docs/reference/catalog.md</c>.</remarks>
public static class CatalogFile
{
    internal const string Format = "guichet-catalog/1";

    internal static readonly Words<LifecyclePolicy> Policies =
        new(("fixed", LifecyclePolicy.Fixed), ("modern", LifecyclePolicy.Modern));

    internal static readonly Words<Deployment> Deployments =
        new(("on-premises", Deployment.OnPremises), ("cloud", Deployment.Cloud));

    private static readonly string[] ReleaseKeys =
    [
        "key", "name", "policy", "deployment", "releasedOn", "mainstreamEndsOn", "extendedEndsOn",
        "securityUpdatesEndOn", "endedOnUnknownDay", "supersededBy", "generation", "line", "source",
    ];

    /// <summary>The products, or all the mistakes: a file with a mistake gives no product.</summary>
    public static Reading<IReadOnlyList<Product>> Read(string text)
    {
        var mistakes = new MistakeLog();
        var products = new List<Product>();
        if (JsonSyntax.Parse(text, mistakes) is { } root)
        {
            var file = new Section(root, mistakes, "format", "credits", "products");
            if (file.Text("format") is { Length: > 0 } format && format != Format)
            {
                mistakes.Add(file.Place("format"), "catalog.format-unknown",
                    $"The format is '{Format}', not '{format}'.");
            }

            file.TextItems("credits");
            file.Require("products");
            var lines = new Dictionary<string, int>();
            foreach (var node in file.Items("products"))
            {
                var product = ReadProduct(node, mistakes);
                ReportDuplicate(node, product.Key, lines, mistakes);
                products.Add(product);
            }
        }

        return mistakes.Count == 0 ? new(products, []) : new(null, mistakes.InOrder());
    }

    /// <summary>The file's text. Reading it gives the same products again.</summary>
    /// <param name="products">The products, in the order to be written.</param>
    /// <param name="credits">Where the facts come from and under what licence, a line each.</param>
    public static string Write(IReadOnlyList<Product> products, IReadOnlyList<string>? credits = null) =>
        CatalogText.Of(products, credits ?? []);

    /// <summary>The format's own mark: what tells this file from the document of endoflife.date.</summary>
    public static bool IsOurs(string text) => text.Contains($"\"{Format}\"", StringComparison.Ordinal);

    private static Product ReadProduct(Node node, MistakeLog mistakes)
    {
        var section = new Section(node, mistakes, "key", "name", "aliases", "releases");
        section.Require("releases");
        var releases = new List<Release>();
        var lines = new Dictionary<string, int>();
        var items = section.Items("releases");
        foreach (var item in items)
        {
            var release = ReadRelease(item, mistakes);
            ReportDuplicate(item, release.Key, lines, mistakes);
            releases.Add(release);
        }

        foreach (var (release, item) in releases.Zip(items))
        {
            if (release.SupersededBy is { } next && !lines.ContainsKey(next))
            {
                Report(item, CatalogFaults.UnknownSuccessor(next), mistakes);
            }
        }

        var aliases = section.TextItems("aliases").Select(alias => alias.Text).ToList();
        var product = new Product(section.Text("key"), section.Text("name"), aliases, releases);
        if (product is { Key.Length: > 0, Name.Length: > 0 })
        {
            ReportAll(node, CatalogFaults.Of(product), mistakes);
        }

        return product;
    }

    private static Release ReadRelease(Node node, MistakeLog mistakes)
    {
        var section = new Section(node, mistakes, ReleaseKeys);
        var before = mistakes.Count;
        var release = new Release(
            section.Text("key"),
            section.Text("name"),
            section.Word("policy", Policies) ?? default,
            section.Word("deployment", Deployments) ?? default,
            section.OptionalDate("releasedOn"),
            section.OptionalDate("mainstreamEndsOn"),
            section.OptionalDate("extendedEndsOn"),
            section.OptionalText("supersededBy"),
            section.OptionalText("generation"))
        {
            SecurityUpdatesEndOn = section.OptionalDate("securityUpdatesEndOn"),
            EndedOnUnknownDay = section.Flag("endedOnUnknownDay", otherwise: false),
            Line = section.OptionalText("line") ?? "",
            Source = section.OptionalText("source") ?? "",
        };
        if (mistakes.Count == before)
        {
            ReportAll(node, CatalogFaults.Of(release), mistakes);
        }

        return release;
    }

    private static void ReportDuplicate(Node node, string key, Dictionary<string, int> lines, MistakeLog mistakes)
    {
        if (key.Length > 0 && !lines.TryAdd(key, node.Line))
        {
            mistakes.Add(node, "catalog.key-duplicate", $"The key '{key}' is taken already, on line {lines[key]}.");
        }
    }

    private static void ReportAll(Node node, IEnumerable<Refusal> faults, MistakeLog mistakes)
    {
        foreach (var fault in faults)
        {
            Report(node, fault, mistakes);
        }
    }

    private static void Report(Node node, Refusal fault, MistakeLog mistakes) =>
        mistakes.Add(node, fault.Code, fault.Message);
}
