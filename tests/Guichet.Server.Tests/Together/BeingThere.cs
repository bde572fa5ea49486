using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Guichet.Accounts;
using Guichet.Server.Accounts;
using Guichet.Server.Incidents.Presence;
using Guichet.Server.Tests.Accounts;
using Guichet.Server.Tests.Incidents;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Server.Tests.Together;

/// <summary>Who looks and who writes. The clock is turned: a house to itself.</summary>
public sealed class BeingThere : IAsyncLifetime
{
    private readonly OpenHouse house = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => house.InitializeAsync();

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task Others_of_the_desk_see_it_until_nothing_is_heard_any_more()
    {
        var story = await Story.BeginAsync(house);
        using var alex = await PersonAtAsync("agent@example.test");
        using var maria = await PersonAtAsync("manager@example.test");
        var incident = story.Incident;

        using var alone = await alex.PostJsonAsync("/desk/here", new { incident, page = Guid.NewGuid() });
        Assert.Empty((await ReadAsync(alone)).GetProperty("people").EnumerateArray());
        using var two = await maria.PostJsonAsync("/desk/here", new { incident, page = Guid.NewGuid(), writes = true });
        var told = await ReadAsync(two);
        var seen = Assert.Single(told.GetProperty("people").EnumerateArray());
        Assert.Equal(
            ("Alex Martin is looking", false),
            (seen.GetProperty("said").GetString(), seen.GetProperty("writes").GetBoolean()));
        Assert.Equal(1, told.GetProperty("version").GetInt32());
        var line = Assert.Single(JsonDocument.Parse(await alex.ReadAsync("/desk/here")).RootElement.EnumerateArray());
        Assert.Equal(story.Incident, line.GetProperty("incident").GetGuid());
        Assert.Equal("Maria Costa is writing", line.GetProperty("said").GetString());

        house.Clock.Advance(Duration.FromSeconds(20));
        Assert.Equal("[]", await alex.ReadAsync("/desk/here"));
    }

    [Fact]
    public async Task Closing_the_page_ends_it_at_once_and_an_open_desk_hears_of_both()
    {
        var story = await Story.BeginAsync(house);
        using var alex = await PersonAtAsync("agent@example.test");
        using var maria = await PersonAtAsync("manager@example.test");
        using var stream = await maria.FollowAsync("/desk/queue/live");
        await using var events = SseParser.Create(await stream.Content.ReadAsStreamAsync(Cancel))
            .EnumerateAsync(Cancel).GetAsyncEnumerator(Cancel);
        var (incident, page) = (story.Incident, Guid.NewGuid());
        Assert.True(await events.MoveNextAsync());

        using var comes = await alex.PostJsonAsync("/desk/here", new { incident, page });
        await HearsAsync(events);
        Assert.Contains("Alex Martin", await maria.ReadAsync("/desk/here"), StringComparison.Ordinal);
        using var goes = await alex.PostJsonAsync("/desk/here", new { incident, page, leaves = true });
        await HearsAsync(events);
        Assert.Equal("[]", await maria.ReadAsync("/desk/here"));
    }

    [Fact]
    public async Task No_customer_comes_near_it_and_nothing_is_posted_without_the_page_s_token()
    {
        var story = await Story.BeginAsync(house);
        using var alex = await PersonAtAsync("agent@example.test");
        var (incident, page) = (story.Incident, Guid.NewGuid());
        using var here = await alex.PostJsonAsync("/desk/here", new { incident, page });
        using var camille = await PersonAtAsync("camille@example.test");

        foreach (var path in (string[])["/desk/here", "/desk/queue/live", "/desk/colleagues/suggestions?query=al"])
        {
            using var answer = await camille.GetAsync(path);
            Assert.DoesNotContain("Alex", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
            Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
        }

        using var posted = await camille.PostJsonAsync("/desk/here", new { incident, page });
        Assert.NotEqual(HttpStatusCode.OK, posted.StatusCode);
        using var forged = await alex.PostJsonAsync(
            "/desk/here", new { incident, page }, withToken: false);
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        using var unknown = await alex.PostJsonAsync("/desk/here", new { incident = page, page });
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public void One_person_s_many_pages_push_nobody_out()
    {
        var here = house.Services.GetRequiredService<WhoIsHere>();
        var (many, one) = (AgentCalled("Many"), AgentCalled("One"));
        foreach (var _ in Enumerable.Range(0, WhoIsHere.MostOfOne + 10))
        {
            here.Hear(new(Guid.NewGuid()), many, Guid.NewGuid(), writes: false);
        }

        here.Hear(new(Guid.NewGuid()), one, Guid.NewGuid(), writes: false);

        Assert.Equal(WhoIsHere.MostOfOne, here.List(one.Person).Count);
        Assert.Equal("One", Assert.Single(here.List(many.Person)).Name);
        house.Clock.Advance(WhoIsHere.Patience);
        here.Hear(new(Guid.NewGuid()), many, Guid.NewGuid(), writes: false);
        Assert.Single(here.List(one.Person));
    }

    private static Actor AgentCalled(string name) =>
        new(new(Guid.NewGuid()), name, Role.Agent, SignInKind.Personal, null, null, []);

    private async Task<Visit> PersonAtAsync(string email)
    {
        var browser = new Visit(house);
        (await browser.SignInAsync(email, DemonstrationPeople.Password)).Dispose();
        return browser;
    }

    private static Task<JsonElement> ReadAsync(HttpResponseMessage answer) =>
        answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);

    private static async Task HearsAsync(IAsyncEnumerator<SseItem<string>> events)
    {
        do
        {
            Assert.True(await events.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), Cancel));
        }
        while (events.Current.EventType != "here");
    }

    private sealed class OpenHouse : SqliteHouse
    {
        protected override void Configure(IWebHostBuilder host) => host.UseSetting("Demo", "true");
    }
}
