using Guichet.Catalog;
using Guichet.Coverage;
using Guichet.Files.Catalog;
using Guichet.Files.Coverage;
using Guichet.Files.Policies;
using Guichet.Tests.Files;
using Guichet.Tests.Tidy;

namespace Guichet.Tests.Coverage;

/// <summary>The shipped policy over the shipped catalogue, proved by the cases in <c>Cases</c>.</summary>
[Trait("Rule", "R9")]
[Trait("Rule", "R10")]
[Trait("Rule", "R11")]
[Trait("Rule", "R12")]
[Trait("Rule", "R13")]
[Trait("Rule", "R14")]
[Trait("Rule", "R15")]
[Trait("Rule", "R16")]
[Trait("Rule", "R17")]
[Trait("Rule", "R18")]
[Trait("Rule", "R19")]
[Trait("Rule", "R20")]
public sealed class ProvingThePolicy
{
    private static readonly LocalDate NotToday = new(1999, 1, 1);

    private static readonly string Example = Path.Combine(Sources.Root, "examples", "open-source-database");

    private static readonly CoverageTerms Shipped = PolicyFile.Read(DataFile.Text("policy.yaml")).Value!
        .CoverageOver(new ProductCatalog(1, CatalogFile.Read(DataFile.Text("catalog.json")).Value!));

    public static IReadOnlyList<string> Files { get; } =
        [.. Directory.EnumerateFiles(Folder(), "*.jsonl").Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_case_of_ours_passes() =>
        Findings.None(
            from one in Cases()
            let decision = CoverageRules.Decide(one.Ask(Shipped.Plans, NotToday), Shipped)
            from difference in one.Compare(decision)
            select $"{one.Id}: {CaseSentences.Of(difference, decision)}");

    [Fact]
    public void There_are_enough_of_them_and_each_says_what_it_shows()
    {
        var cases = Cases().ToList();

        Assert.True(cases.Count >= 150, $"Only {cases.Count} cases.");
        Assert.Equal(cases.Count, cases.Select(one => one.Id).Distinct().Count());
        Assert.All(cases, one => Assert.NotEmpty(one.Expects));
        Assert.All(cases, one => Assert.NotNull(one.On));
        Assert.Empty(Enumerable.Range(9, 12).Select(number => $"R{number}").Except(cases.Select(one => one.Rule)));
        Assert.Empty(cases.Select(one => one.Rule).Except(Enumerable.Range(9, 15).Select(number => $"R{number}")));
    }

    [Fact]
    public void Every_reason_that_the_shipped_policy_can_give_is_shown()
    {
        string[] others =
        [
            "release.unknown", "wish.not-covered", "phase.not-covered", "release.not-latest", "sign-in.kind",
            "pack.disputed",
        ];
        var shown = Cases().SelectMany(one => one.Expects).SelectMany(plan => plan.Reasons).ToHashSet();

        Assert.Empty(typeof(CoverageCodes).GetFields()
            .Select(field => (string)field.GetRawConstantValue()!)
            .Except(others)
            .Except(shown));
    }

    /// <summary>The cases would pass a decision that says nothing if they did not name what they expect: each policy
    /// changed in one place fails some of them.</summary>
    [Theory]
    [InlineData("partner-gold-20")]
    [InlineData("pay-per-incident")]
    [InlineData("signature-cloud")]
    public void A_policy_without_one_of_its_plans_fails(string plan)
    {
        var without = Shipped with { Plans = [.. Shipped.Plans.Where(known => known.Key != plan)] };

        Assert.Contains(Cases(), one =>
            one.Compare(CoverageRules.Decide(one.Ask(without.Plans, NotToday), without)).Count > 0);
    }

    /// <summary>What a case names is compared, and nothing else.</summary>
    [Theory]
    [InlineData(PlanStanding.Unavailable, "release.not-latest-two", "")]
    [InlineData(PlanStanding.Unavailable, "", "")]
    [InlineData(PlanStanding.Unavailable, "pack.exhausted", "pack.exhausted")]
    [InlineData(PlanStanding.Unavailable, "release.not-latest-two sign-in.kind pack.expired", "sign-in.kind pack.expired")]
    [InlineData(PlanStanding.Usable, "", "")]
    [InlineData(PlanStanding.NotOffered, "release.not-latest-two", "")]
    public void A_case_differs_by_its_group_and_by_each_reason_that_is_not_given(
        PlanStanding expected, string reasons, string missing)
    {
        const string Plan = "partner-gold-20";
        var question = ModelTerms.Question("windows-server/2019", "2026-08-22").As(ModelTerms.Gold).Holding(Plan);
        var proved = new CoverageCase("one", question.Release) { Expects = [new(Plan, expected, Codes(reasons))] };

        var differences = proved.Compare(question.Decide());

        if (expected == PlanStanding.Unavailable && missing.Length == 0)
        {
            Assert.Empty(differences);
            return;
        }
        var difference = Assert.Single(differences);
        Assert.Equal((Plan, (PlanStanding?)expected), (difference.Plan, difference.Expected));
        Assert.Equal(PlanStanding.Unavailable, difference.Found!.Standing);
        Assert.Equal(Codes(missing), difference.Missing);
    }

    [Fact]
    public void A_case_that_holds_a_plan_unknown_to_the_policy_differs()
    {
        var question = ModelTerms.Question("windows-server/2019", "2026-08-22");
        var proved = new CoverageCase("one", question.Release)
        {
            Holds = [new("no-such-plan"), new("no-such-plan")],
        };

        var difference = Assert.Single(proved.Compare(question.Decide()));

        Assert.Equal(("no-such-plan", (PlanStanding?)null), (difference.Plan, difference.Expected));
        Assert.Null(difference.Found);
    }

    private static string[] Codes(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    [Fact, Trait("Rule", "R14")]
    public void Another_vendors_policy_needs_no_code()
    {
        var catalog = CatalogFile.Read(File.ReadAllText(Path.Combine(Example, "catalog.json")));
        var policy = PolicyFile.Read(File.ReadAllText(Path.Combine(Example, "policy.yaml")));
        var cases = CaseFile.Read(File.ReadAllText(Path.Combine(Example, "cases.jsonl")));
        Findings.None(catalog.Mistakes.Concat(policy.Mistakes).Concat(cases.Mistakes).Select(one => one.ToString()));

        var terms = policy.Value!.CoverageOver(new ProductCatalog(1, catalog.Value!));

        Assert.True(cases.Value!.Count > 30);
        Assert.Empty(terms.Plans.Select(plan => plan.Key).Intersect(Shipped.Plans.Select(plan => plan.Key)));
        Findings.None(
            from one in cases.Value
            let decision = CoverageRules.Decide(one.Ask(terms.Plans, NotToday), terms)
            from difference in one.Compare(decision)
            select $"{one.Id}: {CaseSentences.Of(difference, decision)}");
    }

    private static IEnumerable<CoverageCase> Cases() =>
        Files.SelectMany(file => CaseFile.Read(File.ReadAllText(file)).Value!);

    private static string Folder() => Path.Combine(AppContext.BaseDirectory, "Coverage", "Cases");
}
