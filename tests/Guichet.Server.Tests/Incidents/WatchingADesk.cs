using System.Net;
using System.Net.ServerSentEvents;
using Guichet.Server.Accounts;
using Guichet.Server.Tests.Accounts;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Incidents;

/// <summary>Desks that are open while somebody else works: in houses of their own, whose streams nobody else moves.
/// </summary>
public abstract class WatchingADesk : IAsyncLifetime
{
    private protected abstract House House { get; }

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => House.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Each_change_is_told_and_the_stream_ends_when_the_house_closes()
    {
        using var desk = await OpenDesk.OnAsync(House, House.Factory);
        await desk.HearsAsync();
        var story = await BeginAsync(House);

        await WorksAsync(story, desk);

        House.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        Assert.True(await desk.EndsAsync());
    }

    [Fact]
    public async Task A_request_that_is_no_event_source_is_told_so()
    {
        using var browser = new Visit(House);
        using var signedIn = await browser.SignInAsync("agent@example.test", DemonstrationPeople.Password);

        using var answer = await browser.GetAsync("/desk/queue/live");

        Assert.Equal(HttpStatusCode.NotAcceptable, answer.StatusCode);
    }

    /// <summary>Three changes one after the other, each of which must be heard: what a start stirs up cannot stand in
    /// for all of them.</summary>
    private protected static async Task WorksAsync(Story story, OpenDesk desk)
    {
        for (var number = 0; number < 3; number++)
        {
            await story.Agent.Client.ReplyAsync(story.Incident, Replies($"Step {number}"), cancel: Cancel);
            await desk.HearsAsync();
        }
    }

    /// <summary>An agent's open stream.</summary>
    private protected sealed class OpenDesk : IDisposable
    {
        private readonly Visit browser;
        private readonly HttpResponseMessage answer;
        private readonly IAsyncEnumerator<SseItem<string>> events;

        private OpenDesk(Visit browser, HttpResponseMessage answer, Stream stream)
        {
            this.browser = browser;
            this.answer = answer;
            events = SseParser.Create(stream).EnumerateAsync(Cancel).GetAsyncEnumerator(Cancel);
        }

        public static async Task<OpenDesk> OnAsync(House house, WebApplicationFactory<Program> node)
        {
            var browser = new Visit(house, node);
            using var signedIn = await browser.SignInAsync("agent@example.test", DemonstrationPeople.Password);
            var answer = await browser.FollowAsync("/desk/queue/live");
            Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
            return new(browser, answer, await answer.Content.ReadAsStreamAsync(Cancel));
        }

        /// <summary>Waits for the next news of a change, or of whoever comes and goes.</summary>
        public async Task HearsAsync(string news = "changed")
        {
            do
            {
                Assert.True(await events.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60), Cancel));
            }
            while (events.Current.EventType != news);
        }

        /// <summary>Who is on which incident.</summary>
        public Task<string> ReadWhoIsHereAsync() => browser.ReadAsync("/desk/here");

        /// <summary>Whether the stream ends, after whatever is still said.</summary>
        public async Task<bool> EndsAsync()
        {
            while (await events.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), Cancel))
            {
            }

            return true;
        }

        public void Dispose()
        {
            answer.Dispose();
            browser.Dispose();
        }
    }
}

public sealed class WatchingADeskOnSqlite : WatchingADesk
{
    private protected override House House { get; } = new OpenHouse();

    private sealed class OpenHouse : SqliteHouse
    {
        protected override void Configure(IWebHostBuilder host) => host.UseSetting("Demo", "true");
    }
}

public sealed class WatchingADeskOnPostgres : WatchingADesk
{
    private protected override House House { get; } = new OpenHouse();

    [Fact]
    public async Task What_happens_on_one_node_is_told_by_another_also_after_its_connection_was_lost()
    {
        await using var other = House.Factory.WithWebHostBuilder(_ => { });
        using var desk = await OpenDesk.OnAsync(House, other);
        await desk.HearsAsync();
        var story = await BeginAsync(House);
        await WorksAsync(story, desk);

        Assert.Equal(2, await EndListeningAsync());

        // Nobody knows what was missed meanwhile: the desk is told to read again.
        await desk.HearsAsync();
        await WorksAsync(story, desk);
        await IsSeenAsync(story, desk);
    }

    /// <summary>Somebody on the first node, by the desk that is open on the other.</summary>
    private async Task IsSeenAsync(Story story, OpenDesk desk)
    {
        using var maria = new Visit(House);
        (await maria.SignInAsync("manager@example.test", DemonstrationPeople.Password)).Dispose();
        var (incident, page) = (story.Incident, Guid.NewGuid());

        (await maria.PostJsonAsync("/desk/here", new { incident, page, writes = true })).Dispose();
        await desk.HearsAsync("here");
        Assert.Contains("Maria Costa is writing", await desk.ReadWhoIsHereAsync(), StringComparison.Ordinal);

        (await maria.PostJsonAsync("/desk/here", new { incident, page, leaves = true })).Dispose();
        await desk.HearsAsync("here");
        Assert.Equal("[]", await desk.ReadWhoIsHereAsync());
    }

    /// <summary>Takes the connections on which nodes listen; how many there were.</summary>
    private async Task<long> EndListeningAsync()
    {
        await using var connection = new NpgsqlConnection($"{House.ConnectionForAProcess};Pooling=false");
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(
            """
            select count(*) filter (where pg_terminate_backend(pid)) from pg_stat_activity
            where datname = current_database() and query like 'listen %'
            """,
            connection);
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }

    private sealed class OpenHouse : PostgresHouse
    {
        protected override void Configure(IWebHostBuilder host) => host.UseSetting("Demo", "true");
    }
}
