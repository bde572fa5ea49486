using BenchmarkDotNet.Attributes;
using Guichet.Catalog;
using Guichet.Files;
using Guichet.Files.Catalog;
using Guichet.Files.Policies;
using Guichet.Policies;

namespace Guichet.Benchmarks.Rules;

/// <summary>Reading what the product ships: done at the start, and whenever a version changes.</summary>
public class ReadingBenchmarks
{
    private readonly string catalog = Shipped.Text("catalog.json");
    private readonly string policy = Shipped.Text("policy.yaml");

    /// <summary>89 products, 446 releases.</summary>
    [Benchmark(Description = "reading: the shipped catalogue")]
    public Reading<IReadOnlyList<Product>> ReadCatalog() => CatalogFile.Read(catalog);

    /// <summary>The default policy.</summary>
    [Benchmark(Description = "reading: the shipped policy")]
    public Reading<SupportPolicy> ReadPolicy() => PolicyFile.Read(policy);
}
