using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Guichet.Browser.Tests;

/// <summary>From two problems in one request to a request of its own (R1), by hand, on both sides; what assistive
/// technology meets on the way is checked on each page.</summary>
public sealed class DividingAProblem(BrowserHouse house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, Trait("Rule", "R1")]
    [InlineData("en", true)]
    [InlineData("fr", true)]
    public async Task Is_proposed_at_the_desk_and_answered_on_the_portal(string language, bool javaScript)
    {
        var buyer = await house.WelcomesAsync();
        await house.GivesPackAsync(buyer);
        var incident = (await buyer.Client.SubmitIncidentAsync(Request(), Cancel)).Id;

        // The agent's form is reached and filled; the second part waits behind its own fold.
        var agent = await SignedInAsync("agent@example.test", language, javaScript);
        await agent.GotoAsync($"/desk/incidents/{incident}");
        await OpenAsync(agent, "form:has([name='Split.Body'])");
        await agent.FillAsync("[name='Split.Body']", "The node and the backup have nothing in common.");
        await agent.FillAsync("[name='Split.Parts[0].Title']", "The backup ends too early");
        await OpenAsync(agent, "[name='Split.Parts[1].Title']");
        await agent.FillAsync("[name='Split.Parts[1].Title']", "The quorum is lost at night");
        await CheckAsync(agent);
        await PressAsync(agent, "form:has([name='Split.Body']) > button");
        await CheckAsync(agent);

        // The customer reads what each part costs, accepts the first and declines the second.
        var customer = await SignedInAsync($"{buyer.Id.Value:N}@example.test", language, javaScript);
        await customer.GotoAsync($"/incidents/{incident}");
        Assert.Equal(2, await customer.Locator("button[value=accept]").CountAsync());
        await CheckAsync(customer);
        await PressAsync(customer, "button[value=accept]");
        await PressAsync(customer, "button[value=decline]");
        await CheckAsync(customer);
        Assert.Equal(0, await customer.Locator("button[value=accept]").CountAsync());

        // The accepted one is a request of its own that leads back.
        await customer.Locator(".parts a[href^='/incidents/']").ClickAsync();
        await customer.Locator("h1", new() { HasText = "The backup ends too early" }).WaitForAsync();
        Assert.Equal(1, await customer.Locator($".links a[href='/incidents/{incident}']").CountAsync());
    }

    private async Task<IPage> SignedInAsync(string email, string language, bool javaScript)
    {
        await house.Work.RunAsync<bool>(
            database =>
            {
                // Whoever was welcomed has only a key; a browser asks for a password.
                var person = database.Set<Person>().Single(one => one.Email == email);
                person.PasswordHash ??= house.Services.GetRequiredService<People>().Hash("demonstration");
                return Task.FromResult<Result<bool>>(true);
            },
            Cancel);
        var page = await house.OpenAsync(language, javaScript);
        await page.GotoAsync("/account/sign-in");
        await page.Locator("main [name$='Email']").FillAsync(email);
        await page.Locator("main [name$='Password']").FillAsync("demonstration");
        await PressAsync(page, "main form button[type=submit]");
        await page.GotoAsync($"/language/{language}");
        return page;
    }

    /// <summary>Opens the folds around what is looked for, from the outside in.</summary>
    private static async Task OpenAsync(IPage page, string inside)
    {
        foreach (var fold in await page.Locator("details:not([open])", new() { Has = page.Locator(inside) }).AllAsync())
        {
            await fold.Locator("summary").First.ClickAsync();
        }
    }

    private static async Task PressAsync(IPage page, string button)
    {
        await page.Locator(button).First.ClickAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    private static async Task CheckAsync(IPage page)
    {
        Assert.Empty((await page.FindObstaclesAsync()).Select(one => $"{page.Url}: {one}"));
    }

    private static NewIncident Request() => new()
    {
        Id = Guid.CreateVersion7(),
        Release = "windows-server/2019",
        Plan = "pack-5",
        Severity = Severity.B,
        Hours = HoursOfCoverage.BusinessHours,
        Title = "Cluster node does not come back",
        Description = "The node restarts and stops again; the backup ends too early, too.",
        Contacts = [new NewContact { Name = "Camille Laurent", Email = "camille@example.test" }],
        NoGuaranteeAccepted = true,
    };
}
