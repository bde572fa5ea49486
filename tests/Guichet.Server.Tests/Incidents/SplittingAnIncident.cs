using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Incidents;
using Guichet.Packs;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Incidents;

[Trait("Rule", "R1")]
public abstract class SplittingAnIncident(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    internal static NewSplit Splits(params IReadOnlyList<NewPart> parts) => new()
    {
        Id = Guid.CreateVersion7(),
        Body = "The node and the backup have nothing in common.",
        Parts = parts,
    };

    internal static NewPart Part(
        string title = "The backup ends too early", Severity severity = Severity.C, string plan = "pack-5") => new()
        {
            Id = Guid.CreateVersion7(),
            Title = title,
            Description = "It stops after two hours.",
            Severity = severity,
            Plan = plan,
        };

    [Fact, Trait("Rule", "R6"), Trait("Rule", "R23")]
    public async Task An_accepted_part_is_an_incident_with_its_own_clock_charge_and_conversation()
    {
        var story = await BeginAsync(house);
        var (customer, agent) = (story.Customer.Client, story.Agent.Client);
        var split = Splits(Part(), Part("The quorum is lost", Severity.B));
        var proposed = await agent.ProposePartsAsync(story.Incident, split, cancel: Cancel);
        Assert.Equal(IncidentStatus.WaitingOnCustomer, proposed.Status);
        var waiting = await customer.ListPartsAsync(story.Incident, Cancel);
        Assert.All(waiting, part => Assert.Equal(
            (PartStatus.Waiting, 1, story.Pack.Value, 4, (string?)null),
            (part.Status, part.Credits, part.Pack!.Id, part.Pack.Left, part.Refusal)));

        await customer.AcceptPartAsync(story.Incident, waiting[0].Id, Accepts(), Cancel);

        var original = await customer.GetIncidentAsync(story.Incident, Cancel);
        var opened = await customer.GetIncidentAsync(waiting[0].Id, Cancel);
        Assert.Equal(
            ("The backup ends too early", IncidentStatus.Submitted, ChargeState.Reserved, Severity.C),
            (opened.Line.Title, opened.Line.Status, opened.Line.Charge, opened.Line.Severity));
        Assert.True(opened.Line.Number > original.Line.Number);
        Assert.Equal(original.Contacts, opened.Contacts);
        Assert.Equal(original.Hours, opened.Hours);
        Assert.Equal(story.Pack.Value, opened.Pack);

        // Submitted at 10:00 UTC, before the calendar opens at 14:00; it is open for eleven hours.
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 22, 0, 0, TimeSpan.Zero), opened.Clock.DueAt);
        Assert.Equal(waiting[0].DueAt, opened.Clock.DueAt);
        Assert.Null(opened.Clock.RespondedAt);
        var first = Assert.Single((await customer.ListMessagesAsync(waiting[0].Id, cancel: Cancel)).Items);
        Assert.Equal((MessageKind.Problem, "It stops after two hours."), (first.Kind, first.Body));
        Assert.Equal(
            [LedgerEntryKind.Purchased, LedgerEntryKind.Reserved, LedgerEntryKind.Reserved], await story.LedgerAsync());
        Assert.Equal(["incident.submitted"], await ToldOfAsync(waiting[0].Id));
        Assert.Equal(
            ["incident.part-accepted", "incident.parts-proposed", "incident.submitted", "promise.fulfilled"],
            (await story.ToldAsync()).Order());
    }

    [Fact]
    public async Task A_part_is_linked_to_where_it_came_from_and_both_sides_see_it()
    {
        var story = await BeginAsync(house);
        var part = await ProposeOneAsync(story);
        await story.Customer.Client.AcceptPartAsync(story.Incident, part, Accepts(), Cancel);

        foreach (var reader in new[] { story.Customer.Client, story.Agent.Client })
        {
            var from = Assert.Single(await reader.ListLinksAsync(part, Cancel));
            var back = Assert.Single(await reader.ListLinksAsync(story.Incident, Cancel));
            Assert.Equal(
                (IncidentLinkKind.SplitsFrom, false, story.Incident), (from.Kind, from.Backwards, from.Incident));
            Assert.Equal((IncidentLinkKind.SplitsFrom, true, part), (back.Kind, back.Backwards, back.Incident));
            Assert.Equal(back.Number, Assert.Single(await reader.ListPartsAsync(story.Incident, Cancel)).Number);
        }
    }

    [Fact, Trait("Rule", "R2")]
    public async Task A_declined_part_is_not_opened_and_stands_on_the_timeline_with_who_and_when()
    {
        var story = await BeginAsync(house);
        var part = await ProposeOneAsync(story);

        var state = await story.Customer.Client.DeclinePartAsync(story.Incident, part, Accepts(), Cancel);

        Assert.Equal(IncidentStatus.InProgress, state.Status);
        Assert.Equal("incident.unknown", await CodeAsync(() => story.Customer.Client.GetIncidentAsync(part, Cancel)));
        Assert.Equal([LedgerEntryKind.Purchased, LedgerEntryKind.Reserved], await story.LedgerAsync());
        var declined = Assert.Single(await story.Agent.Client.ListPartsAsync(story.Incident, Cancel));
        var entry = (await story.Agent.Client.ListMessagesAsync(story.Incident, cancel: Cancel)).Items[^1];
        Assert.Equal((PartStatus.Declined, entry.Id), (declined.Status, declined.Answer));
        Assert.Equal(
            (MessageKind.PartDeclined, declined.AnsweredByName, House.Today.ToDateTimeOffset()),
            (entry.Kind, entry.AuthorName, entry.At));
    }

    [Fact]
    public async Task Is_proposed_once_by_its_id_which_serves_no_other_proposal()
    {
        var story = await BeginAsync(house);
        var split = Splits(Part());
        Task<IncidentStateView> ProposeAsync(NewSplit proposal) =>
            story.Agent.Client.ProposePartsAsync(story.Incident, proposal, cancel: Cancel);
        var proposed = await ProposeAsync(split);

        Assert.Equal(proposed, await ProposeAsync(split with { Parts = [split.Parts![0] with { }] }));
        Assert.Equal("message.id-reused", await CodeAsync(() => ProposeAsync(split with { Parts = [Part()] })));
        Assert.Equal("message.id-reused", await CodeAsync(() => ProposeAsync(
            split with { Parts = [split.Parts![0] with { Severity = Severity.B }] })));
        Assert.Equal(Severity.C, Assert.Single(
            await story.Agent.Client.ListPartsAsync(story.Incident, Cancel)).Severity);
    }

    [Fact]
    public async Task Is_answered_once()
    {
        var story = await BeginAsync(house);
        var customer = story.Customer.Client;
        var part = await ProposeOneAsync(story);
        var acceptance = Accepts();

        var first = await customer.AcceptPartAsync(story.Incident, part, acceptance, Cancel);
        var again = await customer.AcceptPartAsync(story.Incident, part, acceptance, Cancel);

        Assert.Equal(first, again);
        Assert.Equal("split.part-answered", await CodeAsync(
            () => customer.AcceptPartAsync(story.Incident, part, Accepts(), Cancel)));
        Assert.Equal("split.part-answered", await CodeAsync(
            () => customer.DeclinePartAsync(story.Incident, part, Accepts(), Cancel)));
        Assert.Equal("split.part-answered", await CodeAsync(
            () => story.Agent.Client.WithdrawPartAsync(story.Incident, part, Accepts(), Cancel)));
        Assert.Equal("part.unknown", await CodeAsync(
            () => customer.AcceptPartAsync(story.Incident, Guid.CreateVersion7(), Accepts(), Cancel)));
        Assert.Equal(3, (await story.LedgerAsync()).Length);
    }

    [Fact]
    public async Task Is_not_answered_by_what_was_said_about_another()
    {
        var story = await BeginAsync(house);
        var (customer, one, other) = (story.Customer.Client, Part(), Part("The quorum is lost"));
        await story.Agent.Client.ProposePartsAsync(story.Incident, Splits(one, other), cancel: Cancel);
        var acceptance = Accepts();
        await customer.AcceptPartAsync(story.Incident, one.Id!.Value, acceptance, Cancel);

        Assert.Equal("message.id-reused", await CodeAsync(
            () => customer.AcceptPartAsync(story.Incident, other.Id!.Value, acceptance, Cancel)));
        await customer.AcceptPartAsync(story.Incident, other.Id!.Value, Accepts(), Cancel);
        Assert.All(
            await customer.ListPartsAsync(story.Incident, Cancel),
            part => Assert.Equal(PartStatus.Accepted, part.Status));
    }

    [Fact, Trait("Rule", "R23")]
    public async Task Racers_accept_a_part_once_and_hold_one_credit()
    {
        var story = await BeginAsync(house);
        var part = await ProposeOneAsync(story);

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(index => AnswerAsync(() => index % 3 == 2
            ? story.Customer.Client.DeclinePartAsync(story.Incident, part, Accepts(), Cancel)
            : story.Customer.Client.AcceptPartAsync(story.Incident, part, Accepts(), Cancel))));

        Assert.Equal(1, answers.Count(answer => answer == "done"));
        Assert.Equal(11, answers.Count(answer => answer == "split.part-answered"));
        var accepted = (await story.Agent.Client.ListPartsAsync(story.Incident, Cancel))[0].Status
            == PartStatus.Accepted;
        Assert.Equal(accepted ? 3 : 2, (await story.LedgerAsync()).Length);
        Assert.Equal(accepted ? 1 : 0, (await story.Agent.Client.ListLinksAsync(story.Incident, Cancel)).Count);
    }

    [Fact, Trait("Rule", "R23")]
    public async Task Without_a_credit_left_is_refused_and_nothing_is_half_done()
    {
        var story = await BeginAsync(house);
        var customer = await house.WelcomesAsync();
        var pack = await house.GivesPackAsync(customer, size: 2);
        var incident = (await customer.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel)).Id;
        var (one, two) = (Part(), Part("The quorum is lost"));
        await story.Agent.Client.ProposePartsAsync(incident, Splits(one, two), cancel: Cancel);
        await customer.Client.AcceptPartAsync(incident, one.Id!.Value, Accepts(), Cancel);
        var before = await customer.Client.GetIncidentAsync(incident, Cancel);

        var code = await CodeAsync(() => customer.Client.AcceptPartAsync(incident, two.Id!.Value, Accepts(), Cancel));

        Assert.Equal("pack.exhausted", code);
        var left = (await customer.Client.ListPartsAsync(incident, Cancel))[1];
        Assert.Equal(
            (PartStatus.Waiting, "pack.exhausted", (PartPackView?)null), (left.Status, left.Refusal, left.Pack));
        Assert.Equal(before.Line.Version, (await customer.Client.GetIncidentAsync(incident, Cancel)).Line.Version);
        Assert.Equal("incident.unknown", await CodeAsync(
            () => customer.Client.GetIncidentAsync(two.Id!.Value, Cancel)));
        Assert.Empty(await ToldOfAsync(two.Id!.Value));
        Assert.Single(await customer.Client.ListLinksAsync(incident, Cancel));

        // Another pack, and the same part can be accepted.
        await house.GivesPackAsync(customer);
        await customer.Client.AcceptPartAsync(incident, two.Id!.Value, Accepts(), Cancel);
        Assert.NotEqual(pack.Value, (await customer.Client.GetIncidentAsync(two.Id!.Value, Cancel)).Pack);
    }

    [Fact, Trait("Rule", "R20")]
    public async Task A_plan_that_the_customer_cannot_use_is_not_proposed()
    {
        var story = await BeginAsync(house);

        Assert.Equal("plan.not-held", await ProposingAsync(story, Part(plan: "pay-per-incident")));
        Assert.Equal("plan.unknown", await ProposingAsync(story, Part(plan: "no-such-plan")));
        Assert.Equal("incident.severity-a-around-the-clock", await ProposingAsync(story, Part(severity: Severity.A)));
        Assert.Equal("split.part-missing", await ProposingAsync(story));
        Assert.Equal("split.id-reused", await ProposingAsync(story, Part() with { Id = story.Incident }));
        Assert.Empty(await story.Agent.Client.ListPartsAsync(story.Incident, Cancel));
    }

    [Fact]
    public async Task What_is_withdrawn_cannot_be_accepted()
    {
        var story = await BeginAsync(house);
        var part = await ProposeOneAsync(story);

        var state = await story.Agent.Client.WithdrawPartAsync(story.Incident, part, Accepts(), Cancel);

        Assert.Equal(IncidentStatus.InProgress, state.Status);
        Assert.Equal("split.part-answered", await CodeAsync(
            () => story.Customer.Client.AcceptPartAsync(story.Incident, part, Accepts(), Cancel)));
    }

    [Fact]
    public async Task Only_agents_propose_and_only_the_customer_answers()
    {
        var story = await BeginAsync(house);
        var part = await ProposeOneAsync(story);
        var stranger = await house.WelcomesAsync();
        var clerk = await house.WelcomesAsync(Role.BillingClerk);

        Assert.Equal("access.not-allowed", await CodeAsync(
            () => story.Customer.Client.ProposePartsAsync(story.Incident, Splits(Part()), cancel: Cancel)));
        Assert.Equal("access.not-allowed", await CodeAsync(
            () => story.Agent.Client.AcceptPartAsync(story.Incident, part, Accepts(), Cancel)));
        Assert.Equal("access.not-allowed", await CodeAsync(
            () => clerk.Client.ListPartsAsync(story.Incident, Cancel)));
        Assert.Equal("incident.unknown", await CodeAsync(
            () => stranger.Client.AcceptPartAsync(story.Incident, part, Accepts(), Cancel)));
        Assert.Equal("incident.unknown", await CodeAsync(
            () => stranger.Client.ListPartsAsync(story.Incident, Cancel)));
    }

    private static async Task<Guid> ProposeOneAsync(Story story)
    {
        var part = Part();
        await story.Agent.Client.ProposePartsAsync(story.Incident, Splits(part), cancel: Cancel);
        return part.Id!.Value;
    }

    private static Task<string> ProposingAsync(Story story, params IReadOnlyList<NewPart> parts) =>
        CodeAsync(() => story.Agent.Client.ProposePartsAsync(story.Incident, Splits(parts), cancel: Cancel));

    private static async Task<string> AnswerAsync(Func<Task> act)
    {
        try
        {
            await act();
            return "done";
        }
        catch (GuichetException refused)
        {
            return refused.Code;
        }
    }

    private async Task<string[]> ToldOfAsync(Guid incident)
    {
        await using var database = house.Storage.Read();
        return await database.Set<OutboxMessage>()
            .Where(message => message.Payload.Contains(incident.ToString()))
            .Select(message => message.Kind)
            .ToArrayAsync(Cancel);
    }
}

public sealed class SplittingAnIncidentOnSqlite(SqliteHouse house) : SplittingAnIncident(house);

public sealed class SplittingAnIncidentOnPostgres(PostgresHouse house) : SplittingAnIncident(house);
