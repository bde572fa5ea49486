using Guichet.Client.Incidents;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests;

/// <summary>The desk of somebody with many places, on 1,024 pixels or on paper, and in the language with the longer
/// words.</summary>
public sealed class WorkingOnANarrowDesk(BrowserHouse house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shows_all_of_a_queue_s_row_and_the_places_in_one_row_without_script()
    {
        await SubmitAsync();
        var desk = await OpenAsync(javaScript: false);

        var frame = desk.Locator(".queue-rows .table-frame");
        Assert.Equal(0, await frame.EvaluateAsync<int>("frame => frame.scrollWidth - frame.clientWidth"));
        await Expect(frame.Locator("tbody .folded").First).ToBeVisibleAsync();
        var tops = await desk.Locator("#navigation > ul > li").EvaluateAllAsync<double[]>(
            "places => places.map(place => place.getBoundingClientRect().top)");
        Assert.Single(tops.Distinct());

        await desk.Locator("#navigation .more > button").FocusAsync();
        await desk.Keyboard.PressAsync("Enter");
        await desk.Locator("#more-places [href='/desk/policy']").FocusAsync();
        await desk.Keyboard.PressAsync("Enter");
        await desk.WaitForURLAsync("**/desk/policy");
    }

    [Fact]
    public async Task Meets_no_obstacle_among_the_places_that_are_seldom_gone_to()
    {
        var desk = await OpenAsync(javaScript: true);

        await desk.Locator("#navigation .more > button").ClickAsync();

        await Expect(desk.Locator("#more-places")).ToBeVisibleAsync();
        Assert.Empty(await desk.FindObstaclesAsync());
    }

    [Fact]
    public async Task Prints_the_matter_and_no_card_that_has_nothing_but_its_name()
    {
        var incident = await SubmitAsync();
        var desk = await OpenAsync(javaScript: true);
        await desk.GotoAsync($"/desk/incidents/{incident}");
        await Expect(desk.Locator("#tasks")).ToBeVisibleAsync();

        await desk.EmulateMediaAsync(new() { Media = Media.Print });

        await Expect(desk.GetByText("It restarts and stops again").First).ToBeVisibleAsync();
        await Expect(desk.Locator("#tasks")).ToBeHiddenAsync();
        Assert.Empty(await desk.Locator(".card:visible").EvaluateAllAsync<string[]>(
            """
            cards => cards.filter(card => card.innerText.trim() === card.querySelector("h2, h3")?.innerText.trim())
                .map(card => card.innerText)
            """));
    }

    private async Task<Guid> SubmitAsync()
    {
        var customer = await house.WelcomesAsync();
        await house.GivesPackAsync(customer);
        var id = Guid.CreateVersion7();
        await customer.Client.SubmitIncidentAsync(
            new NewIncident
            {
                Id = id,
                Release = "windows-server/2019",
                Plan = "pack-5",
                Severity = Severity.B,
                Hours = HoursOfCoverage.BusinessHours,
                Title = "The second node of the cluster does not come back after the update of this month",
                Description = "It restarts and stops again, since Tuesday.",
                Contacts = [new() { Name = "Noor", Email = "noor@example.test", Phone = "+33 1 23 45 67 89" }],
                NoGuaranteeAccepted = true,
            },
            Cancel);
        return id;
    }

    private async Task<IPage> OpenAsync(bool javaScript)
    {
        var desk = await house.OpenAsync("fr", javaScript, width: 1024);
        await desk.GotoAsync("/account/sign-in");
        await desk.Locator("main [name$='Email']").FillAsync("manager@example.test");
        await desk.Locator("main [name$='Password']").FillAsync("demonstration");
        await desk.Locator("main form button[type=submit]").First.ClickAsync();
        await desk.WaitForURLAsync(address => !address.Contains("sign-in", StringComparison.Ordinal));
        await desk.GotoAsync("/language/fr");
        await desk.GotoAsync("/desk/queue");
        return desk;
    }
}
