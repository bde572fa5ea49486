using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests;

/// <summary>The type-ahead by keyboard, by mouse, for those who listen, and without script.</summary>
public sealed class TypingAProductName(BrowserHouse house)
{
    [Theory]
    [InlineData("en", "Extended support until 9 January 2029", "1 suggestion")]
    [InlineData("fr", "Support étendu jusqu’au 9 janvier 2029", "1 suggestion")]
    public async Task Finds_the_release_by_keyboard_alone(string language, string detail, string said)
    {
        var page = await house.OpenAsync(language);
        await page.GotoAsync("/products");
        var field = page.GetByRole(AriaRole.Combobox);
        await Expect(field).ToHaveAttributeAsync("aria-expanded", "false");

        await field.PressSequentiallyAsync("windws serveur 2019");
        var option = page.GetByRole(AriaRole.Option).First;
        await Expect(option).ToContainTextAsync(detail);
        await Expect(field).ToHaveAttributeAsync("aria-expanded", "true");
        await Expect(page.Locator(".suggestions + [role=status]")).ToHaveTextAsync(said);

        await field.PressAsync("ArrowDown");
        await Expect(option).ToHaveAttributeAsync("aria-selected", "true");
        Assert.Equal(
            await option.GetAttributeAsync("id"), await field.GetAttributeAsync("aria-activedescendant"));
        Assert.Empty(await page.FindObstaclesAsync());
        await field.PressAsync("Enter");
        await page.WaitForURLAsync("**/products/windows-server/2019");
    }

    [Fact]
    public async Task Walks_in_a_circle_and_closes_with_Escape()
    {
        var page = await house.OpenAsync();
        await page.GotoAsync("/");
        var field = page.GetByRole(AriaRole.Combobox);
        await field.PressSequentiallyAsync("exchange");
        var options = page.GetByRole(AriaRole.Option);
        await Expect(options.First).ToBeVisibleAsync();

        await field.PressAsync("ArrowUp");
        await Expect(options.Last).ToHaveAttributeAsync("aria-selected", "true");
        await field.PressAsync("ArrowDown");
        await Expect(options.First).ToHaveAttributeAsync("aria-selected", "true");
        await field.PressAsync("Escape");
        await Expect(options).ToHaveCountAsync(0);
        await Expect(field).ToHaveValueAsync("exchange");
        await field.PressAsync("Escape");
        await Expect(field).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Goes_to_the_product_by_a_click()
    {
        var page = await house.OpenAsync();
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Combobox).PressSequentiallyAsync("denali");

        // What the first letters alone suggest is something else.
        var option = page.GetByRole(AriaRole.Option).First;
        await Expect(option).ToContainTextAsync("SQL Server");
        await option.ClickAsync();

        await page.WaitForURLAsync("**/products/sql-server");
    }

    [Fact]
    public async Task Chooses_the_release_in_the_first_step_of_a_request()
    {
        var page = await house.OpenAsync();
        await page.GotoAsync("/account/sign-in");
        await page.Locator("main [name$='Email']").FillAsync("sam@example.test");
        await page.Locator("main [name$='Password']").FillAsync("demonstration");
        await page.Locator("main form button[type=submit]").First.ClickAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.GotoAsync("/request");
        var field = page.GetByRole(AriaRole.Combobox);
        await field.PressSequentiallyAsync("sharepoint 2019");
        await Expect(page.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();

        await field.PressAsync("ArrowDown");
        await field.PressAsync("Enter");

        await Expect(page.Locator("input[name='Model.Release'][value='sharepoint-server/2019']")).ToBeCheckedAsync();
    }

    [Fact]
    public async Task Is_a_plain_search_without_script()
    {
        var page = await house.OpenAsync(javaScript: false);
        await page.GotoAsync("/");

        await page.GetByRole(AriaRole.Searchbox).FillAsync("windows server 2019");
        await page.GetByRole(AriaRole.Searchbox).PressAsync("Enter");

        await page.WaitForURLAsync("**/products?query=windows+server+2019");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Windows Server 2019" })).ToBeVisibleAsync();
    }
}
