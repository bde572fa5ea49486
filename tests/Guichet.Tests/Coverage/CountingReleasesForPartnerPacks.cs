using Guichet.Accounts;
using Guichet.Coverage;
using static Guichet.Tests.Coverage.ModelTerms;

namespace Guichet.Tests.Coverage;

/// <summary>The partner programme's published table of N and N-1, in its edition of 2018 and the one before.</summary>
[Trait("Rule", "R15")]
public sealed class CountingReleasesForPartnerPacks
{
    [Theory]
    [InlineData("windows-server/2016", "2017-08-01")]
    [InlineData("windows-server/2012", "2017-08-01")]
    [InlineData("windows-server/2012-r2", "2017-08-01")]
    [InlineData("windows-server/2012", "2018-10-09")]
    [InlineData("exchange-server/2016", "2017-08-01")]
    [InlineData("exchange-server/2013", "2018-04-10")]
    [InlineData("sql-server/2016", "2017-08-01")]
    [InlineData("sql-server/2014", "2017-08-01")]
    [InlineData("sharepoint-server/2016", "2017-08-01")]
    [InlineData("sharepoint-server/2013", "2018-04-10")]
    [InlineData("windows-server/2019", "2018-12-01")]
    [InlineData("windows-server/2016", "2018-12-01")]
    [InlineData("exchange-server/2019", "2018-12-01")]
    [InlineData("exchange-server/2016", "2020-10-13")]
    [InlineData("dynamics-crm/2016", "2018-10-30")]
    [InlineData("dynamics-crm/2015", "2018-10-30")]
    [InlineData("sql-server/2017", "2018-12-01")]
    [InlineData("sql-server/2016", "2018-12-01")]
    [InlineData("sharepoint-server/2019", "2018-12-01")]
    [InlineData("sharepoint-server/2016", "2021-07-13")]
    [InlineData("office/2019", "2018-12-01")]
    [InlineData("office/2016", "2020-10-13")]
    public void The_current_release_and_the_one_before_are_covered(string release, string on) =>
        Assert.Equal(PlanStanding.Usable, Held(release, on).Standing);

    [Theory]
    [InlineData("windows-server/2008-r2", "2014-12-01", "")]
    [InlineData("windows-server/2008-r2", "2017-08-01", "release.mainstream-ended release.not-latest-two")]
    [InlineData("windows-server/2012", "2018-10-10", "release.mainstream-ended")]
    [InlineData("windows-server/2016", "2022-01-10", "release.not-latest-two")]
    [InlineData("windows-server/2016", "2022-01-12", "release.mainstream-ended release.not-latest-two")]
    [InlineData("exchange-server/2013", "2018-04-11", "release.mainstream-ended")]
    [InlineData("exchange-server/2016", "2020-10-14", "release.mainstream-ended")]
    [InlineData("dynamics-crm/2015", "2018-10-31", "release.not-latest-two")]
    [InlineData("sql-server/2014", "2018-12-01", "release.not-latest-two")]
    [InlineData("sql-server/2016", "2019-11-04", "release.not-latest-two")]
    [InlineData("sharepoint-server/2013", "2018-12-01", "release.mainstream-ended release.not-latest-two")]
    [InlineData("office/2013", "2018-12-01", "release.mainstream-ended release.not-latest-two")]
    [InlineData("exchange-server/2010", "2021-01-01",
        "release.support-ended release.mainstream-ended release.not-latest-two")]
    public void Older_ones_are_not_and_all_reasons_are_given(string release, string on, string codes) =>
        Assert.Equal(codes, Held(release, on).Codes());

    [Fact]
    public void The_newest_release_itself_must_be_in_mainstream_too() =>
        Assert.Equal("release.mainstream-ended", Held("sql-server/2019", "2026-08-22").Codes());

    [Theory]
    [InlineData("partner-silver-15", PartnerLevel.Silver)]
    [InlineData("partner-maps-10", PartnerLevel.ActionPack)]
    public void The_other_partner_packs_are_bound_alike(string plan, PartnerLevel level)
    {
        var question = Question("windows-server/2016", "2021-12-01").At(level).Holding(plan);

        Assert.Equal("release.not-latest-two", question.LineOf(plan).Codes());
    }

    [Theory]
    [InlineData("pay-per-incident")]
    [InlineData("pack-5")]
    [InlineData("program-support")]
    public void No_other_plan_is_bound_by_it(string plan) =>
        Assert.Equal(PlanStanding.Usable, Question("windows-server/2016", "2021-12-01").LineOf(plan).Standing);

    private static PlanCoverage Held(string release, string on) =>
        Question(release, on).As(Gold).Holding("partner-gold-20").LineOf("partner-gold-20");
}
