using Guichet.Client.Incidents;
using Microsoft.Playwright;

namespace Guichet.Browser.Tests;

/// <summary>The queue stays open while others submit and answer.</summary>
public sealed class WorkingAtAnOpenDesk(BrowserHouse house)
{
    private const string Live = "[data-live]:not([hidden]):not(.off)";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en", "1 new incident", "Which build")]
    [InlineData("fr", "1 nouvel incident", "Quelle version")]
    public async Task An_incident_submitted_elsewhere_comes_up_by_itself(string language, string news, string question)
    {
        var customer = await house.WelcomesAsync();
        await house.GivesPackAsync(customer);
        await SubmitAsync(customer, "It was there before");
        var desk = await OpenDeskAsync(language);
        await desk.Locator(Live).WaitForAsync();
        var focused = desk.GetByRole(AriaRole.Link, new() { Name = "It was there before" }).First;
        await focused.FocusAsync();
        await desk.EvaluateAsync("window.neverReloaded = true");

        var title = $"It came later {Guid.NewGuid():N}";
        var incident = await SubmitAsync(customer, title);

        var row = desk.Locator("tbody tr", new() { HasText = title });
        await row.WaitForAsync();
        await Assertions.Expect(desk.Locator("[data-live-said]")).ToHaveTextAsync(news);
        await Assertions.Expect(focused).ToBeFocusedAsync();

        // Another agent asks: the row says that it is the customer's turn.
        var agent = await house.WelcomesAsync(Guichet.Accounts.Role.Agent);
        await agent.Client.ReplyAsync(
            incident,
            new() { Id = Guid.CreateVersion7(), Body = question, WaitsForCustomer = true },
            cancel: Cancel);
        await row.Locator("[data-since]").WaitForAsync();
        Assert.True(await desk.EvaluateAsync<bool>("window.neverReloaded === true"));
    }

    [Fact]
    public async Task A_lost_connection_is_said_and_comes_back_by_itself()
    {
        var customer = await house.WelcomesAsync();
        await house.GivesPackAsync(customer);
        var desk = await house.OpenAsync();
        await desk.RouteAsync("**/desk/queue/live", route => route.AbortAsync());
        await SignInAsync(desk, "en");
        await desk.Locator("[data-live].off").WaitForAsync();
        var title = $"It came meanwhile {Guid.NewGuid():N}";
        await SubmitAsync(customer, title);
        Assert.Equal(0, await desk.Locator("tbody tr", new() { HasText = title }).CountAsync());

        await desk.UnrouteAsync("**/desk/queue/live");

        await desk.Locator("tbody tr", new() { HasText = title }).WaitForAsync();
        await desk.Locator(Live).WaitForAsync();
    }

    [Fact]
    public async Task Without_script_the_page_is_plain()
    {
        var customer = await house.WelcomesAsync();
        await house.GivesPackAsync(customer);
        var title = $"It is plain {Guid.NewGuid():N}";
        await SubmitAsync(customer, title);
        var desk = await house.OpenAsync(javaScript: false);

        await SignInAsync(desk, "en");

        await desk.Locator("tbody tr", new() { HasText = title }).WaitForAsync();
        await Assertions.Expect(desk.Locator("[data-live]")).ToBeHiddenAsync();
        await desk.GetByRole(AriaRole.Link, new() { Name = "Mine" }).ClickAsync();
        await desk.WaitForURLAsync("**/desk/queue?view=mine");
        Assert.Equal(0, await desk.Locator("tbody tr", new() { HasText = title }).CountAsync());
    }

    private async Task<IPage> OpenDeskAsync(string language)
    {
        var desk = await house.OpenAsync(language);
        await SignInAsync(desk, language);
        return desk;
    }

    private static async Task SignInAsync(IPage desk, string language)
    {
        await desk.GotoAsync("/account/sign-in");
        await desk.Locator("main [name$='Email']").FillAsync("agent@example.test");
        await desk.Locator("main [name$='Password']").FillAsync("demonstration");
        await desk.Locator("main form button[type=submit]").First.ClickAsync();
        await desk.WaitForURLAsync(address => !address.Contains("sign-in", StringComparison.Ordinal));
        await desk.GotoAsync($"/language/{language}");
        await desk.GotoAsync("/desk/queue");
    }

    private static async Task<Guid> SubmitAsync(Server.Tests.Somebody customer, string title)
    {
        var submitted = await customer.Client.SubmitIncidentAsync(
            new NewIncident
            {
                Id = Guid.CreateVersion7(),
                Release = "windows-server/2019",
                Plan = "pack-5",
                Severity = Severity.A,
                Hours = HoursOfCoverage.AroundTheClock,
                Title = title,
                Description = "It restarts and stops again, since Tuesday.",
                Contacts =
                [
                    new() { Name = "Noor", Email = "noor@example.test", Phone = "+33 1 23 45 67 89", AnyHour = true },
                ],
                NoGuaranteeAccepted = true,
            },
            Cancel);
        return submitted.Id;
    }
}
