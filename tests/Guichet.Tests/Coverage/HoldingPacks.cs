using Guichet.Accounts;
using Guichet.Coverage;
using static Guichet.Tests.Coverage.ModelTerms;

namespace Guichet.Tests.Coverage;

public sealed class HoldingPacks
{
    private static readonly CoverageQuestion Ordinary = Question("windows-server/2025", "2026-08-22");

    [Fact, Trait("Rule", "R20")]
    public void A_partner_pack_is_usable_once_it_has_been_activated()
    {
        var line = Ordinary.As(Gold).LineOf("partner-gold-20");

        Assert.Equal((PlanStanding.Unavailable, "plan.not-held"), (line.Standing, line.Codes()));
        Assert.Equal(new WayOut("add-contract", "partner-gold-20", ModelCatalog.Day("2029-11-13")), line.WayOut);
        var activated = Ordinary.As(Gold).Holding("partner-gold-20").LineOf("partner-gold-20");
        Assert.Equal(PlanStanding.Usable, activated.Standing);
    }

    [Fact, Trait("Rule", "R20")]
    public void Activation_is_not_named_where_it_would_not_help() =>
        Assert.Equal(
            "release.mainstream-ended release.not-latest-two",
            Question("windows-server/2019", "2026-08-22").As(Gold).LineOf("partner-gold-20").Codes());

    [Theory, Trait("Rule", "R16")]
    [InlineData(PartnerLevel.None, "")]
    [InlineData(PartnerLevel.ActionPack, "partner-maps-10")]
    [InlineData(PartnerLevel.Silver, "partner-silver-15")]
    [InlineData(PartnerLevel.Gold, "partner-gold-20")]
    public void A_level_opens_its_own_pack_and_no_other(PartnerLevel level, string pack)
    {
        var shown = Ordinary.At(level).Decide().In(PlanStanding.Unavailable).Split(' ');

        Assert.Equal(pack, shown.FirstOrDefault(key => key.StartsWith("partner-", StringComparison.Ordinal)) ?? "");
    }

    [Fact, Trait("Rule", "R16")]
    public void A_pack_still_held_after_the_level_was_lost_says_so()
    {
        var line = Ordinary.At(PartnerLevel.Silver).Holding("partner-gold-20").LineOf("partner-gold-20");

        Assert.Equal(PlanStanding.Unavailable, line.Standing);
        Assert.Equal(new CoverageReason("partner.level", null, "gold"), Assert.Single(line.Reasons));
    }

    [Theory, Trait("Rule", "R21")]
    [InlineData("2026-08-22", PlanStanding.Usable)]
    [InlineData("2026-08-21", PlanStanding.Unavailable)]
    public void The_last_usable_day_is_inclusive(string expiresOn, PlanStanding standing)
    {
        var line = Ordinary.As(Gold).Holding("partner-gold-20", expiresOn: expiresOn).LineOf("partner-gold-20");

        Assert.Equal(standing, line.Standing);
        Assert.Equal(standing == PlanStanding.Usable ? "" : "pack.expired", line.Codes());
    }

    [Fact, Trait("Rule", "R16"), Trait("Rule", "R21")]
    public void Each_pack_has_its_own_line_earliest_expiry_first()
    {
        var line = Ordinary.As(Gold)
            .Holding("partner-gold-20", left: 3, expiresOn: "2027-03-01")
            .Holding("partner-gold-20", left: 0, expiresOn: "2026-01-31")
            .Holding("partner-gold-20", left: 0, expiresOn: "2026-12-31")
            .LineOf("partner-gold-20");

        Assert.Equal(PlanStanding.Usable, line.Standing);
        Assert.Empty(line.Reasons);
        Assert.Equal(
            ["pack.expired pack.exhausted", "pack.exhausted", ""],
            line.Packs.Select(pack => string.Join(' ', pack.Reasons.Select(reason => reason.Code))));
    }

    [Fact, Trait("Rule", "R16")]
    public void Where_no_pack_is_in_order_each_reason_is_given_once()
    {
        var line = Ordinary.As(Gold)
            .Holding("partner-gold-20", left: 0)
            .Holding("partner-gold-20", left: 0)
            .Holding("partner-gold-20", left: 1, expiresOn: "2026-01-31")
            .LineOf("partner-gold-20");

        Assert.Equal("pack.expired pack.exhausted", line.Codes());
        Assert.Equal(new WayOut("use-plan", "pay-per-incident", ModelCatalog.Day("2034-11-14")), line.WayOut);
    }

    [Fact, Trait("Rule", "R17")]
    public void A_pack_for_sale_that_is_used_up_can_be_bought_again()
    {
        var line = Ordinary.Holding("pack-5", left: 0).LineOf("pack-5");

        Assert.Equal((PlanStanding.Usable, true), (line.Standing, line.CanBuy));
        Assert.Equal("pack.exhausted", Assert.Single(Assert.Single(line.Packs).Reasons).Code);
        Assert.Equal(new WayOut("buy-again", "pack-5"), line.WayOut);
    }

    [Theory, Trait("Rule", "R17")]
    [InlineData("pack-5", new[] { 0, 2, 0 })]
    [InlineData("pack-5", new[] { 5 })]
    [InlineData("pack-5", new int[0])]
    public void Nobody_is_sent_to_buy_again_who_has_a_credit_left_or_has_bought_none(string plan, int[] left)
    {
        var question = left.Aggregate(Ordinary, (held, credits) => held.Holding(plan, left: credits));

        var line = question.LineOf(plan);

        Assert.Equal((PlanStanding.Usable, true), (line.Standing, line.CanBuy));
        Assert.Null(line.WayOut);
    }

    [Theory, Trait("Rule", "R16")]
    [InlineData(0, "pack.disputed")]
    [InlineData(1, "")]
    public void A_pack_that_is_empty_as_a_bank_took_its_payment_back_says_so(int left, string codes)
    {
        var held = Ordinary.Holding("pack-5", left: left);
        var question = held with { Holds = [held.Holds[0] with { IsDisputed = true }] };

        var pack = Assert.Single(question.LineOf("pack-5").Packs);

        Assert.Equal(codes, string.Join(' ', pack.Reasons.Select(reason => reason.Code)));
    }

    [Fact, Trait("Rule", "R23")]
    public void A_plan_without_a_ledger_is_never_exhausted()
    {
        var question = Question("exchange-online/online", "2026-08-22").As(new(PartnerLevel.None, true));

        Assert.Equal(PlanStanding.Usable, question.Holding("signature-cloud").LineOf("signature-cloud").Standing);
    }
}
