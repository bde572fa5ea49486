using Guichet.Accounts;
using Guichet.Coverage;
using static Guichet.Tests.Coverage.ModelTerms;

namespace Guichet.Tests.Coverage;

[Trait("Rule", "R16")]
public sealed class ExplainingADecision
{
    private const string Today = "2026-08-22";

    [Fact]
    public void Rules_that_close_nothing_are_told_with_the_fact_they_looked_at()
    {
        var asked = Explain(Question("windows-server/2025", Today), "program-support").Asked;

        Assert.DoesNotContain(asked, rule => rule.Closes);
        Assert.Contains(
            new AskedRule(new("release.mainstream-ended", ModelCatalog.Day("2029-11-13")), Closes: false), asked);
        Assert.Contains(new AskedRule(new("phase.paid-only", ModelCatalog.Day("2029-11-13")), Closes: false), asked);
        Assert.Contains(
            new AskedRule(new("release.support-ended", ModelCatalog.Day("2034-11-14")), Closes: false), asked);
    }

    [Fact, Trait("Rule", "R15")]
    public void The_newest_releases_are_named_whether_this_is_one_or_not()
    {
        var question = Question("windows-server/2022", Today).As(Gold).Holding("partner-gold-20");
        const string Newest = "Windows Server 2025, Windows Server 2022";

        var rule = Assert.Single(
            Explain(question, "partner-gold-20").Asked, one => one.Reason.Code == "release.not-latest-two");

        Assert.Equal(new AskedRule(new("release.not-latest-two", null, Newest), Closes: false), rule);
    }

    [Fact, Trait("Rule", "R19")]
    public void A_known_issue_that_does_not_concern_the_sign_in_is_told() =>
        Assert.Contains(
            new AskedRule(new("sign-in.known-issue", null, "KB 4490370"), Closes: false),
            Explain(Question("windows-server/2025", Today), "pack-5").Asked);

    [Fact]
    public void A_plan_not_offered_says_which_standing_it_is_for() =>
        Assert.Equal(
            [new("sign-in.kind", null, "personal, work"), new("partner.level", null, "gold")],
            Explain(Question("windows-server/2025", Today), "partner-gold-20").Asked.Select(rule => rule.Reason));

    [Fact, Trait("Rule", "R13")]
    public void Of_an_unknown_release_nothing_else_is_asked()
    {
        var explained = CoverageRules.Explain(Question("windows-server/1899", Today), Terms);

        Assert.All(explained.Plans, plan => Assert.Equal(
            new AskedRule(new("release.unknown", null, "windows-server/1899"), Closes: true),
            Assert.Single(plan.Asked)));
    }

    [Fact, Trait("Rule", "R21")]
    public void Each_pack_is_asked_by_itself()
    {
        var question = Question("windows-server/2025", Today).Holding("pack-5", left: 0, expiresOn: "2026-08-22");

        var pack = Assert.Single(Explain(question, "pack-5").Packs);

        Assert.Equal(
            [new(new("pack.expired", ModelCatalog.Day(Today)), false), new(new("pack.exhausted"), true)], pack);
    }

    [Fact, Trait("Rule", "R20")]
    public void What_is_held_is_asked_of_a_contract() =>
        Assert.Contains(
            new AskedRule(new("plan.not-held"), Closes: false),
            Explain(Question("windows-server/2025", Today).As(Gold).Holding("partner-gold-20"), "partner-gold-20")
                .Asked);

    private static PlanExplanation Explain(CoverageQuestion question, string plan) =>
        CoverageRules.Explain(question, Terms).Plans.Single(one => one.Coverage.Plan.Key == plan);
}
