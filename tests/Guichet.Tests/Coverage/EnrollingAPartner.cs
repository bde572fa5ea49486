using CsCheck;
using Guichet.Accounts;

namespace Guichet.Tests.Coverage;

public class EnrollingAPartner
{
    private static readonly LocalDate First = new(2026, 11, 20);
    private static readonly Enrollment Gold = new(PartnerLevel.Gold, [], First, new(2028, 11, 19), null);

    [Fact, Trait("Rule", "R14")]
    public void Holds_from_its_first_day_to_its_last()
    {
        Assert.False(Gold.HoldsOn(First.PlusDays(-1)));
        Assert.True(Gold.HoldsOn(First));
        Assert.True(Gold.HoldsOn(Gold.ValidUntil));
        Assert.False(Gold.HoldsOn(Gold.ValidUntil.PlusDays(1)));
    }

    [Fact, Trait("Rule", "R14")]
    public void Ends_early_on_the_day_itself()
    {
        var ended = Gold with { EndedOn = First.PlusDays(3) };

        Assert.Equal(First.PlusDays(2), ended.LastDay);
        Assert.False(ended.HoldsOn(First.PlusDays(3)));
        Assert.False((Gold with { EndedOn = First }).HoldsOn(First));
        Assert.Equal(Gold.ValidUntil, (Gold with { EndedOn = Gold.ValidUntil.PlusDays(9) }).LastDay);
    }

    [Theory, Trait("Rule", "R14")]
    [InlineData(0, 1)]
    [InlineData(364, 1)]
    [InlineData(365, 2)]
    [InlineData(730, 2)]
    public void Counts_its_years_from_its_first_day(int days, int year) =>
        Assert.Equal(year, Gold.YearOf(First.PlusDays(days)));

    [Fact]
    public void Stands_beside_others_without_overlapping()
    {
        var next = Gold with { ValidFrom = Gold.ValidUntil.PlusDays(1), ValidUntil = Gold.ValidUntil.PlusYears(1) };

        Assert.Null(next.WhyNot([Gold]));
        Assert.Equal("enrollment.overlaps", (next with { ValidFrom = Gold.ValidUntil }).WhyNot([Gold])?.Code);
        Assert.Null((next with { ValidFrom = First.PlusDays(5) }).WhyNot([Gold with { EndedOn = First.PlusDays(5) }]));
        Assert.Equal("enrollment.dates-backwards", (Gold with { ValidUntil = First.PlusDays(-1) }).WhyNot([])?.Code);
        Assert.Equal("enrollment.nothing-held", (Gold with { Level = PartnerLevel.None }).WhyNot([])?.Code);
    }

    [Fact, Trait("Rule", "R18")]
    public void Gives_a_standing_on_each_day_and_none_outside() =>
        Gen.Int[-800, 1600].Sample(days =>
        {
            var day = First.PlusDays(days);
            var competent = new Enrollment(
                PartnerLevel.None, ["Cloud platform"], First.PlusYears(-1), First.PlusDays(-1), null);

            var standing = Enrollment.StandingOn([Gold, competent], day);

            Assert.Equal(
                day < competent.ValidFrom || day > Gold.ValidUntil ? PartnerStanding.None
                    : day < First ? new PartnerStanding(PartnerLevel.None, true)
                    : new PartnerStanding(PartnerLevel.Gold, false),
                standing);
        });
}
