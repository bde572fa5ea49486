using System.Net;
using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Incidents;
using Guichet.Server.Incidents.Writing;
using Guichet.Server.Tests.Attachments;
using Guichet.Server.Tests.Incidents;
using Microsoft.Extensions.DependencyInjection;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Together;

/// <summary>The sweep looks at everybody's: each of these has a house to itself.</summary>
public abstract class KeepingDrafts(House house) : IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => house.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await house.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task They_are_ones_own_and_nobody_elses()
    {
        var story = await BeginAsync(house);
        foreach (var writer in new[] { story.Agent, story.Customer })
        {
            await writer.Client.KeepDraftAsync(
                story.Incident, DraftBox.Reply, Draft($"ZEBRA of {writer.Id.Value}"), cancel: Cancel);
        }

        var mine = Assert.Single(await story.Agent.Client.ListDraftsAsync(story.Incident, Cancel));
        Assert.Equal(
            (DraftBox.Reply, $"ZEBRA of {story.Agent.Id.Value}", House.Today.ToDateTimeOffset()),
            (mine.Box, mine.Body, mine.KeptAt));
        Assert.Empty(await story.Manager.Client.ListDraftsAsync(story.Incident, Cancel));
        Assert.Equal(1, (await story.Agent.Client.GetIncidentAsync(story.Incident, Cancel)).Line.Version);
        Assert.DoesNotContain(await story.ToldAsync(), kind => kind != "incident.submitted");
    }

    [Fact]
    public async Task They_stand_in_no_box_that_one_has_not_and_on_no_incident_that_one_does_not_see()
    {
        var (story, other) = (await BeginAsync(house), await house.WelcomesAsync());
        var clerk = await house.WelcomesAsync(Role.BillingClerk);

        Assert.Equal("access.may-not-act", await CodeAsync(
            () => story.Customer.Client.KeepDraftAsync(story.Incident, DraftBox.Note, Draft("x"), cancel: Cancel)));
        Assert.Equal("incident.unknown", await CodeAsync(
            () => other.Client.KeepDraftAsync(story.Incident, DraftBox.Reply, Draft("x"), cancel: Cancel)));
        Assert.Equal("access.not-allowed", await CodeAsync(
            () => clerk.Client.KeepDraftAsync(story.Incident, DraftBox.Reply, Draft("x"), cancel: Cancel)));
        Assert.Equal("fields.wrong", await CodeAsync(() => story.Agent.Client.KeepDraftAsync(
            story.Incident, DraftBox.Reply, Draft(new string('x', 50_001)), cancel: Cancel)));
    }

    [Fact]
    public async Task Sending_drops_what_was_kept_of_it_and_nothing_else()
    {
        var story = await BeginAsync(house);
        var (reply, note) = (Draft("Half a reply"), Draft("Half a note"));
        await story.Agent.Client.KeepDraftAsync(story.Incident, DraftBox.Reply, reply, cancel: Cancel);
        await story.Agent.Client.KeepDraftAsync(story.Incident, DraftBox.Note, note, cancel: Cancel);

        await story.Agent.Client.ReplyAsync(story.Incident, Replies("A whole reply", reply.Entry), null, Cancel);

        Assert.Equal(
            DraftBox.Note, Assert.Single(await story.Agent.Client.ListDraftsAsync(story.Incident, Cancel)).Box);

        // A page that was left open elsewhere must not bring it back.
        Assert.Equal("draft.sent", await CodeAsync(() => story.Agent.Client.KeepDraftAsync(
            story.Incident, DraftBox.Reply, reply with { Body = "Half a reply, more" }, cancel: Cancel)));
        await story.Agent.Client.AddNoteAsync(story.Incident, Says("A whole note", note.Entry), Cancel);
        Assert.Empty(await story.Agent.Client.ListDraftsAsync(story.Incident, Cancel));
    }

    [Fact]
    public async Task A_later_one_takes_the_place_of_the_earlier_and_an_empty_one_drops_it()
    {
        var story = await BeginAsync(house);
        await story.Agent.Client.KeepDraftAsync(story.Incident, DraftBox.Solution, Draft("One"), cancel: Cancel);
        await story.Agent.Client.KeepDraftAsync(
            story.Incident, DraftBox.Solution, Draft("Two") with { Minutes = 5, Version = 1 }, cancel: Cancel);

        var kept = Assert.Single(await story.Agent.Client.ListDraftsAsync(story.Incident, Cancel));
        Assert.Equal(("Two", (int?)5, 1), (kept.Body, kept.Minutes, kept.Version));
        await story.Agent.Client.KeepDraftAsync(story.Incident, DraftBox.Solution, Draft("  "), cancel: Cancel);
        Assert.Empty(await story.Agent.Client.ListDraftsAsync(story.Incident, Cancel));
        await story.Agent.Client.DropDraftAsync(story.Incident, DraftBox.Solution, cancel: Cancel);
    }

    [Fact]
    public async Task They_are_let_go_after_the_days_of_the_policy_and_their_files_wait_for_them()
    {
        var story = await BeginAsync(house);
        var draft = Draft("With a file");
        await story.Customer.Client.KeepDraftAsync(story.Incident, DraftBox.Reply, draft, cancel: Cancel);
        await story.Customer.AttachAsync(story.Incident, "trace.log", Bytes.Log(), draft.Entry);
        var sweep = house.Services.GetRequiredService<ForgetDrafts>();
        var now = house.Clock.GetCurrentInstant();

        Assert.Equal(0, await sweep.RunAsync(now + Duration.FromDays(30), Cancel));
        await house.TendAsync(now + Duration.FromDays(29));
        Assert.Single((await story.Customer.Client.ListAttachmentsAsync(story.Incident, cancel: Cancel)).Items);

        Assert.Equal(1, await sweep.RunAsync(now + Duration.FromDays(30) + Duration.FromSeconds(1), Cancel));
        Assert.Empty(await story.Customer.Client.ListDraftsAsync(story.Incident, Cancel));
    }

    [Fact]
    public async Task Of_a_statement_what_counts_as_a_solution_is_kept_too()
    {
        var story = await BeginAsync(house);
        var draft = Draft("") with { SolutionCriterion = "The backup ends." };
        await story.Agent.Client.KeepDraftAsync(story.Incident, DraftBox.Statement, draft, cancel: Cancel);
        await story.Agent.Client.KeepDraftAsync(
            story.Incident, DraftBox.Note, Draft("A note") with { SolutionCriterion = "Elsewhere" }, cancel: Cancel);

        Assert.Equal(
            [(DraftBox.Note, "A note", ""), (DraftBox.Statement, "", "The backup ends.")],
            (await story.Agent.Client.ListDraftsAsync(story.Incident, Cancel))
                .Select(one => (one.Box, one.Body, one.SolutionCriterion)));
        await story.Agent.Client.KeepDraftAsync(
            story.Incident, DraftBox.Statement, draft with { SolutionCriterion = " " }, cancel: Cancel);
        Assert.Single(await story.Agent.Client.ListDraftsAsync(story.Incident, Cancel));
    }

    [Fact]
    public async Task Of_two_pages_neither_replaces_what_it_has_not_read_of_the_other()
    {
        var story = await BeginAsync(house);
        var (one, other) = (Draft("Of one page"), Draft("Of the other"));
        Task<KeptDraft> KeepAsync(NewDraft draft, int read) =>
            story.Agent.Client.KeepDraftAsync(story.Incident, DraftBox.Reply, draft, read, Cancel);
        var kept = await KeepAsync(one, 0);

        var refused = await Assert.ThrowsAsync<GuichetException>(() => KeepAsync(other, 0));
        Assert.Equal((HttpStatusCode.PreconditionFailed, "draft.changed"), (refused.Status, refused.Code));
        Assert.Equal("draft.changed", await CodeAsync(
            () => story.Agent.Client.DropDraftAsync(story.Incident, DraftBox.Reply, kept.Revision + 1, Cancel)));
        var mine = Assert.Single(await story.Agent.Client.ListDraftsAsync(story.Incident, Cancel));
        Assert.Equal((one.Body, kept.Revision), (mine.Body, mine.Revision));

        // Whoever has read it may, and then the first is told.
        Assert.Equal(2, (await KeepAsync(other, mine.Revision)).Revision);
        Assert.Equal("draft.changed", await CodeAsync(() => KeepAsync(one with { Body = "More" }, kept.Revision)));

        // A page that threw it away and began anew is another's still.
        await story.Agent.Client.DropDraftAsync(story.Incident, DraftBox.Reply, 2, Cancel);
        Assert.Empty(await story.Agent.Client.ListDraftsAsync(story.Incident, Cancel));
        await KeepAsync(Draft("Anew"), 0);
        Assert.Equal("draft.changed", await CodeAsync(() => KeepAsync(one, kept.Revision)));
    }

    [Fact]
    public async Task A_page_that_never_heard_that_it_was_kept_goes_on()
    {
        var story = await BeginAsync(house);
        var draft = Draft("Half") with { Page = Guid.NewGuid() };
        Task<KeptDraft> KeepAsync(string body) => story.Customer.Client.KeepDraftAsync(
            story.Incident, DraftBox.Reply, draft with { Body = body }, 0, Cancel);
        await KeepAsync("Half");

        Assert.Equal(2, (await KeepAsync("Half a sen")).Revision);
        Assert.Equal(3, (await story.Customer.Client.KeepDraftAsync(
            story.Incident, DraftBox.Reply, Draft("Half a sen"), 0, Cancel)).Revision);
    }

    [Fact]
    public async Task What_one_page_sends_takes_no_other_words_away_that_another_page_kept_under_the_same_id()
    {
        var story = await BeginAsync(house);
        var agent = story.Agent.Client;
        var (page, other) = (Guid.NewGuid(), Guid.NewGuid());
        var draft = Draft("Of both pages") with { Page = page };
        await agent.KeepDraftAsync(story.Incident, DraftBox.Reply, draft, 0, Cancel);
        await agent.KeepDraftAsync(
            story.Incident, DraftBox.Reply, draft with { Body = "Of the other", Page = other }, 1, Cancel);

        await agent.ReplyAsync(
            story.Incident, Replies("Of the first", draft.Entry) with { Draft = new() { Revision = 1, Page = page } },
            null, Cancel);

        var left = Assert.Single(await agent.ListDraftsAsync(story.Incident, Cancel));
        Assert.Equal(("Of the other", 2), (left.Body, left.Revision));
        Assert.NotEqual(draft.Entry, left.Entry);

        // Its page goes on, and learns under which id; the first page, which has sent, keeps nothing more.
        Assert.Equal("draft.sent", await CodeAsync(() => agent.KeepDraftAsync(
            story.Incident, DraftBox.Reply, draft with { Body = "Late" }, 1, Cancel)));
        var kept = await agent.KeepDraftAsync(
            story.Incident, DraftBox.Reply, draft with { Body = "Of the other, more", Page = other }, 2, Cancel);
        Assert.Equal((3, left.Entry), (kept.Revision, kept.Entry));
        await agent.ReplyAsync(
            story.Incident,
            Replies("Of the other, all", left.Entry) with { Draft = new() { Revision = 3, Page = other } },
            null, Cancel);
        Assert.Empty(await agent.ListDraftsAsync(story.Incident, Cancel));
    }

    [Theory]
    [InlineData(2, false, "Sent", true)]
    [InlineData(1, true, "Sent", true)]
    [InlineData(1, false, "Kept last", true)]
    [InlineData(1, false, "Sent", false)]
    public async Task A_note_takes_the_draft_it_was_made_from(int read, bool samePage, string sent, bool goes)
    {
        var story = await BeginAsync(house);
        var page = Guid.NewGuid();
        var draft = Draft("Kept first") with { Page = page };
        foreach (var body in (string[])["Kept first", "Kept last"])
        {
            await story.Agent.Client.KeepDraftAsync(
                story.Incident, DraftBox.Note, draft with { Body = body }, cancel: Cancel);
        }

        await story.Agent.Client.AddNoteAsync(
            story.Incident,
            Says(sent, draft.Entry) with { Draft = new() { Revision = read, Page = samePage ? page : null } },
            Cancel);

        var left = await story.Agent.Client.ListDraftsAsync(story.Incident, Cancel);
        Assert.Equal(goes ? [] : ["Kept last"], left.Select(one => one.Body));
    }

    [Fact]
    public async Task What_was_sent_meanwhile_or_belongs_to_the_other_side_is_none()
    {
        var story = await BeginAsync(house);
        var reply = Replies("Sent");
        await story.Customer.Client.ReplyAsync(story.Incident, reply, null, Cancel);
        await house.Work.RunAsync<bool>(
            database =>
            {
                database.AddRange(
                    Row(story, DraftBox.Reply, reply.Id!.Value), Row(story, DraftBox.Note, Guid.CreateVersion7()));
                return Task.FromResult<Result<bool>>(true);
            },
            Cancel);

        Assert.Empty(await story.Customer.Client.ListDraftsAsync(story.Incident, Cancel));
    }

    [Fact]
    public async Task How_an_incident_stood_is_let_go_as_they_are_but_for_what_one_was_written_upon()
    {
        var story = await BeginAsync(house);
        foreach (var word in (string[])["One", "Two", "Three"])
        {
            await story.Agent.Client.ReplyAsync(story.Incident, Replies(word), null, Cancel);
        }

        await story.Agent.Client.KeepDraftAsync(
            story.Incident, DraftBox.Reply, Draft("Upon the second") with { Version = 2 }, cancel: Cancel);
        var sweep = house.Services.GetRequiredService<ForgetVersions>();
        var now = house.Clock.GetCurrentInstant();

        Assert.Equal(0, await sweep.RunAsync(now + Duration.FromDays(30), Cancel));
        Assert.Equal(2, await sweep.RunAsync(now + Duration.FromDays(30) + Duration.FromSeconds(1), Cancel));
        Assert.NotEmpty((await story.Agent.Client.GetChangesAsync(story.Incident, 2, Cancel)).Changes);
        Assert.Empty((await story.Agent.Client.GetChangesAsync(story.Incident, 1, Cancel)).Changes);
    }

    private static EntryDraft Row(Story story, DraftBox box, Guid entry) => new()
    {
        Person = story.Customer.Id,
        Incident = new(story.Incident),
        Box = box,
        Entry = new(entry),
        Body = "Left",
        KeptAt = House.Today,
        Revision = 1,
    };

    private static NewDraft Draft(string body) => new() { Entry = Guid.CreateVersion7(), Body = body };
}

public sealed class KeepingDraftsOnSqlite() : KeepingDrafts(new SqliteHouse());

public sealed class KeepingDraftsOnPostgres() : KeepingDrafts(new PostgresHouse());
