using Guichet.Packs;

namespace Guichet.Tests.Packs;

[Trait("Rule", "R21")]
public class WarningTheHolder
{
    private static readonly LocalDate Today = new(2026, 11, 20);
    private static readonly PackTerms Terms = new();

    [Theory]
    [InlineData(91, false)]
    [InlineData(90, true)]
    [InlineData(0, true)]
    [InlineData(-1, false)]
    public void Begins_with_the_first_of_the_policys_days_and_ends_with_the_pack(int days, bool near) =>
        Assert.Equal(near, Terms.IsNear(Today.PlusDays(days), Today));

    [Fact]
    public void Never_comes_where_the_policy_names_no_day_or_the_pack_does_not_expire()
    {
        Assert.False((Terms with { WarnDaysBeforeExpiry = [] }).IsNear(Today, Today));
        Assert.False(Terms.IsNear(null, Today));
    }

    [Theory]
    [InlineData(5, 2, false)]
    [InlineData(5, 1, true)]
    [InlineData(5, 0, false)]
    [InlineData(1, 1, false)]
    [InlineData(null, null, false)]
    public void Says_that_few_are_left_of_more(int? size, int? left, bool few) =>
        Assert.Equal(few, Terms.AreFew(size, left));
}
