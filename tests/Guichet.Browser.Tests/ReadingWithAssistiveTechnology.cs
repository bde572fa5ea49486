using Microsoft.Playwright;

namespace Guichet.Browser.Tests;

/// <summary>An automatic check of every page that can be reached by an address alone; the story's own pages are
/// checked as well, once there is something on them.</summary>
public sealed class ReadingWithAssistiveTechnology(BrowserHouse house)
{
    private static readonly string[] Public =
    [
        "/", "/products", "/products/windows-server", "/products/windows-server/2019", "/plans", "/account/sign-in",
        "/account/register", "/account/forgotten-password", "/not-found",
    ];

    private static readonly string[] Customer =
    [
        "/", "/plans/pack-5/buy", "/orders", "/packs", "/packs/add-contract", "/incidents", "/search",
        "/request?release=sql-server/2022", "/products/following", "/account",
        "/account/api-keys", "/account/organization",
    ];

    private static readonly string[] Desk =
    [
        "/desk/queue", "/desk/queue?view=mine", "/desk/billing-decisions", "/desk/orders", "/desk/mail",
        "/desk/catalog", "/desk/policy", "/desk/policy/1", "/desk/calendars", "/desk/calendars/business-hours",
        "/desk/reports",
    ];

    private static readonly string[] Administration =
    [
        "/desk/people", "/desk/contracts", "/desk/orders", "/desk/mail", "/desk/known-issues", "/desk/policy",
        "/desk/policy/draft", "/desk/policy/draft/changes", "/desk/policy/1/difference", "/desk/calendars",
        "/desk/calendars/business-hours", "/desk/calendars/business-hours/import", "/desk/catalog",
        "/desk/catalog/history", "/desk/catalog/corrections", "/desk/catalog/sources",
    ];

    /// <summary>Pages made of the same parts as those above, which are read in both languages: these are read in the
    /// one with the longer words.</summary>
    private static readonly (string Email, string[] Addresses)[] InFrench =
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
            "/desk/search", "/desk/search?q=severity:D",
            "/desk/partners", "/desk/recoveries", "/desk/payments", "/desk/tasks",
        ]),
        ("clerk@example.test", ["/desk/orders", "/desk/invoices", "/desk/tax-exemptions"]),
        ("admin@example.test", ["/desk/policy/promises", "/desk/calendars/business-hours/source"]),
    ];

    [Fact]
    public async Task Finds_an_obstacle_where_there_is_one()
    {
        var page = await house.OpenAsync();
        await page.SetContentAsync(
            "<html lang='en'><title>One</title><main><h1>One</h1><p style='color: #eee'>Pale</p><img src='#'></main>");

        Assert.Equal(
            ["color-contrast", "image-alt"],
            (await page.FindObstaclesAsync()).Select(one => one.Split(' ')[0]).Order());
    }

    [Fact]
    public async Task Meets_no_obstacle_on_the_pages_of_commerce_and_teams()
    {
        var found = new List<string>();
        foreach (var (email, addresses) in InFrench)
        {
            await LookAsync(found, "fr", email, addresses);
            await MeasureAsync(found, 360, email, addresses);
        }

        Assert.Empty(found);
    }

    [Theory, InlineData("en"), InlineData("fr")]
    public async Task Meets_no_obstacle(string language)
    {
        var found = new List<string>();
        await LookAsync(found, language, null, Public);
        await LookAsync(found, language, "dana@fabrikam.test", Customer);
        await LookAsync(found, language, "manager@example.test", Desk);
        await LookAsync(found, language, "admin@example.test", Administration);

        Assert.Empty(found);
    }

    /// <summary>On a phone, and on the narrowest screen that shows the whole row of the navigation, in the language
    /// with the longer words.</summary>
    [Theory, InlineData(360), InlineData(900)]
    public async Task Scrolls_in_one_direction_only(int width)
    {
        var found = new List<string>();
        await MeasureAsync(found, width, null, Public);
        await MeasureAsync(found, width, "dana@fabrikam.test", Customer);
        await MeasureAsync(found, width, "manager@example.test", Desk);
        await MeasureAsync(found, width, "admin@example.test", Administration);

        Assert.Empty(found);
    }

    private async Task MeasureAsync(List<string> found, int width, string? email, string[] addresses)
    {
        var page = await house.OpenAsync("fr", width: width);
        await SignInAsync(page, "fr", email);
        foreach (var address in addresses)
        {
            await page.GotoAsync(address);
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth") is var wide && wide > width)
            {
                found.Add($"{address}: {wide}");
            }
        }
    }

    private async Task LookAsync(List<string> found, string language, string? email, string[] addresses)
    {
        var page = await house.OpenAsync(language);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !page.Url.EndsWith("/not-found", StringComparison.Ordinal))
            {
                found.Add($"{page.Url} console: {message.Text}");
            }
        };
        await SignInAsync(page, language, email);
        foreach (var address in addresses)
        {
            await page.EmulateMediaAsync(Still(ColorScheme.Light));
            await page.GotoAsync(address);
            found.AddRange((await page.FindObstaclesAsync()).Select(one => $"{language} light {address}: {one}"));

            // What the dark scheme changes is the colors alone, which are the same in both languages. The page is drawn
            // anew: a row of the queue that had just come would keep the color in which it lit up.
            if (language == "fr")
            {
                await page.EmulateMediaAsync(Still(ColorScheme.Dark));
                await page.ReloadAsync();
                found.AddRange((await page.FindObstaclesAsync("color-contrast"))
                    .Select(one => $"{language} dark {address}: {one}"));
            }
        }
    }

    /// <summary>No color on its way to another one.</summary>
    private static PageEmulateMediaOptions Still(ColorScheme scheme) =>
        new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce };

    private static async Task SignInAsync(IPage page, string language, string? email)
    {
        if (email is not null)
        {
            await page.GotoAsync("/account/sign-in");
            await page.Locator("main [name$='Email']").FillAsync(email);
            await page.Locator("main [name$='Password']").FillAsync("demonstration");
            await page.Locator("main form button[type=submit]").First.ClickAsync();
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await page.GotoAsync($"/language/{language}");
        }
    }
}
