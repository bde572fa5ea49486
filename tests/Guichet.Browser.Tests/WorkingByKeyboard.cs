using Guichet.Client.Incidents;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests;

/// <summary>The desk by its single keys and its palette.</summary>
public sealed class WorkingByKeyboard(BrowserHouse house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Takes_an_incident_and_watches_it_by_one_key_each()
    {
        var (desk, incident) = await OpenIncidentAsync();

        await desk.Keyboard.PressAsync("a");
        await Expect(desk.Locator("[data-shortcut=a]")).ToHaveCountAsync(0);
        await desk.Keyboard.PressAsync("w");
        await Expect(desk.Locator("[data-shortcut=w] input[name=watches]")).ToHaveValueAsync("no");

        var agent = await house.WelcomesAsync(Guichet.Accounts.Role.Agent);
        var handling = await agent.Client.GetHandlingAsync(incident, Cancel);
        Assert.NotNull(handling.Agent);
        Assert.Single(handling.Watchers);
    }

    [Fact]
    public async Task Does_nothing_of_it_while_somebody_types()
    {
        var (desk, incident) = await OpenIncidentAsync();
        var reply = desk.Locator("#compose textarea, textarea[name='Model.Body']").First;

        await reply.FocusAsync();
        await desk.Keyboard.TypeAsync("a quick answer?");

        await Expect(reply).ToHaveValueAsync("a quick answer?");
        await Expect(desk.Locator("dialog[open]")).ToHaveCountAsync(0);
        var agent = await house.WelcomesAsync(Guichet.Accounts.Role.Agent);
        Assert.Null((await agent.Client.GetHandlingAsync(incident, Cancel)).Agent);
    }

    [Theory]
    [InlineData("en", "Take", "views", "1 found")]
    [InlineData("fr", "Prendre", "Vues", "1 résultat")]
    public async Task Says_the_keys_and_goes_somewhere_by_the_palette(
        string language, string take, string words, string said)
    {
        var (desk, _) = await OpenIncidentAsync(language);

        await desk.Keyboard.PressAsync("?");
        await Expect(desk.Locator("#shortcuts")).ToBeVisibleAsync();
        await desk.Keyboard.PressAsync("Escape");
        await Expect(desk.Locator("#shortcuts")).ToBeHiddenAsync();
        await desk.Keyboard.PressAsync("Control+k");
        await Expect(desk.Locator("#palette [data-here]", new() { HasText = take })).ToHaveCountAsync(1);
        await desk.Keyboard.TypeAsync(words);
        await Expect(desk.Locator("[data-palette-count]")).ToHaveTextAsync(said);
        await desk.Keyboard.PressAsync("Enter");

        await desk.WaitForURLAsync("**/desk/views");
    }

    private async Task<(IPage Desk, Guid Incident)> OpenIncidentAsync(string language = "en")
    {
        var customer = await house.WelcomesAsync();
        await house.GivesPackAsync(customer);
        var incident = await customer.Client.SubmitIncidentAsync(
            new NewIncident
            {
                Id = Guid.CreateVersion7(),
                Release = "windows-server/2019",
                Plan = "pack-5",
                Severity = Severity.B,
                Hours = HoursOfCoverage.BusinessHours,
                Title = $"By keyboard {Guid.NewGuid():N}",
                Description = "It restarts and stops again, since Tuesday.",
                Contacts = [new() { Name = "Noor", Email = "noor@example.test", Phone = "+33 1 23 45 67 89" }],
                NoGuaranteeAccepted = true,
            },
            Cancel);
        var desk = await house.OpenAsync(language);
        await desk.GotoAsync("/account/sign-in");
        await desk.Locator("main [name$='Email']").FillAsync("agent@example.test");
        await desk.Locator("main [name$='Password']").FillAsync("demonstration");
        await desk.Locator("main form button[type=submit]").First.ClickAsync();
        await desk.WaitForURLAsync(address => !address.Contains("sign-in", StringComparison.Ordinal));
        await desk.GotoAsync($"/language/{language}");
        await desk.GotoAsync($"/desk/incidents/{incident.Id}");
        return (desk, incident.Id);
    }
}
