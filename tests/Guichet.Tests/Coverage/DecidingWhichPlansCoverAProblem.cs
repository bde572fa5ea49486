using Guichet.Accounts;
using Guichet.Catalog;
using Guichet.Coverage;
using Guichet.Plans;
using static Guichet.Tests.Coverage.ModelTerms;

namespace Guichet.Tests.Coverage;

public sealed class DecidingWhichPlansCoverAProblem
{
    private const string Today = "2026-08-22";

    [Fact, Trait("Rule", "R9"), Trait("Rule", "R14")]
    public void Every_plan_stands_in_one_group_in_the_order_of_the_policy()
    {
        var decision = Question("windows-server/2025", Today).Decide();

        Assert.Equal(EightPlans, decision.Plans.Select(line => line.Plan));
        Assert.Equal("pay-per-incident pack-5 program-support", decision.In(PlanStanding.Usable));
        Assert.Equal("", decision.In(PlanStanding.Unavailable));
        Assert.Equal(LifecyclePhase.Mainstream, decision.Phase);
        Assert.Empty(decision.Refusals);
    }

    [Fact, Trait("Rule", "R14")]
    public void A_plan_of_the_vendors_own_needs_no_code()
    {
        var previousOnly = EightPlans[0] with { Key = "latest-three", Releases = new ReleasePolicy(3) };
        var terms = Terms with { Plans = [previousOnly] };

        Assert.Equal(PlanStanding.Usable, Question("windows-server/2019", Today).Decide(terms).Plans[0].Standing);
        var closed = Question("windows-server/2016", Today).Decide(terms).Plans[0];
        const string Newest = "3: Windows Server 2025, Windows Server 2022, Windows Server 2019";
        Assert.Equal(new CoverageReason("release.not-latest", null, Newest), Assert.Single(closed.Reasons));
    }

    [Fact, Trait("Rule", "R10")]
    public void Extended_support_is_for_paid_support_only()
    {
        var decision = Question("windows-server/2019", Today).Decide();

        Assert.Equal("pay-per-incident pack-5", decision.In(PlanStanding.Usable));
        Assert.Equal("release.mainstream-ended phase.paid-only", decision.For("program-support")!.Codes());
    }

    [Fact, Trait("Rule", "R10")]
    public void Nothing_but_paid_support_closes_a_free_plan_that_would_cover_extended_support()
    {
        var free = EightPlans[7] with { Phases = EightPlans[0].Phases };

        var line = Question("windows-server/2019", Today).Decide(Terms with { Plans = [free] }).Plans[0];

        Assert.Equal("phase.paid-only", line.Codes());
    }

    [Fact, Trait("Rule", "R11")]
    public void A_partner_pack_ends_with_mainstream_support()
    {
        var gold = Question("windows-server/2019", "2024-01-09").As(Gold).Holding("partner-gold-20");

        Assert.Equal(PlanStanding.Usable, gold.LineOf("partner-gold-20").Standing);
        var line = (gold with { On = ModelCatalog.Day("2024-01-10") }).LineOf("partner-gold-20");
        Assert.Equal(PlanStanding.Unavailable, line.Standing);
        Assert.Contains(new CoverageReason("release.mainstream-ended", ModelCatalog.Day("2024-01-09")), line.Reasons);
    }

    [Fact, Trait("Rule", "R12")]
    public void A_product_out_of_support_gets_no_plan()
    {
        var decision = Question("windows-server/2012", Today).Decide();

        Assert.Equal("", decision.In(PlanStanding.Usable));
        Assert.Equal(
            new CoverageReason("release.support-ended", ModelCatalog.Day("2023-10-10")),
            Assert.Single(decision.For("pay-per-incident")!.Reasons));
        Assert.Equal(
            "release.support-ended release.mainstream-ended",
            decision.For("program-support")!.Codes());
    }

    [Theory, Trait("Rule", "R12")]
    [InlineData("feature-proposal")]
    [InlineData("on-site")]
    [InlineData("root-cause-analysis")]
    [InlineData("custom-code")]
    [InlineData("add-in-development")]
    public void What_is_excluded_is_covered_by_no_plan_whatever(string wish)
    {
        var decision = Question("windows-server/2025", Today)
            .As(Gold).Holding("partner-gold-20").Wanting(wish).Decide();

        Assert.Equal("", decision.In(PlanStanding.Usable));
        Assert.Equal([new CoverageReason("wish.excluded", null, wish)], decision.Refusals);
        Assert.All(
            decision.Plans.Where(line => line.Standing == PlanStanding.Unavailable),
            line => Assert.Equal(("wish.excluded", null), (line.Reasons[0].Code, line.WayOut)));
    }

    [Fact, Trait("Rule", "R12")]
    public void What_nobody_knows_is_told_from_what_one_plan_leaves_out()
    {
        var terms = Terms with { Wishes = [.. Wishes, new("advice", new("Advice"), false, new(""))] };

        var unknown = Question("windows-server/2025", Today).Wanting("magic").Decide(terms);
        var advice = Question("windows-server/2025", Today).Wanting("advice").Decide(terms);

        Assert.Equal(new CoverageReason("wish.unknown", null, "magic"), Assert.Single(unknown.Refusals));
        Assert.Equal("wish.unknown", unknown.For("pack-5")!.Codes());
        Assert.Empty(advice.Refusals);
        Assert.Equal("wish.not-covered", advice.For("pack-5")!.Codes());
    }

    [Theory, Trait("Rule", "R13")]
    [InlineData("windows-server/1899")]
    [InlineData("spreadsheet/1")]
    [InlineData("")]
    public void An_unknown_release_gets_no_plan_at_all_and_a_clear_word(string release)
    {
        var decision = Question(release, Today).As(Gold).Holding("partner-gold-20").Holding("pack-5").Decide();

        Assert.Equal(new CoverageReason("release.unknown", null, release), Assert.Single(decision.Refusals));
        Assert.Null(decision.Phase);
        Assert.All(decision.Plans, line => Assert.Equal(PlanStanding.NotOffered, line.Standing));
    }

    [Fact, Trait("Rule", "R13")]
    public void A_release_that_is_not_out_yet_says_when_it_will_be() =>
        Assert.Equal(
            new CoverageReason("release.not-out", ModelCatalog.Day("2024-11-01")),
            Assert.Single(Question("windows-server/2025", "2024-10-31").LineOf("pay-per-incident").Reasons));

    [Fact, Trait("Rule", "R16")]
    public void A_plan_held_that_cannot_be_used_stands_with_all_its_reasons()
    {
        var decision = Question("windows-server/2019", Today).As(Gold).Holding("partner-gold-20", left: 0).Decide();
        var line = decision.For("partner-gold-20")!;

        Assert.Equal(PlanStanding.Unavailable, line.Standing);
        Assert.Equal("release.mainstream-ended release.not-latest-two pack.exhausted", line.Codes());
        Assert.Equal("Windows Server 2025, Windows Server 2022", line.Reasons[1].Subject);
    }

    [Fact, Trait("Rule", "R17")]
    public void A_partner_whose_pack_cannot_be_used_can_buy_as_any_customer_can()
    {
        var decision = Question("windows-server/2019", Today).As(Gold).Holding("partner-gold-20").Decide();

        Assert.True(decision.For("pay-per-incident")!.CanBuy);
        Assert.Equal(
            new WayOut("use-plan", "pay-per-incident", ModelCatalog.Day("2029-01-09")),
            decision.For("partner-gold-20")!.WayOut);
    }

    [Fact, Trait("Rule", "R18")]
    public void A_cloud_product_is_covered_by_the_cloud_plans_alone()
    {
        var partner = new PartnerStanding(PartnerLevel.Gold, true);
        var decision = Question("exchange-online/online", Today).As(partner)
            .Holding("partner-gold-20").Holding("signature-cloud").Holding("advanced-partner").Decide();

        Assert.Equal("signature-cloud advanced-partner program-support", decision.In(PlanStanding.Usable));
        Assert.Equal("deployment.cloud", decision.For("partner-gold-20")!.Codes());
        Assert.Equal("deployment.cloud", decision.For("pay-per-incident")!.Codes());
        Assert.Equal("deployment.cloud", decision.For("pack-5")!.Codes());
    }

    [Fact, Trait("Rule", "R18")]
    public void A_cloud_plan_does_not_cover_a_product_on_premises() =>
        Assert.Equal(
            "deployment.on-premises",
            Question("windows-server/2025", Today).As(new(PartnerLevel.None, true)).Holding("signature-cloud")
                .LineOf("signature-cloud").Codes());

    [Fact, Trait("Rule", "R18")]
    public void Signature_is_offered_to_partners_with_a_competency_only()
    {
        var question = Question("exchange-online/online", Today).At(PartnerLevel.Gold);

        Assert.Equal(PlanStanding.NotOffered, question.LineOf("signature-cloud").Standing);
        Assert.Equal("partner.competency", question.Holding("signature-cloud").LineOf("signature-cloud").Codes());
        Assert.Equal(
            "plan.not-held",
            question.As(new(PartnerLevel.Gold, true)).LineOf("signature-cloud").Codes());
    }
}
