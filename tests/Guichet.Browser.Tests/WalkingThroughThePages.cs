using Microsoft.Playwright;

namespace Guichet.Browser.Tests;

/// <summary>Walks through pages that can be reached by an address alone, and notes what stands in somebody's way.
/// </summary>
public abstract class WalkingThroughThePages(BrowserHouse house)
{
    private protected BrowserHouse House => house;

    /// <summary>A phone, and the narrowest screen that shows the whole row of the navigation.</summary>
    private static readonly int[] Narrow = [360, 900];

    private protected static (string? Email, string[] Addresses)[] Everywhere { get; } =
    [
        (null,
        [
            "/", "/products", "/products/windows-server", "/products/windows-server/2019", "/plans",
            "/account/sign-in", "/account/register", "/account/forgotten-password", "/not-found",
        ]),
        ("dana@fabrikam.test",
        [
            "/", "/plans/pack-5/buy", "/orders", "/packs", "/packs/add-contract", "/incidents", "/search",
            "/request?release=sql-server/2022", "/products/following", "/account",
            "/account/api-keys", "/account/organization", "/account/mail",
        ]),
        ("manager@example.test",
        [
            "/desk/queue", "/desk/queue?view=mine", "/desk/billing-decisions", "/desk/orders", "/desk/mail",
            "/desk/catalog", "/desk/policy", "/desk/policy/1", "/desk/calendars", "/desk/calendars/business-hours",
            "/desk/reports", "/desk/reports/satisfaction",
        ]),
        ("admin@example.test",
        [
            "/desk/people", "/desk/contracts", "/desk/orders", "/desk/mail", "/desk/known-issues", "/desk/policy",
            "/desk/policy/draft", "/desk/policy/draft/changes", "/desk/policy/1/difference", "/desk/calendars",
            "/desk/calendars/business-hours", "/desk/calendars/business-hours/import", "/desk/catalog",
            "/desk/catalog/history", "/desk/catalog/corrections", "/desk/catalog/sources",
        ]),
    ];

    /// <summary>What was found on the pages of one language. In French, where words are longer, also whether a page
    /// scrolls in one direction only.</summary>
    private protected async Task<IReadOnlyList<string>> WalkAsync(
        string language, IEnumerable<(string? Email, string[] Addresses)> pages)
    {
        var found = new List<string>();
        foreach (var (email, addresses) in pages)
        {
            await LookAsync(found, language, email, addresses);
        }

        return found;
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
                await MeasureAsync(found, page, address);
            }
        }
    }

    private static async Task MeasureAsync(List<string> found, IPage page, string address)
    {
        var wide = page.ViewportSize!;
        foreach (var width in Narrow)
        {
            await page.SetViewportSizeAsync(width, wide.Height);
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth") is var taken && taken > width)
            {
                found.Add($"{address} at {width}: {taken}");
            }
        }

        await page.SetViewportSizeAsync(wide.Width, wide.Height);
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
