using Guichet.Client;
using Guichet.Client.Incidents;
using Guichet.Packs;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Incidents;

public abstract class LinkingTwoIncidents(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shows_it_on_both_and_removes_it_from_either()
    {
        var story = await BeginAsync(house);
        var other = await OtherAsync(story);

        await LinkAsync(story, story.Incident, IncidentLinkKind.Blocks, other);
        await LinkAsync(story, story.Incident, IncidentLinkKind.Blocks, other);
        await LinkAsync(story, other, IncidentLinkKind.Relates, story.Incident);
        await LinkAsync(story, story.Incident, IncidentLinkKind.Relates, other);

        Assert.Equal(
            [(IncidentLinkKind.Blocks, false), (IncidentLinkKind.Relates, false)],
            (await story.Customer.Client.ListLinksAsync(story.Incident, Cancel))
                .Select(link => (link.Kind, link.Backwards)));
        Assert.Equal(
            [(IncidentLinkKind.Blocks, true), (IncidentLinkKind.Relates, false)],
            (await story.Agent.Client.ListLinksAsync(other, Cancel)).Select(link => (link.Kind, link.Backwards)));

        await UnlinkAsync(story, other, IncidentLinkKind.Blocks, story.Incident);
        await UnlinkAsync(story, story.Incident, IncidentLinkKind.Relates, other);
        Assert.Empty(await story.Agent.Client.ListLinksAsync(story.Incident, Cancel));
    }

    [Fact]
    public async Task Never_closes_a_circle()
    {
        var story = await BeginAsync(house);
        var (one, two, three) = (story.Incident, await OtherAsync(story), await OtherAsync(story));
        await LinkAsync(story, one, IncidentLinkKind.Blocks, two);
        await LinkAsync(story, two, IncidentLinkKind.Blocks, three);

        Assert.Equal("link.circle", await CodeAsync(() => LinkAsync(story, three, IncidentLinkKind.Blocks, one)));
        Assert.Equal("link.to-itself", await CodeAsync(() => LinkAsync(story, one, IncidentLinkKind.Blocks, one)));
        Assert.Equal("link.follows", await CodeAsync(() => LinkAsync(story, one, IncidentLinkKind.SplitsFrom, two)));
        await LinkAsync(story, three, IncidentLinkKind.Relates, one);
    }

    [Fact]
    public async Task Racers_never_close_a_circle_between_them()
    {
        var story = await BeginAsync(house);
        Guid[] ring = [story.Incident, await OtherAsync(story), await OtherAsync(story), await OtherAsync(story)];

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async at =>
        {
            try
            {
                await LinkAsync(story, ring[at], IncidentLinkKind.Blocks, ring[(at + 1) % 4]);
                return "linked";
            }
            catch (GuichetException refused)
            {
                return refused.Code;
            }
        }));

        Assert.Equal(3, answers.Count(answer => answer == "linked"));
        Assert.Equal(1, answers.Count(answer => answer == "link.circle"));
    }

    [Fact]
    public async Task A_customer_sees_no_link_to_what_is_not_theirs()
    {
        var story = await BeginAsync(house);
        var foreign = await BeginAsync(house);

        await LinkAsync(story, story.Incident, IncidentLinkKind.Relates, foreign.Incident);

        Assert.Single(await story.Agent.Client.ListLinksAsync(story.Incident, Cancel));
        Assert.Empty(await story.Customer.Client.ListLinksAsync(story.Incident, Cancel));
        Assert.Equal("incident.unknown", await CodeAsync(
            () => story.Customer.Client.ListLinksAsync(foreign.Incident, Cancel)));
        Assert.Equal("access.not-allowed", await CodeAsync(() => story.Customer.Client.LinkIncidentsAsync(
            story.Incident, new NewLink { Kind = IncidentLinkKind.Relates, Number = 1 }, Cancel)));
    }

    [Fact, Trait("Rule", "R1"), Trait("Rule", "R25")]
    public async Task A_duplicate_is_closed_gives_its_credit_back_and_says_why()
    {
        var story = await BeginAsync(house);
        var other = await OtherAsync(story);

        var closed = await CloseAsync(story, other);

        Assert.Equal(
            (IncidentStatus.Closed, ClosingReason.Duplicate, ChargeState.NotCharged),
            (closed.Status, closed.ClosingReason, closed.Charge));
        Assert.Equal((LedgerEntryKind.Released, "incident.duplicate"), await LastLineAsync(story));
        var link = Assert.Single(await story.Customer.Client.ListLinksAsync(story.Incident, Cancel));
        Assert.Equal((IncidentLinkKind.Duplicates, other), (link.Kind, link.Incident));
        Assert.Equal("incident.is-duplicate", await CodeAsync(
            () => story.Customer.Client.ReopenIncidentAsync(story.Incident, Says("It is back."), cancel: Cancel)));
        Assert.Contains("incident.closed", await story.ToldAsync());
    }

    [Fact]
    public async Task A_duplicate_is_of_the_same_customer_and_not_of_its_own_duplicate()
    {
        var story = await BeginAsync(house);
        var foreign = await BeginAsync(house);
        var other = await OtherAsync(story);

        Assert.Equal("link.other-customer", await CodeAsync(() => CloseAsync(story, foreign.Incident)));
        Assert.Equal("link.to-itself", await CodeAsync(() => CloseAsync(story, story.Incident)));
        Assert.Equal("incident.duplicate-of-missing", await CodeAsync(
            () => story.CloseAsync(story.Agent, ClosingReason.Duplicate)));
        await CloseAsync(story, other);
        Assert.Equal("link.circle", await CodeAsync(
            () => CloseAsync(story with { Incident = other }, story.Incident)));
    }

    private static async Task<Guid> OtherAsync(Story story) =>
        (await story.Customer.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel)).Id;

    private static async Task<NewLink> LinkOf(Story story, IncidentLinkKind kind, Guid other) => new()
    {
        Kind = kind,
        Number = (await story.Agent.Client.GetIncidentAsync(other, Cancel)).Line.Number,
    };

    private static async Task LinkAsync(Story story, Guid one, IncidentLinkKind kind, Guid other) =>
        await story.Agent.Client.LinkIncidentsAsync(one, await LinkOf(story, kind, other), Cancel);

    private static async Task UnlinkAsync(Story story, Guid one, IncidentLinkKind kind, Guid other) =>
        await story.Agent.Client.UnlinkIncidentsAsync(one, await LinkOf(story, kind, other), Cancel);

    private static async Task<IncidentStateView> CloseAsync(Story story, Guid other)
    {
        var number = (await story.Agent.Client.GetIncidentAsync(other, Cancel)).Line.Number;
        return await story.Agent.Client.CloseAsDuplicateAsync(
            story.Incident,
            new NewDuplicate { Id = Guid.CreateVersion7(), Number = number, Body = "We go on there." },
            await story.VersionAsync(),
            Cancel);
    }

    private async Task<(LedgerEntryKind, string)> LastLineAsync(Story story)
    {
        await using var database = house.Storage.Read();
        var line = await database.Set<LedgerEntry>()
            .Where(one => one.Pack == story.Pack && one.Incident == story.Incident)
            .OrderByDescending(one => one.Line)
            .FirstAsync(Cancel);
        return (line.Kind, line.Reason);
    }
}

public sealed class LinkingTwoIncidentsOnSqlite(SqliteHouse house) : LinkingTwoIncidents(house);

public sealed class LinkingTwoIncidentsOnPostgres(PostgresHouse house) : LinkingTwoIncidents(house);
