using Guichet.Accounts;
using Guichet.Coverage;
using static Guichet.Tests.Coverage.ModelTerms;

namespace Guichet.Tests.Coverage;

public sealed class FindingTheWayOut
{
    private const string Today = "2026-08-22";

    [Fact, Trait("Rule", "R10")]
    public void A_plan_that_points_to_no_other_is_helped_by_a_newer_release() =>
        Assert.Equal(
            new WayOut("newer-release", "windows-server/2025", ModelCatalog.Day("2029-11-13")),
            Question("windows-server/2019", Today).LineOf("program-support").WayOut);

    [Fact, Trait("Rule", "R12")]
    public void A_product_out_of_support_is_helped_by_a_newer_release() =>
        Assert.Equal(
            new WayOut("newer-release", "windows-server/2025", ModelCatalog.Day("2034-11-14")),
            Question("windows-server/2008", Today).LineOf("pay-per-incident").WayOut);

    [Fact, Trait("Rule", "R16")]
    public void There_may_be_none() =>
        Assert.Null(Question("skype-online/online", Today).LineOf("pay-per-incident").WayOut);

    [Fact, Trait("Rule", "R18")]
    public void Without_a_plan_pointed_to_any_plan_that_helps_is_named() =>
        Assert.Equal(
            new WayOut("use-plan", "signature-cloud"),
            Question("exchange-online/online", Today).As(new(PartnerLevel.None, true)).Holding("signature-cloud")
                .LineOf("pay-per-incident").WayOut);

    [Fact, Trait("Rule", "R20")]
    public void A_contract_run_out_is_added_anew_where_no_other_plan_helps()
    {
        var terms = Terms with { Plans = [EightPlans[2]] };
        var question = Question("windows-server/2025", Today).As(Gold).Holding("partner-gold-20", left: 0);

        Assert.Equal("add-contract", question.Decide(terms).Plans[0].WayOut!.Code);
    }

    [Fact, Trait("Rule", "R15")]
    public void It_helps_until_an_announced_release_pushes_this_one_out() =>
        Assert.Equal(
            new WayOut("add-contract", "partner-gold-20", ModelCatalog.Day("2021-08-17")),
            Question("windows-server/2016", "2020-01-01").As(Gold).LineOf("partner-gold-20").WayOut);
}
