using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Incidents;
using Guichet.Client.Search;
using Guichet.Server.Incidents;
using Guichet.Server.Search;
using Guichet.Server.Tests.Attachments;
using Guichet.Server.Tests.Incidents;
using Microsoft.EntityFrameworkCore;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Search;

public abstract class SearchingIncidents(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The same questions and answers on both databases, in both languages.</summary>
    [Fact]
    public async Task Finds_words_whatever_their_endings_accents_and_capitals_in_both_languages()
    {
        var story = await BeginAsync(house);
        var word = Finding.NewWord();
        var texts = new (string Key, string Text)[]
        {
            ("printers", "The printers crashed while updating, error 0x80070005 (KB4490370)"),
            ("imprimantes", "Les imprimantes de l’étage ne redémarrent plus après l’mise à jour"),
            ("coeur", "Le cœur du réseau : connexions perdues à l’École"),
            ("plain", "no such thing here"),
        };
        await house.GivesPackAsync(story.Customer, size: 10);
        var ids = new Dictionary<string, Guid>();
        foreach (var (key, text) in texts)
        {
            ids[key] = await story.Customer.OpensAsync(text, $"{word} ({key})");
        }

        await house.IndexesAsync([.. ids.Values]);
        var questions = new (string Asked, string[] Found)[]
        {
            ("printer", ["printers"]),
            ("CRASHING printers", ["printers"]),
            ("update", ["printers"]),
            ("0x80070005", ["printers"]),
            ("kb4490370", ["printers"]),
            ("imprimante", ["imprimantes"]),
            ("redémarrer l’imprimante", ["imprimantes"]),
            ("redemarrent ETAGE", ["imprimantes"]),
            ("coeur", ["coeur"]),
            ("cœur connexion", ["coeur"]),
            ("ecole", ["coeur"]),
            ("\"the printer\" of thing", []),
            ("imprimante printer", []),
            ("", ["plain", "coeur", "imprimantes", "printers"]),
        };
        foreach (var (asked, found) in questions)
        {
            Assert.Equal(found.Select(key => ids[key]), await story.Agent.FindsAsync($"{asked} {word}"));
            Assert.Equal(found.Select(key => ids[key]), await story.Customer.FindsAsync($"{asked} {word}"));
        }
    }

    [Fact]
    public async Task Filters_by_what_holds_now()
    {
        var story = await BeginAsync(house);
        var word = Finding.NewWord();
        await house.GivesPackAsync(story.Customer, size: 10);
        var first = await story.Customer.OpensAsync($"{word} one");
        var second = await story.Customer.OpensAsync($"{word} two");
        await house.IndexesAsync(first, second);

        Assert.Equal([second, first], await story.Agent.FindsAsync($"{word} is:unanswered agent:none"));
        await story.Agent.Client.ReplyAsync(first, Replies("Which build?", waits: true), null, Cancel);
        await house.IndexesAsync(first);

        var agent = story.Agent;
        Assert.Equal([second], await agent.FindsAsync($"{word} is:unanswered"));
        Assert.Equal([first], await agent.FindsAsync($"{word} agent:me is:waiting severity:B"));
        Assert.Equal([first], await agent.FindsAsync($"{word} state:waiting-on-customer product:\"Windows Server\""));
        Assert.Equal([first], await agent.FindsAsync($"{word} en attente"));
        Assert.Equal([first], await agent.FindsAsync($"severity:B product:\"Windows Server\" waiting {word}"));
        Assert.Equal([second], await agent.FindsAsync($"{word} agent:none plan:pack-5 team:aucune"));
        Assert.Equal([second, first], await agent.FindsAsync($"{word} product:windows-server/2019 is:open"));
        Assert.Empty(await agent.FindsAsync($"{word} severity:A"));
        Assert.Empty(await agent.FindsAsync($"{word} product:\"SQL Server\""));
        Assert.Equal([second, first], await agent.FindsAsync($"{word} after:2026-11-20 before:2026-11-21"));
        Assert.Empty(await agent.FindsAsync($"{word} before:2026-11-20"));
        Assert.Empty(await agent.FindsAsync($"{word} after:2026-11-21"));

        await story.Customer.Client.CloseIncidentAsync(
            second,
            Closes(ClosingReason.CustomersWish),
            (await story.Customer.Client.GetIncidentAsync(second, Cancel)).Line.Version,
            Cancel);
        await house.IndexesAsync(second);

        Assert.Equal([first], await story.Customer.FindsAsync($"{word} is:open is:mine"));
        Assert.Equal([second], await story.Customer.FindsAsync($"{word} state:clos"));
    }

    [Fact]
    public async Task Shows_a_customer_nothing_of_others_and_nothing_internal()
    {
        var story = await BeginAsync(house);
        var (word, secret, order) = (Finding.NewWord(), Finding.NewWord(), Finding.NewWord());
        var partner = await house.WelcomesAsync(memberRole: MemberRole.Submitter);
        var colleague = await house.WelcomesAsync(
            memberRole: MemberRole.Submitter, organization: partner.Organization);
        var accountant = await house.WelcomesAsync(memberRole: MemberRole.Billing, organization: partner.Organization);
        await house.GivesPackAsync(partner);
        var incident = await partner.OpensAsync($"{word} stops");
        await story.Agent.Client.AddNoteAsync(incident, Says($"Internal: {secret}"), Cancel);
        var entry = Guid.CreateVersion7();
        await story.Agent.AttachAsync(incident, $"{order}.log", Bytes.Log(), entry);
        await story.Agent.Client.AddNoteAsync(incident, Says("With a file.", entry), Cancel);
        await story.Agent.Client.AssignIncidentAsync(
            incident, new NewAssignment { Agent = story.Manager.Id.Value }, null, Cancel);
        await house.IndexesAsync(incident);

        Assert.Equal([incident], await story.Agent.FindsAsync(word));
        Assert.Equal([incident], await partner.FindsAsync(word));
        Assert.Equal([incident], await colleague.FindsAsync(word));
        Assert.Empty(await accountant.FindsAsync(word));
        Assert.Empty(await story.Customer.FindsAsync(word));
        Assert.Empty(await story.Customer.FindsAsync($"{word} is:open"));
        Assert.Equal([incident], await story.Agent.FindsAsync(secret));
        Assert.Equal([incident], await story.Manager.FindsAsync($"{order} agent:me"));
        foreach (var hidden in (string[])[secret, order, $"{word} {secret}"])
        {
            Assert.Empty(await partner.FindsAsync(hidden));
            Assert.Empty(await colleague.FindsAsync(hidden));
            Assert.Empty(await partner.FindsAsync(hidden, SearchOrder.Relevance));
        }

        foreach (var text in (string[])["agent:me", "team:none", "is:unassigned", "is:snoozed"])
        {
            var refused = await CodeAsync(() => partner.Client.SearchAsync($"{word} {text}", cancel: Cancel));
            Assert.StartsWith("search.", refused, StringComparison.Ordinal);
        }

        var excerpt = (await story.Agent.Client.SearchAsync(secret, cancel: Cancel)).Items[0].Excerpt!;
        Assert.Equal(SearchPlace.Note, excerpt.Place);
        Assert.Equal([new("Internal: ", false), new(secret, true)], excerpt.Pieces);
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("\" OR \"a")]
    [InlineData("a AND")]
    [InlineData("NEAR(a b, 3) NOT *")]
    [InlineData("words : a")]
    [InlineData("^a* + {b c}")]
    [InlineData("'); drop table incident; --")]
    [InlineData("a & | ! <-> 'b':*")]
    [InlineData("\\ ' \u0000 a")]
    [InlineData("#s_a #open")]
    [InlineData("% _ {0} {1}")]
    [InlineData("é\u0301\u0300 \uFFFE \u202E")]
    public async Task Takes_whatever_is_typed_for_words(string typed)
    {
        var agent = await house.WelcomesAsync(Role.Agent);
        var word = Finding.NewWord();

        Assert.Empty(await agent.FindsAsync($"{word} {typed}"));
        Assert.Empty(await agent.FindsAsync($"{typed} {word}", SearchOrder.Relevance));
        Assert.Empty((await agent.Client.SearchAsync(word, cursor: typed, cancel: Cancel)).Items);
    }

    [Fact]
    public async Task Refuses_what_is_too_long_or_empty()
    {
        var agent = await house.WelcomesAsync(Role.Agent);

        Assert.Equal("search.too-long", await AskingAsync(new string('x', 10_000)));
        Assert.Equal("search.words-missing", await AskingAsync(" \"?!\" "));
        Assert.Equal("search.product-unknown", await AskingAsync("product:\"no such thing\""));
        Assert.Equal("search.plan-unknown", await AskingAsync("plan:gratis"));
        Assert.Equal("search.agent-unknown", await AskingAsync("agent:Nobodyatall"));
        Assert.Equal("search.team-unknown", await AskingAsync("team:Nobodyatall"));

        Task<string> AskingAsync(string text) => CodeAsync(() => agent.Client.SearchAsync(text, cancel: Cancel));
    }

    [Fact]
    public async Task Leafs_through_the_newest_and_puts_the_title_first_where_asked()
    {
        var customer = await house.WelcomesAsync();
        await house.GivesPackAsync(customer, size: 60);
        var word = Finding.NewWord();
        var best = await customer.OpensAsync($"The {word} itself");
        var ids = new List<Guid> { best };
        for (var number = 0; number < 44; number++)
        {
            ids.Add(await customer.OpensAsync("Something else", $"It has to do with {word}."));
        }

        await house.IndexesAsync([.. ids]);
        ids.Reverse();

        Assert.Equal(ids, await LeafAsync(SearchOrder.Newest));
        Assert.Equal([best, .. ids.Where(id => id != best)], await LeafAsync(SearchOrder.Relevance));

        async Task<List<Guid>> LeafAsync(SearchOrder order)
        {
            var seen = new List<Guid>();
            string? cursor = null;
            do
            {
                var page = await customer.Client.SearchAsync(word, order, cursor, Cancel);
                Assert.InRange(page.Items.Count, 1, FindIncidents.PageSize);
                seen.AddRange(page.Items.Select(hit => hit.Incident.Id));
                cursor = page.Next;
            }
            while (cursor is not null);
            return seen;
        }
    }

    [Fact]
    public async Task Puts_the_incident_whose_number_was_typed_first()
    {
        var story = await BeginAsync(house);
        await house.GivesPackAsync(story.Customer, size: 5);
        var number = (await story.Agent.Client.GetIncidentAsync(story.Incident, Cancel)).Line.Number;
        var other = await story.Customer.OpensAsync($"The same as {number}");
        await house.IndexesAsync(story.Incident, other);

        // The desk sees the incidents of everybody in this house; some other may hold the number in its words.
        var found = await story.Agent.FindsAsync($"#{number}");
        Assert.Equal(story.Incident, found[0]);
        Assert.Contains(other, found);
        Assert.Equal([story.Incident, other], await story.Customer.FindsAsync($"{number}", SearchOrder.Relevance));
    }
}

public sealed class SearchingIncidentsOnSqlite(SqliteHouse house) : SearchingIncidents(house)
{
    private readonly House house = house;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Whoever has a million incidents would otherwise wait for all of them, at each page of each search.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Looks_what_it_found_up_by_number_and_not_among_all_of_a_customers(bool forAnOrganization)
    {
        var customer = await house.WelcomesAsync();
        var actor = new Actor(
            customer.Id,
            "Noor",
            Role.Customer,
            SignInKind.Work,
            forAnOrganization ? new OrganizationId(Guid.CreateVersion7()) : null,
            forAnOrganization ? MemberRole.Reader : null,
            []);
        await using var database = house.Storage.Read();
        List<long> numbers = [1, 2, 3];
        var asked = database.NumberedVisibleTo(actor)
            .Where(incident => EF.Parameter(numbers).Contains(incident.Number))
            .Select(incident => incident.Title);
        await database.Database.OpenConnectionAsync(Cancel);
        await using var command = asked.CreateDbCommand();
        command.CommandText = "explain query plan " + command.CommandText;

        var plan = new List<string>();
        await using var rows = await command.ExecuteReaderAsync(Cancel);
        while (await rows.ReadAsync(Cancel))
        {
            plan.Add(rows.GetString(3));
        }

        Assert.Contains(plan, line => line.Contains("INTEGER PRIMARY KEY", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, line => line.Contains("incident_", StringComparison.Ordinal));
    }
}

public sealed class SearchingIncidentsOnPostgres(PostgresHouse house) : SearchingIncidents(house);
