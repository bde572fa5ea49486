using Guichet.Accounts;
using Guichet.Coverage;

namespace Guichet.Tests.Coverage;

[Trait("Rule", "R14")]
public sealed class TellingStandingsApart
{
    [Fact]
    public void Every_standing_is_there_once() =>
        Assert.Equal(2 * 4 * 2, CustomerStanding.All.Distinct().Count());

    [Theory]
    [InlineData(PartnerLevel.None, "none")]
    [InlineData(PartnerLevel.ActionPack, "action-pack")]
    [InlineData(PartnerLevel.Silver, "silver")]
    [InlineData(PartnerLevel.Gold, "gold")]
    public void Each_level_has_the_name_of_the_case_files(PartnerLevel level, string name) =>
        Assert.Equal(name, StandingNames.Of(level));

    [Fact]
    public void A_case_asks_for_a_repair_unless_it_says_otherwise() =>
        Assert.Equal("break-fix", new CoverageCase("one", "quill/1").Wants);
}
