using Guichet.Accounts;
using Guichet.Coverage;
using static Guichet.Tests.Coverage.ModelTerms;

namespace Guichet.Tests.Coverage;

[Trait("Rule", "R19")]
public sealed class LivingWithAKnownIssue
{
    private static readonly CoverageQuestion AtWork =
        Question("windows-server/2025", "2026-08-22").With(SignInKind.Work);

    [Theory]
    [InlineData("pay-per-incident")]
    [InlineData("pack-5")]
    public void A_work_account_can_neither_buy_nor_use_the_plan(string plan)
    {
        var bought = AtWork.LineOf(plan);
        var held = AtWork.Holding(plan).LineOf(plan);

        Assert.All([bought, held], line =>
        {
            Assert.Equal((PlanStanding.Unavailable, false), (line.Standing, line.CanBuy));
            Assert.Equal(new CoverageReason("sign-in.known-issue", null, "KB 4490370"), Assert.Single(line.Reasons));
            Assert.Equal(new WayOut("sign-in", "personal", ModelCatalog.Day("2034-11-14")), line.WayOut);
        });
    }

    [Fact]
    public void A_personal_account_is_not_concerned() =>
        Assert.Equal(PlanStanding.Usable, AtWork.With(SignInKind.Personal).LineOf("pay-per-incident").Standing);

    [Theory]
    [InlineData("2026-08-09", true)]
    [InlineData("2026-08-10", false)]
    [InlineData("2026-08-20", false)]
    [InlineData("2026-08-21", true)]
    public void The_offer_comes_back_by_itself_on_the_day_after_its_last(string on, bool open)
    {
        var issue = PayPerIncidentNeedsPersonalAccount with
        {
            From = ModelCatalog.Day("2026-08-10"),
            Until = ModelCatalog.Day("2026-08-20"),
        };
        var question = AtWork with { On = ModelCatalog.Day(on) };

        var line = question.Decide(Terms with { KnownIssues = [issue] }).For("pack-5")!;

        Assert.Equal(open, line.CanBuy);
        Assert.All(line.Reasons, reason => Assert.Equal(issue.Until, reason.Date));
        Assert.Equal(open ? 0 : 1, line.Reasons.Count);
    }

    [Fact]
    public void Another_sign_in_is_no_way_out_where_another_rule_closes_the_plan_too()
    {
        var line = (AtWork with { Release = "windows-server/2012" }).LineOf("pay-per-incident");

        Assert.Equal("release.support-ended sign-in.known-issue", line.Codes());
        Assert.Null(line.WayOut);
    }

    [Fact]
    public void Another_sign_in_is_no_way_out_where_a_second_issue_closes_it()
    {
        var second = PayPerIncidentNeedsPersonalAccount with
        {
            Key = "KB 2",
            SignIns = new HashSet<SignInKind> { SignInKind.Personal },
            WayRound = null,
        };
        var terms = Terms with { KnownIssues = [PayPerIncidentNeedsPersonalAccount, second] };

        Assert.NotEqual("sign-in", AtWork.Decide(terms).For("pay-per-incident")!.WayOut?.Code);
    }

    [Fact]
    public void A_plan_that_is_not_for_the_sign_in_is_not_offered_and_says_so_where_held()
    {
        var personalOnly = EightPlans[0] with { SignIns = new HashSet<SignInKind> { SignInKind.Personal } };
        var terms = Terms with { Plans = [personalOnly], KnownIssues = [] };

        Assert.Equal(PlanStanding.NotOffered, AtWork.Decide(terms).Plans[0].Standing);
        Assert.Equal(
            new CoverageReason("sign-in.kind", null, "personal"),
            Assert.Single(AtWork.Holding("pay-per-incident").Decide(terms).Plans[0].Reasons));
    }
}
