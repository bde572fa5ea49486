using System.Net;
using Guichet.Accounts;
using Guichet.Client;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Search;
using Guichet.Server.Storage;
using Guichet.Server.Tests.Accounts;
using Guichet.Server.Tests.Incidents;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Search;

/// <summary>In a house of its own, as the index is taken away in it.</summary>
public abstract class KeepingTheIndex : IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected abstract House House { get; }

    public ValueTask InitializeAsync() => House.InitializeAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return House.DisposeAsync();
    }

    [Fact]
    public async Task Loses_nothing_that_was_committed_and_can_be_made_anew()
    {
        var story = await BeginAsync(House);
        var (word, name) = (Finding.NewWord(), Finding.NewWord());
        await House.IndexesAsync(story.Incident);

        // What is to be indexed stands and falls with what was written.
        await Assert.ThrowsAsync<InvalidOperationException>(() => House.Work.RunAsync<bool>(
            async database =>
            {
                database.Add(new Note(
                    new MessageId(Guid.CreateVersion7()),
                    new IncidentId(story.Incident),
                    story.Agent.Id,
                    "",
                    word,
                    null,
                    House.Today));
                await database.SaveChangesAsync(Cancel);
                Assert.True(await IsDueAsync(database, story.Incident));
                throw new InvalidOperationException("The process is gone.");
            },
            Cancel));
        await using (var database = House.Storage.Read())
        {
            Assert.False(await IsDueAsync(database, story.Incident));
        }

        await story.Customer.Client.ReplyAsync(story.Incident, Replies($"It says {word}."), null, Cancel);
        await House.IndexesAsync(story.Incident);
        Assert.Equal([story.Incident], await story.Agent.FindsAsync(word));

        // A name belongs to every incident of the person.
        await House.Work.RunAsync<bool>(
            async database =>
            {
                (await database.Set<Person>().SingleAsync(one => one.Id == story.Customer.Id, Cancel)).Name = name;
                return true;
            },
            Cancel);
        await House.IndexesAsync(story.Incident);
        Assert.Equal([story.Incident], await story.Agent.FindsAsync($"customer:{name}"));

        await House.Work.RunAsync<int>(
            async database => await database.Database.ExecuteSqlRawAsync(
                database.OnSqlite
                    ? "insert into search_desk(search_desk) values ('delete-all')"
                    : "delete from search_desk",
                Cancel),
            Cancel);
        Assert.Empty(await story.Agent.FindsAsync(word));

        var administrator = await House.WelcomesAsync(Role.Administrator);
        Assert.True((await administrator.Client.RebuildSearchAsync(Cancel)).Incidents > 0);
        Assert.Equal("access.not-allowed", await CodeAsync(() => story.Agent.Client.RebuildSearchAsync(Cancel)));
        await House.Services.GetRequiredService<IndexIncidents>().RunAsync(Cancel);
        Assert.Equal([story.Incident], await story.Agent.FindsAsync($"{word} customer:{name}"));
    }

    [Fact]
    public async Task Pages_write_what_was_found_as_text()
    {
        var sam = DemonstrationPeople.All.Single(one => one.Email == "sam@example.test");
        using var client = new GuichetClient(House.Factory.CreateClient(), sam.ApiKey);
        await House.GivesPackAsync(new(await PersonAsync(sam.Email), null, sam.ApiKey, client));
        var word = Finding.NewWord();
        var request = Finding.About("It says what?", $"<script>alert(1)</script> <b>{word}</b>");
        await client.SubmitIncidentAsync(request, Cancel);
        await House.IndexesAsync(request.Id!.Value);
        using var agent = new Visit(House);
        using var agentSignedIn = await agent.SignInAsync("agent@example.test", DemonstrationPeople.Password);
        using var customer = new Visit(House);
        using var customerSignedIn = await customer.SignInAsync(sam.Email, DemonstrationPeople.Password);

        foreach (var (visitor, page) in new[] { (agent, "/desk/search"), (customer, "/search") })
        {
            var found = await visitor.ReadAsync($"{page}?q={word}");
            Assert.Contains($"&lt;b&gt;<mark>{word}</mark>&lt;/b&gt;", found, StringComparison.Ordinal);
            Assert.Contains("&lt;script&gt;", found, StringComparison.Ordinal);
            Assert.DoesNotContain("<script>alert", found, StringComparison.Ordinal);

            var nothing = await visitor.ReadAsync($"{page}?q={word}+nowhere");
            Assert.Contains("Nothing was found", nothing, StringComparison.Ordinal);
            var wrong = await visitor.ReadAsync($"{page}?q=severity:D");
            Assert.Contains("There is no severity “D”", WebUtility.HtmlDecode(wrong), StringComparison.Ordinal);
            Assert.Contains("aria-invalid=\"true\"", wrong, StringComparison.Ordinal);
            Assert.Contains("What you can type", await visitor.ReadAsync(page), StringComparison.Ordinal);
        }

        using var sent = await agent.GetAsync($"/desk/go?q={word}");
        Assert.Equal($"/desk/search?q={word}", sent.Headers.Location?.OriginalString);
    }

    private async Task<PersonId> PersonAsync(string email)
    {
        await using var database = House.Storage.Read();
        return await database.Set<Person>().Where(one => one.Email == email).Select(one => one.Id).SingleAsync(Cancel);
    }

    private static Task<bool> IsDueAsync(Database database, Guid incident) =>
        database.Set<SearchDue>().AnyAsync(due => due.Incident == new IncidentId(incident), Cancel);
}

public sealed class KeepingTheIndexOnSqlite : KeepingTheIndex
{
    private protected override House House { get; } = new OpenHouse();

    private sealed class OpenHouse : SqliteHouse
    {
        protected override void Configure(IWebHostBuilder host) => host.UseSetting("Demo", "true");
    }
}

public sealed class KeepingTheIndexOnPostgres : KeepingTheIndex
{
    private protected override House House { get; } = new OpenHouse();

    private sealed class OpenHouse : PostgresHouse
    {
        protected override void Configure(IWebHostBuilder host) => host.UseSetting("Demo", "true");
    }
}
