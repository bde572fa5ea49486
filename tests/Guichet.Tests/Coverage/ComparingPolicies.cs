using CsCheck;
using Guichet.Accounts;
using Guichet.Catalog;
using Guichet.Coverage;
using Guichet.Packs;
using Guichet.Plans;
using static Guichet.Tests.Coverage.ModelTerms;

namespace Guichet.Tests.Coverage;

[Trait("Rule", "R14")]
public sealed class ComparingPolicies
{
    private static readonly LocalDate Today = ModelCatalog.Day("2026-08-22");

    [Fact]
    public void That_say_the_same_gives_nothing()
    {
        var same = CoverageComparison.Between(Terms, Terms with { }, Today);

        Assert.Empty(same.Openings);
        Assert.Empty(same.Losses);
    }

    [Fact]
    public void Names_the_releases_that_a_plan_loses_with_its_phase_for_everybody()
    {
        var mainstream = new HashSet<LifecyclePhase> { LifecyclePhase.Mainstream };
        var found = Against("pack-5", plan => plan with { Phases = mainstream });

        var opening = Assert.Single(found.Openings);
        Assert.Equal(("pack-5", 0, 0), (opening.Plan, opening.Standings.Count, opening.Opens.Count));
        Assert.Contains("windows-server/2019", opening.Closes);
        var loss = Assert.Single(found.Losses);
        Assert.Equal(opening.Closes, loss.Releases);
        Assert.DoesNotContain("windows-server", loss.Products);
    }

    [Fact]
    public void Names_the_standings_where_they_differ()
    {
        var found = Against("partner-gold-20", plan => plan with
        {
            PartnerLevels = new HashSet<PartnerLevel> { PartnerLevel.Gold, PartnerLevel.Silver },
        });

        var opening = Assert.Single(found.Openings);
        Assert.NotEmpty(opening.Standings);
        Assert.All(opening.Standings, standing => Assert.Equal(PartnerLevel.Silver, standing.Partner.Level));
        Assert.NotEmpty(opening.Opens);
        Assert.Empty(opening.Closes);
        Assert.Empty(found.Losses);
    }

    [Fact]
    public void Takes_a_plan_that_is_gone_for_lost_with_every_product()
    {
        var found = CoverageComparison.Between(
            Terms, Terms with { Plans = [.. EightPlans.Where(plan => plan.Key != "pack-5")] }, Today);

        var loss = Assert.Single(found.Losses);
        Assert.Equal("pack-5", loss.Plan);
        Assert.Contains("windows-server", loss.Products);
        Assert.Equal(loss.Releases, Assert.Single(found.Openings).Closes);
    }

    [Fact]
    [Trait("Rule", "R19")]
    public void Opens_to_work_accounts_what_a_known_issue_closed_and_calls_it_no_loss()
    {
        var ended = Terms with { KnownIssues = [] };

        var opened = CoverageComparison.Between(Terms, ended, Today);
        var closed = CoverageComparison.Between(ended, Terms, Today);

        Assert.Equal(["pay-per-incident", "pack-5"], opened.Openings.Select(one => one.Plan));
        Assert.All(
            opened.Openings.SelectMany(one => one.Standings), one => Assert.Equal(SignInKind.Work, one.SignIn));
        Assert.Empty(closed.Losses);
        Assert.NotEmpty(closed.Openings);
    }

    /// <summary>A plan is open where the decision finds it usable for somebody who holds a full pack of each.</summary>
    [Fact]
    public void Agrees_with_the_decision_on_every_release_for_every_standing() =>
        Gen.Select(Gen.Int[0, 8000], Gen.Int[0, EightPlans.Length - 1], Gen.Int[1, 3], Gen.Bool).Sample(
            (days, index, latest, hasIssue) =>
            {
                var on = ModelCatalog.Day("2010-01-01").PlusDays(days);
                var plan = EightPlans[index];
                var after = Terms with
                {
                    Plans = [.. EightPlans.Select(one => one == plan ? one with { Releases = new(latest) } : one)],
                    KnownIssues = hasIssue ? Terms.KnownIssues : [],
                };
                var found = CoverageComparison.Between(Terms, after, on).Openings.Where(one => one.Plan == plan.Key);
                foreach (var standing in CustomerStanding.All)
                {
                    var told = found
                        .Where(one => one.Standings.Count == 0 || one.Standings.Contains(standing))
                        .ToList();
                    var (was, isNow) = (Usable(Terms, plan, standing, on), Usable(after, plan, standing, on));
                    if (was.Count + isNow.Count > 0)
                    {
                        Assert.Equal(isNow.Except(was), told.SelectMany(one => one.Opens));
                        Assert.Equal(was.Except(isNow), told.SelectMany(one => one.Closes));
                    }
                }
            },
            iter: 60);

    private static List<string> Usable(
        CoverageTerms terms, SupportPlan plan, CustomerStanding standing, LocalDate on) =>
    [
        .. ModelCatalog.All.Products
            .SelectMany(product => product.Releases.Select(release => $"{product.Key}/{release.Key}"))
            .Where(release => CoverageRules.Decide(
                new CoverageQuestion(
                    on, release, "break-fix", standing.SignIn, standing.Partner,
                    [new HeldPlan(plan.Key, null, plan.Size, null)]),
                terms).For(plan.Key)!.Standing == PlanStanding.Usable),
    ];

    private static CoverageComparison Against(string key, Func<SupportPlan, SupportPlan> change) =>
        CoverageComparison.Between(
            Terms,
            Terms with { Plans = [.. EightPlans.Select(plan => plan.Key == key ? change(plan) : plan)] },
            Today);
}
