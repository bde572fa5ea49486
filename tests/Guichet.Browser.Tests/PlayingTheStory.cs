using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Guichet.Browser.Tests;

/// <summary>The main job from end to end, by hand and mouse, in the demonstration as a newcomer starts it: from a
/// product in trouble to answered, closed and accounted incidents.</summary>
public sealed partial class PlayingTheStory(BrowserHouse house, PostgresBrowserHouse postgresHouse)
    : IClassFixture<PostgresBrowserHouse>
{
    private bool onPostgres;

    [Theory]
    [InlineData("en", true, "sqlite")]
    [InlineData("fr", false, "postgres")]
    public async Task From_a_product_in_trouble_to_an_accounted_incident(
        string language, bool javaScript, string database)
    {
        onPostgres = database == "postgres";
        var buyer = language == "en" ? "sam@example.test" : "camille@example.test";
        var customer = await SignedInAsync(buyer, language, javaScript);
        var agent = await SignedInAsync("agent@example.test", language, javaScript);
        var manager = await SignedInAsync("manager@example.test", language, javaScript);

        // 1: the product, its phase and its dates.
        await customer.GotoAsync("/products/windows-server/2019");
        await Says(customer, language == "en" ? "9 January 2029" : "9 janvier 2029");

        // 2 and 3: a request, for which a 5-pack is bought on the way; the draft survives the gateway.
        await ChooseProductAsync(customer);
        await customer.Locator("main a[href*='/plans/pack-5/buy']").First.ClickAsync();
        await customer.Locator("[name='Model.Accepts']").CheckAsync();
        await SubmitFirstAsync(customer);
        await customer.WaitForURLAsync("**/pay/demonstration/**");
        await SubmitFirstAsync(customer);
        await customer.WaitForURLAsync("**/plan");
        var first = await SubmitAsync(customer, "Cluster node does not come back");

        // 5: the statement is the first response; a note stays inside.
        await WriteAsync(agent, first, "statement", "The second node stops after the update of Tuesday.");
        await WriteAsync(agent, first, "note", "SECRET: looks like the storage driver.");
        await OpenAsync(customer, first);
        await customer.Locator("button[value=accept]").ClickAsync();
        await customer.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.DoesNotContain("SECRET", await customer.ContentAsync(), StringComparison.Ordinal);

        // 6: a solution that is accepted is charged, and the statement of the pack says so.
        await WriteAsync(agent, first, "solution", "Install the update of Monday.");
        await OpenAsync(customer, first);
        await customer.Locator("button[value=accept]").ClickAsync();
        await customer.WaitForLoadStateAsync(LoadState.NetworkIdle);

        // A second one ends unresolved: the manager decides, once, and the credit comes back.
        await ChooseProductAsync(customer);
        var second = await SubmitAsync(customer, "Backup ends too early");
        await agent.GotoAsync($"/desk/incidents/{second}?compose=close");
        await agent.Locator("input[name='Model.Reason']").Nth(1).CheckAsync();
        await SendAsync(agent, "No solution was found within reason.");
        await manager.GotoAsync($"/desk/billing-decisions/{second}");
        await DecideAsync(manager);

        await customer.GotoAsync("/packs");
        await customer.Locator("main a[href^='/packs/0']").First.ClickAsync();
        await Says(customer, language == "en" ? "4 of 5" : "4 sur 5");
    }

    private async Task<IPage> SignedInAsync(string email, string language, bool javaScript)
    {
        var page = await (onPostgres
            ? postgresHouse.OpenAsync(language, javaScript)
            : house.OpenAsync(language, javaScript));
        await page.GotoAsync("/account/sign-in");
        await page.Locator("main [name$='Email']").FillAsync(email);
        await page.Locator("main [name$='Password']").FillAsync("demonstration");
        await SubmitFirstAsync(page);
        await page.GotoAsync($"/language/{language}");
        return page;
    }

    private static async Task ChooseProductAsync(IPage page)
    {
        await page.GotoAsync("/request?release=windows-server/2019");
        await ContinueAsync(page);
        await page.WaitForURLAsync("**/plan");
    }

    private static async Task<string> SubmitAsync(IPage page, string title)
    {
        await page.Locator("main input[type=radio]").First.CheckAsync();
        await ContinueAsync(page);
        await page.Locator("[name='Model.Title']").FillAsync(title);
        await page.Locator("[name='Model.Description']").FillAsync("It restarts and stops again, since Tuesday.");
        await page.Locator("[name='Model.Severity']").Nth(1).CheckAsync();
        await page.Locator("[name='Model.Hours']").First.CheckAsync();
        await ContinueAsync(page);
        await page.Locator("main input[type=checkbox]").Last.CheckAsync();
        await SubmitFirstAsync(page);
        await page.WaitForURLAsync("**/incidents/**");
        return IncidentAddress().Match(page.Url).Groups[1].Value;
    }

    private static Task ContinueAsync(IPage page) =>
        page.GetByRole(AriaRole.Button, new() { NameRegex = ContinueWord() }).ClickAsync();

    private static async Task OpenAsync(IPage page, string incident)
    {
        await page.GotoAsync($"/incidents/{incident}");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    private static async Task WriteAsync(IPage page, string incident, string tab, string text)
    {
        await page.GotoAsync($"/desk/incidents/{incident}?compose={tab}");
        await SendAsync(page, text);
        await Says(page, text);
    }

    private static async Task SendAsync(IPage page, string text)
    {
        var form = page.Locator("form:has([name='Model.Body'])");
        await form.Locator("[name='Model.Body']").FillAsync(text);
        if (form.Locator("[name='Model.SolutionCriterion']") is var criterion && await criterion.CountAsync() > 0)
        {
            await criterion.FillAsync("Both nodes run for a day.");
        }

        await form.Locator("button[type=submit]").First.ClickAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    private static async Task DecideAsync(IPage page)
    {
        await page.Locator("main input[type=radio]").Last.CheckAsync();
        await page.Locator("main textarea").FillAsync("The customer waited for nothing.");
        await page.Locator("main input[type=checkbox]").CheckAsync();
        await SubmitFirstAsync(page);
    }

    private static async Task SubmitFirstAsync(IPage page)
    {
        await page.Locator("main form button[type=submit]").First.ClickAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    private static Task Says(IPage page, string text) =>
        page.Locator("main", new() { HasText = text }).WaitForAsync();

    [GeneratedRegex("/incidents/([0-9a-f-]{36})")]
    private static partial Regex IncidentAddress();

    [GeneratedRegex("^(Continue|Continuer)$")]
    private static partial Regex ContinueWord();
}
