namespace Guichet.Browser.Tests;

/// <summary>The same pages in the language with the longer words, in both color schemes, on a wide screen and on
/// narrow ones. A class of its own, so that it runs beside the English one.</summary>
public sealed class ReadingInFrench(BrowserHouse house) : WalkingThroughThePages(house)
{
    [Fact]
    public async Task Meets_no_obstacle_and_scrolls_in_one_direction_only() =>
        Assert.Empty(await WalkAsync("fr", Everywhere));
}
