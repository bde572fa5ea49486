using System.Net;
using Guichet.Accounts;
using Guichet.Client.Home;
using Guichet.Client.Orders;
using Guichet.Server.Tests.Accounts;
using Guichet.Server.Tests.Incidents;
using Microsoft.EntityFrameworkCore;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Home;

/// <summary>What a customer finds first.</summary>
public abstract class ComingHome(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact, Trait("Rule", "R4"), Trait("Rule", "R24"), Trait("Rule", "R25")]
    public async Task Finds_what_needs_them_the_most_pressing_first()
    {
        var story = await BeginAsync(house);
        var (customer, agent) = (story.Customer.Client, story.Agent.Client);
        var order = await customer.PlaceOrderAsync(
            new NewOrder { Id = Guid.CreateVersion7(), Plan = "pack-5" }, Cancel);
        async Task<Guid> SubmitAsync() =>
            (await customer.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel)).Id;
        await agent.ReplyAsync(story.Incident, Replies("Which build is it?", waits: true), null, Cancel);
        var (charged, solved, stated) = (await SubmitAsync(), await SubmitAsync(), await SubmitAsync());
        await agent.OfferSolutionAsync(charged, Says("Try this."), null, Cancel);
        await customer.AcceptSolutionAsync(charged, Accepts(), null, Cancel);
        await agent.ProposeStatementAsync(stated, States("It fails."), null, Cancel);
        await agent.OfferSolutionAsync(solved, Says("Try this."), null, Cancel);

        var home = await customer.GetHomeAsync(Cancel);

        Assert.Equal(
            [
                (HomeNeedKind.AnswerSolution, solved), (HomeNeedKind.AcceptStatement, stated),
                (HomeNeedKind.Reply, story.Incident), (HomeNeedKind.PayOrder, order.Id),
                (HomeNeedKind.PackNearlyUsedUp, story.Pack.Value), (HomeNeedKind.LookAtCharge, charged),
            ],
            home.Needs.Select(need => (need.Kind, need.Id)));
        Assert.NotNull(home.Needs[0].Until);
        Assert.Equal([stated, solved, story.Incident], home.Open.Select(one => one.Line.Id));
        Assert.Equal((false, 1), (home.MoreOpen, home.Packs.Single().Available!.Value));
    }

    [Theory]
    [InlineData(MemberRole.Reader, true)]
    [InlineData(MemberRole.Submitter, true)]
    [InlineData(MemberRole.Billing, false)]
    public async Task Finds_the_organisations_incidents_where_their_place_allows_it(MemberRole place, bool sees)
    {
        var owner = await house.WelcomesAsync(memberRole: MemberRole.Administrator);
        await house.GivesPackAsync(owner);
        var incident = await owner.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel);
        var member = await house.WelcomesAsync(memberRole: place, organization: owner.Organization);

        var home = await member.Client.GetHomeAsync(Cancel);

        Assert.Empty(home.Open);
        Assert.Equal(sees ? [incident.Id] : [], home.OfOrganization.Select(one => one.Line.Id));
        Assert.Empty((await owner.Client.GetHomeAsync(Cancel)).OfOrganization);
    }

    [Theory, Trait("Rule", "R4")]
    [InlineData(MemberRole.Reader, true)]
    [InlineData(MemberRole.Submitter, true)]
    [InlineData(MemberRole.Billing, false)]
    public async Task Is_told_apart_what_the_organisations_incidents_want(MemberRole place, bool sees)
    {
        var owner = await house.WelcomesAsync(memberRole: MemberRole.Administrator);
        await house.GivesPackAsync(owner);
        var agent = (await house.WelcomesAsync(Role.Agent)).Client;
        async Task<Guid> SubmitAsync() =>
            (await owner.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel)).Id;
        var (asked, solved, quiet) = (await SubmitAsync(), await SubmitAsync(), await SubmitAsync());
        await agent.ReplyAsync(asked, Replies("Which build is it?", waits: true), null, Cancel);
        await agent.OfferSolutionAsync(solved, Says("Try this."), null, Cancel);
        await agent.ReplyAsync(quiet, Replies("We look into it."), null, Cancel);
        var member = await house.WelcomesAsync(memberRole: place, organization: owner.Organization);

        var home = await member.Client.GetHomeAsync(Cancel);

        Assert.DoesNotContain(home.Needs, need => need.Kind <= HomeNeedKind.Reply);
        Assert.Equal(
            sees ? [(HomeNeedKind.AnswerSolution, solved), (HomeNeedKind.Reply, asked)] : [],
            home.NeedsOfOrganization.Select(need => (need.Kind, need.Id)));
        Assert.All(home.NeedsOfOrganization, need => Assert.NotEmpty(need.CustomerName!));
        var own = await owner.Client.GetHomeAsync(Cancel);
        Assert.Empty(own.NeedsOfOrganization);
        Assert.All(own.Needs, need => Assert.Null(need.CustomerName));
    }

    [Fact]
    public async Task Finds_the_packs_that_can_be_used_first_and_how_many_there_are()
    {
        var customer = await house.WelcomesAsync();
        var empty = await house.GivesPackAsync(customer, size: 1, expiresOn: new(2026, 12, 1));
        await customer.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel);
        var first = await house.GivesPackAsync(customer, expiresOn: new(2026, 12, 2));
        await house.GivesPackAsync(customer, expiresOn: new(2026, 11, 2));
        for (var number = 0; number < 24; number++)
        {
            await house.GivesPackAsync(customer);
        }

        var home = await customer.Client.GetHomeAsync(Cancel);

        Assert.Equal((first.Value, 24, 27), (home.Packs[0].Id, home.Packs.Count, home.PackCount));
        Assert.All(home.Packs, pack => Assert.Equal(Guichet.Client.Packs.PackState.Usable, pack.State));
        Assert.DoesNotContain(empty.Value, home.Packs.Select(pack => pack.Id));
    }

    [Fact]
    public async Task Leads_a_newcomer_to_the_first_step()
    {
        using var visit = new Visit(house);
        await visit.ArriveAsync();

        var page = WebUtility.HtmlDecode(await visit.ReadAsync("/"));

        Assert.Contains("Bienvenue. Voici par où commencer", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/packs/add-contract\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_told_that_nothing_waits_and_greets_nobody_twice()
    {
        using var visit = new Visit(house);
        var email = await visit.ArriveAsync();
        var somebody = await BeginAsync(house);
        await somebody.CloseAsync(somebody.Customer, Guichet.Client.Incidents.ClosingReason.CustomersWish);
        await using (var database = house.Storage.Read())
        {
            var newcomer = await database.Set<Server.Accounts.Person>().SingleAsync(one => one.Email == email, Cancel);
            await database.Set<Guichet.Incidents.Incident>()
                .Where(one => one.Id == new Guichet.Incidents.IncidentId(somebody.Incident))
                .ExecuteUpdateAsync(one => one.SetProperty(row => row.Customer, newcomer.Id), Cancel);
        }

        var page = WebUtility.HtmlDecode(await visit.ReadAsync("/"));

        Assert.DoesNotContain("Bienvenue", page, StringComparison.Ordinal);
        Assert.Contains("Rien ne vous attend.", page, StringComparison.Ordinal);
        Assert.Contains("Aucune demande en cours.", page, StringComparison.Ordinal);
    }
}

public sealed class ComingHomeOnSqlite(SqliteHouse house) : ComingHome(house);

public sealed class ComingHomeOnPostgres(PostgresHouse house) : ComingHome(house);
