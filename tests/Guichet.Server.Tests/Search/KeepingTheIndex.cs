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
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Search;

/// <summary>In a house of its own, as the index is taken away in it.</summary>
public abstract class KeepingTheIndex : IAsyncLifetime
{
    /// <summary>The schema as it was before the search.</summary>
    private const string WithoutSearch = """
        drop function search_due_entry, search_due_incident, search_due_person, search_due_organization cascade;
        drop table search_shown, search_desk, search_due, search_rebuild;
        delete from schemaversions where scriptname like '%0024-search.sql';
        """;

    private const string WithoutSearchOnSqlite = """
        drop trigger search_due_message; drop trigger search_due_note; drop trigger search_due_assignment;
        drop trigger search_due_attachment; drop trigger search_due_attachment_state; drop trigger search_due_incident;
        drop trigger search_due_person; drop trigger search_due_organization;
        drop index incident_part_proposal; drop index incident_part_answer;
        drop index charge_dispute_words; drop index charge_dispute_answer;
        drop table search_shown; drop table search_desk; drop table search_due; drop table search_rebuild;
        delete from SchemaVersions where ScriptName like '%0024-search.sql';
        """;

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
    public async Task An_incident_that_changes_while_it_is_read_is_read_again()
    {
        var story = await BeginAsync(House);
        var (before, meanwhile) = (Finding.NewWord(), Finding.NewWord());
        await House.IndexesAsync(story.Incident);
        var changed = Task.CompletedTask;
        using var interposed = new Interposed(House, " into search_shown ", () =>
        {
            // SQLite has one writer: the change waits for the index. On PostgreSQL another node even writes it to the
            // index first.
            changed = Task.Run(
                () => story.Customer.Client.ReplyAsync(story.Incident, Replies(meanwhile), null, Cancel), Cancel);
            if (House is PostgresHouse)
            {
                changed.Wait(Cancel);
                House.Services.GetRequiredService<IndexIncidents>().RunAsync(Cancel).Wait(Cancel);
            }
        });

        // The mapper looks once a second whether somebody listens to it.
        var end = Environment.TickCount64 + 20_000;
        while (!interposed.IsDone && Environment.TickCount64 < end)
        {
            await story.Customer.Client.ReplyAsync(story.Incident, Replies(before), null, Cancel);
            await House.IndexesAsync(story.Incident);
        }

        await changed;
        await House.IndexesAsync(story.Incident);

        Assert.True(interposed.IsDone);
        Assert.Equal([story.Incident], await story.Agent.FindsAsync($"{before} {meanwhile}"));
        Assert.Equal([story.Incident], await story.Customer.FindsAsync($"{before} {meanwhile}"));
    }

    [Fact]
    public async Task What_was_there_before_the_search_came_is_found_without_anybody_asking_for_it()
    {
        var story = await BeginAsync(House);
        var word = Finding.NewWord();
        await story.Customer.Client.ReplyAsync(story.Incident, Replies(word), null, Cancel);
        await House.IndexesAsync(story.Incident);
        await House.Work.RunAsync<int>(
            async database => await database.Database.ExecuteSqlRawAsync(
                database.OnSqlite ? WithoutSearchOnSqlite : WithoutSearch, Cancel),
            Cancel);

        var options = House.Services.GetRequiredService<IOptions<StorageOptions>>().Value;
        Assert.Equal(["0024-search.sql"], Migrator.Run(options, NullLogger.Instance));
        await House.Services.GetRequiredService<IndexIncidents>().RunAsync(Cancel);

        Assert.Equal([story.Incident], await story.Agent.FindsAsync(word));
        Assert.Equal([story.Incident], await story.Customer.FindsAsync(word));
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
