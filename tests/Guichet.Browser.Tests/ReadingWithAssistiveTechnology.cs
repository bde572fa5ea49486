using Deque.AxeCore.Playwright;
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
        "/", "/plans/pack-5/buy", "/orders", "/packs", "/packs/add-contract", "/incidents",
        "/request?release=sql-server/2022", "/products/following", "/account",
        "/account/api-keys", "/account/organization",
    ];

    private static readonly string[] Desk =
    [
        "/desk/queue", "/desk/billing-decisions", "/desk/mail", "/desk/catalog", "/desk/policy",
    ];

    private static readonly string[] Administration =
    [
        "/desk/people", "/desk/contracts", "/desk/policy", "/desk/catalog", "/desk/policy/draft",
        "/desk/policy/1/difference",
    ];

    public static TheoryData<string, string> LanguagesAndSchemes => new()
    {
        { "en", "light" },
        { "fr", "dark" },
    };

    [Theory, MemberData(nameof(LanguagesAndSchemes))]
    public async Task Meets_no_obstacle(string language, string scheme)
    {
        var colors = scheme == "dark" ? ColorScheme.Dark : ColorScheme.Light;
        var found = new List<string>();
        await LookAsync(found, language, colors, null, Public);
        await LookAsync(found, language, colors, "dana@fabrikam.test", Customer);
        await LookAsync(found, language, colors, "manager@example.test", Desk);
        await LookAsync(found, language, colors, "admin@example.test", Administration);

        Assert.Empty(found);
    }

    [Fact]
    public async Task Scrolls_in_one_direction_only_on_a_narrow_screen()
    {
        var found = new List<string>();
        var page = await house.OpenAsync("fr", width: 360);
        foreach (var address in Public)
        {
            await page.GotoAsync(address);
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth") > 360)
            {
                found.Add(address);
            }
        }

        Assert.Empty(found);
    }

    private async Task LookAsync(
        List<string> found, string language, ColorScheme colors, string? email, string[] addresses)
    {
        var page = await house.OpenAsync(language, scheme: colors);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !page.Url.EndsWith("/not-found", StringComparison.Ordinal))
            {
                found.Add($"{page.Url} console: {message.Text}");
            }
        };
        if (email is not null)
        {
            await page.GotoAsync("/account/sign-in");
            await page.Locator("main [name$='Email']").FillAsync(email);
            await page.Locator("main [name$='Password']").FillAsync("demonstration");
            await page.Locator("main form button[type=submit]").First.ClickAsync();
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await page.GotoAsync($"/language/{language}");
        }

        foreach (var address in addresses)
        {
            await page.GotoAsync(address);
            var check = await page.RunAxe();
            found.AddRange(check.Violations.SelectMany(violation => violation.Nodes.Select(node =>
                $"{language} {address}: {violation.Id} at {node.Html}")));
        }
    }
}
