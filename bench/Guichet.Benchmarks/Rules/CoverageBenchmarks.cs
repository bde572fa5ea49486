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

    private readonly string[] releases;

    /// <summary>Names the releases of the catalogue.</summary>
    public CoverageBenchmarks() => releases =
    [
        .. terms.Catalog.Products.SelectMany(product => product.Releases.Select(one => $"{product.Key}/{one.Key}")),
    ];

    /// <summary>Somebody with a pack of five asks about an on-premises release in extended support.</summary>
    [Benchmark(Description = "coverage: a pack of five"), Budget(2_000)]
    public CoverageDecision DecideForAPackOfFive() => CoverageRules.Decide(ordinary, terms);

    /// <summary>A gold partner's pack, for which newer releases have to be counted.</summary>
    [Benchmark(Description = "coverage: a gold partner's pack"), Budget(2_000)]
    public CoverageDecision DecideForAGoldPartner() => CoverageRules.Decide(gold, terms);

    /// <summary>Every release of the catalogue and every plan, today: what the product pages and a change of policy
    /// ask.</summary>
    [Benchmark(Description = "coverage: every release and every plan"), Budget(1_000_000_000)]
    public int DecideForEveryRelease()
    {
        var usable = 0;
        foreach (var release in releases)
        {
            var decision = CoverageRules.Decide(gold with { Release = release }, terms);
            usable += decision.Plans.Count(plan => plan.Standing == PlanStanding.Usable);
        }

        return usable;
    }

    private static HeldPlan Pack(string plan) =>
        new(plan, new IncidentPackId(Guid.CreateVersion7()), 4, Today.PlusYears(1));
}
