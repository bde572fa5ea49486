using Guichet.Client;
using Guichet.Client.Incidents;
using Guichet.Server.Tests.Incidents;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Teams;

public abstract class RunningMacros(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_canned_reply_speaks_the_customers_language_and_fills_its_fields_in()
    {
        var story = await BeginAsync(house);
        var reply = await ReplyAsync(story, "Hello {customer.name}, about {incident.number}: { x } stays.", "Bonjour.");

        var filled = await story.Agent.Client.FillReplyAsync(story.Incident, reply, Cancel);

        var incident = (await story.Agent.Client.GetIncidentAsync(story.Incident, Cancel)).Line;
        Assert.Equal("en", filled.Language);
        Assert.Equal($"Hello {incident.CustomerName}, about {incident.Number}: {{ x }} stays.", filled.Text);
        Assert.Equal(
            "canned-reply.field-unknown", await CodeAsync(() => ReplyAsync(story, "Hello {customer.age}", null)));
        Assert.Equal(
            "access.not-allowed",
            await CodeAsync(() => story.Agent.Client.SaveCannedReplyAsync(
                reply, new() { Name = "Mine", English = "Mine" }, cancel: Cancel)));
    }

    [Fact]
    public async Task A_macro_does_all_of_it_once()
    {
        var story = await BeginAsync(house);
        var crew = await Crew.OfAsync(house, 1);
        var macro = await MacroAsync(story, new()
        {
            Name = "Ask and pass on",
            Act = MacroAct.Ask,
            Handling = MacroHandling.Team,
            Team = crew.Key,
            SnoozeHours = 4,
        });
        var run = new NewMacroRun { Id = Guid.CreateVersion7() };

        await story.Agent.Client.RunMacroAsync(story.Incident, macro, run, cancel: Cancel);
        await story.Agent.Client.RunMacroAsync(story.Incident, macro, run, cancel: Cancel);

        var state = await story.Agent.Client.GetIncidentAsync(story.Incident, Cancel);
        var handling = await story.Agent.Client.GetHandlingAsync(story.Incident, Cancel);
        Assert.Equal(IncidentStatus.WaitingOnCustomer, state.Line.Status);
        Assert.Equal((crew.Key, (Guid?)null), (handling.Team, handling.Agent));
        var until = house.Clock.GetCurrentInstant() + Duration.FromHours(4);
        Assert.Equal(until.ToDateTimeOffset(), handling.SnoozedUntil);
        Assert.Equal(2, (await story.Customer.Client.ListMessagesAsync(story.Incident, cancel: Cancel)).Items.Count);
        Assert.Single(handling.Assignments);
    }

    [Fact]
    public async Task A_macro_that_cannot_be_done_in_full_is_not_done_at_all()
    {
        var story = await BeginAsync(house);
        var macro = await MacroAsync(
            story, new() { Name = "Over to you", Act = MacroAct.Reply, Handling = MacroHandling.HandOver });

        var code = await CodeAsync(() => story.Agent.Client.RunMacroAsync(
            story.Incident, macro, new() { Id = Guid.CreateVersion7() }, cancel: Cancel));

        Assert.Equal("team.unknown", code);
        Assert.Single((await story.Customer.Client.ListMessagesAsync(story.Incident, cancel: Cancel)).Items);
        Assert.Null((await story.Customer.Client.GetIncidentAsync(story.Incident, Cancel)).Line.RespondedAt);
        Assert.DoesNotContain("incident.replied", await story.ToldAsync());
    }

    [Fact]
    public async Task A_reply_that_a_macro_says_stays()
    {
        var story = await BeginAsync(house);
        var macro = await MacroAsync(story, new() { Name = "Hello", Act = MacroAct.Reply });
        var reply = (await story.Agent.Client.ListMacrosAsync(Cancel)).Single(one => one.Id == macro).Reply!.Value;

        Assert.Equal(
            "canned-reply.in-use",
            await CodeAsync(() => story.Manager.Client.RemoveCannedReplyAsync(reply, Cancel)));
        await story.Manager.Client.RemoveMacroAsync(macro, Cancel);
        await story.Manager.Client.RemoveCannedReplyAsync(reply, Cancel);
        Assert.DoesNotContain(await story.Agent.Client.ListCannedRepliesAsync(Cancel), one => one.Id == reply);
        Assert.Equal(
            "macro.does-nothing",
            await CodeAsync(() => story.Manager.Client.SaveMacroAsync(macro, new() { Name = "Idle" }, cancel: Cancel)));
    }

    private static async Task<Guid> ReplyAsync(Story story, string english, string? french) =>
        (await story.Manager.Client.SaveCannedReplyAsync(
            Guid.CreateVersion7(), new() { Name = "Hello", English = english, French = french }, 0, Cancel)).Id;

    private static async Task<Guid> MacroAsync(Story story, MacroEntry entry) =>
        (await story.Manager.Client.SaveMacroAsync(
            Guid.CreateVersion7(),
            entry with { Reply = await ReplyAsync(story, "Which build is it?", "Quelle version ?") },
            0,
            Cancel)).Id;
}

public sealed class RunningMacrosOnSqlite(SqliteHouse house) : RunningMacros(house);

public sealed class RunningMacrosOnPostgres(PostgresHouse house) : RunningMacros(house);
