using Guichet.Catalog;
using Guichet.Files.Catalog;
using Guichet.Files.Policies;

namespace Guichet.Server.Hosting;

/// <summary>The policy and the catalogue in this assembly.</summary>
/// <param name="Policy">The file, which can be read.</param>
/// <param name="Catalog">The products in the order of the file.</param>
internal sealed record Shipped(string Policy, IReadOnlyList<Product> Catalog)
{
    private static readonly Lazy<Shipped> Files = new(() =>
    {
        var policy = Text("Policies.Data.policy.yaml");
        return new Shipped(
            PolicyFile.Read(policy).Value is null ? throw Unreadable("policy") : policy,
            CatalogFile.Read(Text("Catalog.Data.catalog.json")).Value ?? throw Unreadable("catalogue"));
    });

    /// <summary>Reads both, once. Done ahead while the database comes up it costs no time, and the readers are compiled
    /// when what is stored is to be read.</summary>
    public static Shipped Read() => Files.Value;

    private static InvalidOperationException Unreadable(string what) => new($"The shipped {what} cannot be read.");

    private static string Text(string name)
    {
        using var stream = typeof(Shipped).Assembly.GetManifestResourceStream($"Guichet.Server.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
