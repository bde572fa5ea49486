using Guichet.ServiceLevels;

namespace Guichet.Tests.ServiceLevels;

[Trait("Rule", "R6")]
public class ChoosingACalendarByRegion
{
    private static readonly CalendarRegion[] Regions =
        [new(["FR", "BE"], "paris"), new(["US"], "redmond"), new(["*"], "reykjavik")];

    private static readonly ResponseTarget ByRegion =
        PromiseScenario.B with { Calendar = null, CalendarByRegion = true };

    [Theory]
    [InlineData("BE", "paris")]
    [InlineData("US", "redmond")]
    [InlineData("JP", "reykjavik")]
    [InlineData("", "reykjavik")]
    public void The_customers_country_names_it_and_everybody_else_has_the_one_for_everywhere(
        string country, string calendar) =>
        Assert.Equal(calendar, ByRegion.In(Regions, country).Calendar);

    [Fact]
    public void A_target_that_names_its_calendar_keeps_it() =>
        Assert.Equal("office", PromiseScenario.B.In(Regions, "US").Calendar);
}
