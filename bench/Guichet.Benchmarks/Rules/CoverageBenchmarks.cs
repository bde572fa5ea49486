using BenchmarkDotNet.Attributes;
using Guichet.Accounts;
using Guichet.Catalog;
using Guichet.Coverage;
using Guichet.Files.Catalog;
using Guichet.Files.Policies;
using Guichet.Packs;

namespace Guichet.Benchmarks.Rules;

/// <summary>May this problem be supported? By the policy and the catalogue that the product ships.</summary>
public class CoverageBenchmarks
{
    private static readonly LocalDate Today = new(2026, 11, 20);

    private readonly CoverageTerms terms = PolicyFile.Read(Shipped.Text("policy.yaml")).Value!
        .CoverageOver(new ProductCatalog(1, CatalogFile.Read(Shipped.Text("catalog.json")).Value!));

    private readonly CoverageQuestion ordinary = new(
        Today, "windows-server/2019", "break-fix", SignInKind.Personal, PartnerStanding.None, [Pack("pack-5")]);

    private readonly CoverageQuestion gold = new(
        Today,
        "sql-server/2017",
        "break-fix",
        SignInKind.Work,
        new PartnerStanding(PartnerLevel.Gold, Competency: true),
        [Pack("partner-gold-20")]);

    /// <summary>Somebody with a pack of five asks about an on-premises release in extended support.</summary>
    [Benchmark(Description = "coverage: a pack of five"), Budget(5_000)]
    public CoverageDecision DecideForAPackOfFive() => CoverageRules.Decide(ordinary, terms);

    /// <summary>A gold partner's pack, for which newer releases have to be counted.</summary>
    [Benchmark(Description = "coverage: a gold partner's pack"), Budget(5_000)]
    public CoverageDecision DecideForAGoldPartner() => CoverageRules.Decide(gold, terms);

    private static HeldPlan Pack(string plan) =>
        new(plan, new IncidentPackId(Guid.CreateVersion7()), 4, Today.PlusYears(1));
}
