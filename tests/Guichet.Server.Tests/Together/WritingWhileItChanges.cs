using System.Net;
using System.Text.RegularExpressions;
using Guichet.Client;
using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Tests.Accounts;
using Guichet.Server.Tests.Incidents;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Together;

/// <summary>Time goes on between what is said: a house to each test.</summary>
public abstract class WritingWhileItChanges(House house) : IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => house.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await house.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Is_answered_412_with_what_has_changed()
    {
        var story = await BeginAsync(house);
        house.Clock.Advance(Duration.FromMinutes(1));
        await story.Manager.Client.ReplyAsync(story.Incident, Replies("I take care of it."), null, Cancel);
        house.Clock.Advance(Duration.FromMinutes(1));
        await story.Manager.Client.AddNoteAsync(story.Incident, Says("ZEBRA"), Cancel);
        house.Clock.Advance(Duration.FromMinutes(1));
        await story.Customer.Client.ReplyAsync(story.Incident, Replies("Thank you."), null, Cancel);

        var refused = await Assert.ThrowsAsync<GuichetException>(
            () => story.Agent.Client.ReplyAsync(story.Incident, Replies("Which build?"), 1, Cancel));

        Assert.Equal((HttpStatusCode.PreconditionFailed, "version.changed"), (refused.Status, refused.Code));
        Assert.Equal(3, refused.Facts["current"].GetInt32());
        var told = refused.Facts["changes"].EnumerateArray()
            .Select(change => change.GetProperty("part").GetString())
            .ToArray();
        Assert.Equal(["status", "owner", "message", "note", "message"], told);
        var changes = await story.Agent.Client.GetChangesAsync(story.Incident, 1, Cancel);
        Assert.Equal(
            [
                (ChangedPart.Status, "submitted", "in-progress"), (ChangedPart.Owner, null, "SupportManager"),
                (ChangedPart.Message, null, null), (ChangedPart.Note, null, null), (ChangedPart.Message, null, null),
            ],
            changes.Changes.Select(one => (one.Part, one.Before, one.After?.Split(' ')[0])));
        Assert.Empty((await story.Agent.Client.GetChangesAsync(story.Incident, 3, Cancel)).Changes);
    }

    [Fact]
    public async Task Tells_a_customer_of_no_note()
    {
        var story = await BeginAsync(house);
        house.Clock.Advance(Duration.FromMinutes(1));
        await story.Agent.Client.ReplyAsync(story.Incident, Replies("Hello."), null, Cancel);
        await story.Agent.Client.AddNoteAsync(story.Incident, Says("ZEBRA"), Cancel);

        var changes = await story.Customer.Client.GetChangesAsync(story.Incident, 1, Cancel);

        Assert.DoesNotContain(changes.Changes, one => one.Part == ChangedPart.Note);
        Assert.Single(changes.Changes, one => one.Part == ChangedPart.Message);
        Assert.Equal("incident.unknown", await CodeAsync(async () => await (await house.WelcomesAsync())
            .Client.GetChangesAsync(story.Incident, 1, Cancel)));
    }
}

public sealed class WritingWhileItChangesOnSqlite() : WritingWhileItChanges(new SqliteHouse());

public sealed class WritingWhileItChangesOnPostgres() : WritingWhileItChanges(new PostgresHouse());

/// <summary>The same on the pages of both sides, without script.</summary>
public sealed partial class WritingOnAPage(DemonstrationHouse house) : IClassFixture<DemonstrationHouse>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task At_the_desk_sends_nothing_over_news_and_keeps_the_words()
    {
        var story = await BeginAsync(house);
        await story.Manager.Client.ReplyAsync(story.Incident, Replies("I take care of it."), null, Cancel);
        using var browser = new Visit(house);
        using var signedIn = await browser.SignInAsync("agent@example.test", DemonstrationPeople.Password);
        var (address, message) = ($"/desk/incidents/{story.Incident}?compose=reply", Guid.CreateVersion7().ToString());

        using var late = await browser.PostAsync(
            address, "compose", ("Model.Id", message), ("Model.Version", "1"), ("Model.Body", "Which build is it?"));
        var page = await late.Content.ReadAsStringAsync(Cancel);

        Assert.Equal(HttpStatusCode.OK, late.StatusCode);
        Assert.Contains("Which build is it?</textarea>", page, StringComparison.Ordinal);
        Assert.Contains("State: Submitted", page, StringComparison.Ordinal);
        Assert.Contains("Send all the same", page, StringComparison.Ordinal);
        Assert.Equal(2, (await story.Agent.Client.ListMessagesAsync(story.Incident, cancel: Cancel)).Items.Count);

        using var sent = await browser.PostAsync(
            address,
            "compose",
            ("Model.Id", message), ("Model.Version", VersionOn(page)), ("Model.Body", "Which build is it?"));
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Equal(3, (await story.Agent.Client.ListMessagesAsync(story.Incident, cancel: Cancel)).Items.Count);
    }

    [Fact]
    public async Task In_the_portal_sends_nothing_over_news_and_keeps_the_words()
    {
        var incident = await SubmitAsync();
        var agent = await house.WelcomesAsync(Guichet.Accounts.Role.Agent);
        await agent.Client.ReplyAsync(incident, Replies("Try this."), null, Cancel);
        await agent.Client.AddNoteAsync(incident, Says("ZEBRA"), Cancel);
        using var browser = new Visit(house);
        using var signedIn = await browser.SignInAsync("sam@example.test", DemonstrationPeople.Password);
        var (address, message) = ($"/incidents/{incident}", Guid.CreateVersion7().ToString());

        using var late = await browser.PostAsync(
            address, "reply", ("Reply.Id", message), ("Reply.Version", "1"), ("Reply.Body", "It still fails."));
        var page = await late.Content.ReadAsStringAsync(Cancel);

        Assert.Contains("It still fails.</textarea>", page, StringComparison.Ordinal);
        Assert.Contains("Send all the same", page, StringComparison.Ordinal);
        Assert.DoesNotContain("ZEBRA", page, StringComparison.Ordinal);
        Assert.Equal(2, (await agent.Client.ListMessagesAsync(incident, cancel: Cancel)).Items.Count);
        using var sent = await browser.PostAsync(
            address,
            "reply",
            ("Reply.Id", message),
            ("Reply.Version", VersionOn(page, "Reply")),
            ("Reply.Body", "It still fails."));
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
    }

    [Fact]
    public async Task Keeps_a_draft_by_a_button_brings_it_back_and_throws_it_away()
    {
        var incident = await SubmitAsync();
        using var browser = new Visit(house);
        using var signedIn = await browser.SignInAsync("sam@example.test", DemonstrationPeople.Password);
        var (address, message) = ($"/incidents/{incident}", Guid.CreateVersion7().ToString());
        var kept = await browser.PostAsync(
            address,
            "reply",
            ("Reply.Id", message), ("Reply.Version", "1"), ("Reply.Body", "Half a sen"), ("Reply.Act", "keep-draft"));
        kept.Dispose();

        // On another machine.
        using var elsewhere = new Visit(house);
        using var again = await elsewhere.SignInAsync("sam@example.test", DemonstrationPeople.Password);
        var page = await elsewhere.ReadAsync(address);
        Assert.Contains("Half a sen</textarea>", page, StringComparison.Ordinal);
        Assert.Contains(message, page, StringComparison.Ordinal);
        Assert.Contains("Draft kept", page, StringComparison.Ordinal);
        using var agent = new Visit(house);
        using var agentSignedIn = await agent.SignInAsync("agent@example.test", DemonstrationPeople.Password);
        Assert.DoesNotContain(
            "Half a sen", await agent.ReadAsync($"/desk/incidents/{incident}"), StringComparison.Ordinal);

        using var dropped = await elsewhere.PostAsync(
            address, "reply", ("Reply.Id", message), ("Reply.Body", ""), ("Reply.Act", "drop-draft"));
        Assert.DoesNotContain("Half a sen", await elsewhere.ReadAsync(address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_the_desk_a_draft_is_marked_in_the_queue_and_comes_back_in_its_box()
    {
        var story = await BeginAsync(house);
        using var browser = new Visit(house);
        using var signedIn = await browser.SignInAsync("agent@example.test", DemonstrationPeople.Password);
        using var kept = await browser.PostAsync(
            $"/desk/incidents/{story.Incident}?compose=solution",
            "compose",
            ("Model.Id", Guid.CreateVersion7().ToString()),
            ("Model.Version", "1"),
            ("Model.Body", "Half a solution"),
            ("Model.Act", "keep-draft"));

        Assert.Contains("Half a solution</textarea>", await browser.ReadAsync(
            $"/desk/incidents/{story.Incident}?compose=solution"), StringComparison.Ordinal);
        Assert.DoesNotContain("Half a solution", await browser.ReadAsync(
            $"/desk/incidents/{story.Incident}?compose=note"), StringComparison.Ordinal);
        var row = Regex.Match(
            await browser.ReadAsync("/desk/queue?order=newest"),
            $"<tr(?:(?!</tr>).)*{story.Incident}.*?</tr>",
            RegexOptions.Singleline);
        Assert.Contains("Draft", row.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_the_desk_shows_what_another_page_kept_and_replaces_it_only_then()
    {
        var story = await BeginAsync(house);
        using var browser = new Visit(house);
        using var signedIn = await browser.SignInAsync("agent@example.test", DemonstrationPeople.Password);
        var address = $"/desk/incidents/{story.Incident}?compose=statement";
        Task<HttpResponseMessage> KeepAsync(string criterion, string read) => browser.PostAsync(
            address,
            "compose",
            ("Model.Id", Guid.CreateVersion7().ToString()),
            ("Model.Version", "1"),
            ("Model.Body", "The backup stops."),
            ("Model.SolutionCriterion", criterion),
            ("Model.Draft", read),
            ("Model.Act", "keep-draft"));
        using var one = await KeepAsync("<It ends.>", "0");

        using var other = await KeepAsync("It ends by ten.", "0");
        var page = await other.Content.ReadAsStringAsync(Cancel);

        Assert.Contains("Another page of yours kept this", page, StringComparison.Ordinal);
        Assert.Contains("&lt;It ends.&gt;</pre>", page, StringComparison.Ordinal);
        Assert.Contains("It ends by ten.</textarea>", page, StringComparison.Ordinal);
        Assert.Contains("&lt;It ends.&gt;</textarea>", await browser.ReadAsync(address), StringComparison.Ordinal);
        using var again = await KeepAsync("It ends by ten.", ReadOn(page));
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Contains("It ends by ten.</textarea>", await browser.ReadAsync(address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_the_portal_shows_what_another_page_kept_and_replaces_it_only_then()
    {
        var (address, message) = ($"/incidents/{await SubmitAsync()}", Guid.CreateVersion7().ToString());
        using var browser = new Visit(house);
        using var signedIn = await browser.SignInAsync("sam@example.test", DemonstrationPeople.Password);
        Task<HttpResponseMessage> KeepAsync(string body, string read) => browser.PostAsync(
            address,
            "reply",
            ("Reply.Id", message), ("Reply.Version", "1"), ("Reply.Body", body),
            ("Reply.Draft", read), ("Reply.Act", "keep-draft"));
        using var one = await KeepAsync("Of one page", "0");

        using var other = await KeepAsync("Of the other", "0");
        var page = await other.Content.ReadAsStringAsync(Cancel);

        Assert.Contains("Of one page</pre>", page, StringComparison.Ordinal);
        Assert.Contains("Of the other</textarea>", page, StringComparison.Ordinal);
        using var again = await KeepAsync("Of the other", ReadOn(page));
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
    }

    [Fact]
    public async Task A_task_is_changed_on_the_page_as_it_was_read()
    {
        var story = await BeginAsync(house);
        var task = Guid.CreateVersion7();
        var entry = new TaskEntry { Text = "Ask for the dump", Due = new(2026, 12, 1) };
        await story.Agent.Client.SaveTaskAsync(story.Incident, task, entry, null, Cancel);
        using var browser = new Visit(house);
        using var signedIn = await browser.SignInAsync("agent@example.test", DemonstrationPeople.Password);
        var address = $"/desk/incidents/{story.Incident}?task={task}";
        Assert.Matches("name=\"Adding.Text\"[^>]*value=\"Ask for the dump\"", await browser.ReadAsync(address));
        Task<HttpResponseMessage> SaveAsync(string text) => browser.PostAsync(
            address,
            "add-task",
            ("Adding.Id", task.ToString()), ("Adding.Version", "1"), ("Adding.Text", text),
            ("Adding.Due", "2026-12-01"));

        using var saved = await SaveAsync("Ask for the log");
        using var late = await SaveAsync("Ask for both");

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var page = await late.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("It has changed since you read it.", page, StringComparison.Ordinal);
        Assert.Matches("name=\"Adding.Version\" value=\"2\"", page);
        Assert.Matches("name=\"Adding.Text\"[^>]*value=\"Ask for both\"", page);
        var now = Assert.Single(await story.Agent.Client.ListTasksAsync(story.Incident, Cancel));
        Assert.Equal(("Ask for the log", entry.Due), (now.Text, now.Due));
    }

    [Fact]
    public async Task In_the_portal_what_another_page_kept_comes_back_after_sending_and_its_page_can_send_it()
    {
        var (address, message) = ($"/incidents/{await SubmitAsync()}", Guid.CreateVersion7().ToString());
        using var browser = new Visit(house);
        using var signedIn = await browser.SignInAsync("sam@example.test", DemonstrationPeople.Password);
        var version = VersionOn(await browser.ReadAsync(address), "Reply");
        Task<HttpResponseMessage> PostAsync(string id, string body, string read, string act = "") => browser.PostAsync(
            address,
            "reply",
            ("Reply.Id", id), ("Reply.Version", version), ("Reply.Body", body), ("Reply.Draft", read),
            ("Reply.Act", act));
        using var first = await PostAsync(message, "Of both", "0", "keep-draft");
        using var second = await PostAsync(message, "Of the other", "1", "keep-draft");

        using var sent = await PostAsync(message, "Of one page", "1");

        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Contains("Of the other</textarea>", await browser.ReadAsync(address), StringComparison.Ordinal);

        // The other page still has the id that is used up: it is refused once, with an id of its own to send by.
        version = VersionOn(await browser.ReadAsync(address), "Reply");
        using var refused = await PostAsync(message, "Of the other", "2");
        var page = await refused.Content.ReadAsStringAsync(Cancel);
        var id = Regex.Match(page, "name=\"Reply.Id\" value=\"(?<id>[^\"]+)\"").Groups["id"].Value;
        Assert.NotEqual(message, id);
        using var again = await PostAsync(id, "Of the other", ReadOn(page));
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.DoesNotContain("Of the other</textarea>", await browser.ReadAsync(address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_buttons_of_a_task_do_nothing_to_what_was_changed_meanwhile_and_say_how_it_is_now()
    {
        var story = await BeginAsync(house);
        var task = Guid.CreateVersion7();
        var entry = new TaskEntry { Text = "Ask for the dump" };
        await story.Agent.Client.SaveTaskAsync(story.Incident, task, entry, null, Cancel);
        using var browser = new Visit(house);
        using var signedIn = await browser.SignInAsync("agent@example.test", DemonstrationPeople.Password);
        var address = $"/desk/incidents/{story.Incident}";
        async Task<string> PressAsync(string act, int version)
        {
            using var answer = await browser.PostAsync(
                address, "tasks", ("Act", $"{act} {story.Incident} {task} {version}"));
            return answer.StatusCode == HttpStatusCode.Redirect ? "" : await answer.Content.ReadAsStringAsync(Cancel);
        }

        Assert.Contains($"done {story.Incident} {task} 1", await browser.ReadAsync(address), StringComparison.Ordinal);
        await story.Manager.Client.SaveTaskAsync(
            story.Incident, task, entry with { Text = "Ask for the log" }, 1, Cancel);

        var done = await PressAsync("done", 1);
        var removed = await PressAsync("remove", 1);

        Assert.All([done, removed], page =>
        {
            Assert.Contains("nothing was done", page, StringComparison.Ordinal);
            Assert.Contains("Now: Ask for the log", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Send all the same", page, StringComparison.Ordinal);
        });
        Assert.Null(Assert.Single(await story.Agent.Client.ListTasksAsync(story.Incident, Cancel)).DoneAt);
        Assert.Empty(await PressAsync("done", 2));
        Assert.Empty(await PressAsync("done", 2));
        Assert.Contains(", done by ", await PressAsync("remove", 2), StringComparison.Ordinal);
        Assert.Empty(await PressAsync("undo", 3));
        Assert.Empty(await PressAsync("remove", 4));
        Assert.Empty(await story.Agent.Client.ListTasksAsync(story.Incident, Cancel));
    }

    private async Task<Guid> SubmitAsync()
    {
        var sam = DemonstrationPeople.All.Single(one => one.Email == "sam@example.test");
        var client = new GuichetClient(house.Factory.CreateClient(), sam.ApiKey);
        var order = Guid.CreateVersion7();
        await client.PlaceOrderAsync(new() { Id = order, Plan = "pack-5" }, Cancel);
        await client.PayForDemonstrationAsync(order, Cancel);
        return (await client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel)).Id;
    }

    private static string ReadOn(string page) =>
        Regex.Match(page, "\\.Draft\" value=\"(?<read>\\d+)\"").Groups["read"].Value;

    private static string VersionOn(string page, string form = "Model") => Regex.Match(
        page, $"name=\"{form}.Version\" value=\"(?<version>\\d+)\"").Groups["version"].Value;
}
