namespace Guichet.Browser.Tests;

/// <summary>An automatic check of every page that can be reached by an address alone; the story's own pages are
/// checked as well, once there is something on them.</summary>
public sealed partial class ReadingWithAssistiveTechnology(BrowserHouse house) : WalkingThroughThePages(house)
{
    /// <summary>Pages made of the same parts as those above, which are read in both languages: these are read in the
    /// one with the longer words.</summary>
    private static readonly (string? Email, string[] Addresses)[] InFrench =
    [
        ("dana@fabrikam.test",
        [
            "/account/billing", "/account/billing/details", "/account/billing/exemption", "/packs/recover",
            "/partner-benefits",
        ]),
        ("manager@example.test",
        [
            "/desk/teams", "/desk/new-team", "/desk/assignment-rules", "/desk/hand-over", "/desk/views",
            "/desk/replies", "/desk/new-reply", "/desk/new-macro", "/desk/shortcuts", "/desk/disputes",
            "/desk/search", "/desk/search?q=severity:D", "/desk/reports/time",
            "/desk/partners", "/desk/recoveries", "/desk/payments", "/desk/payments?show=all", "/desk/tasks",
        ]),
        ("clerk@example.test", ["/desk/orders", "/desk/invoices", "/desk/tax-exemptions"]),
        ("admin@example.test", ["/desk/policy/promises", "/desk/calendars/business-hours/source", "/desk/webhooks"]),
    ];

    [Fact]
    public async Task Finds_an_obstacle_where_there_is_one()
    {
        var page = await House.OpenAsync();
        await page.SetContentAsync(
            "<html lang='en'><title>One</title><main><h1>One</h1><p style='color: #eee'>Pale</p><img src='#'></main>");

        Assert.Equal(
            ["color-contrast", "image-alt"],
            (await page.FindObstaclesAsync()).Select(one => one.Split(' ')[0]).Order());
    }

    [Fact]
    public async Task Meets_no_obstacle() => Assert.Empty(await WalkAsync("en", Everywhere));

    [Fact]
    public async Task Meets_no_obstacle_on_the_pages_of_commerce_and_teams() =>
        Assert.Empty(await WalkAsync("fr", InFrench));
}
