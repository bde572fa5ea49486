using System.Net;
using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Incidents;
using Guichet.Server.Incidents;
using Microsoft.Extensions.DependencyInjection;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Incidents;

public abstract class LookingAtIncidents(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_note_never_reaches_the_customer_by_any_door()
    {
        var story = await BeginAsync(house);
        await story.Agent.Client.AddNoteAsync(story.Incident, Says("ZEBRA: they always call at night."), Cancel);
        Assert.Equal("ZEBRA: they always call at night.",
            Assert.Single((await story.Agent.Client.ListNotesAsync(story.Incident, cancel: Cancel)).Items).Body);

        using var http = house.Factory.CreateClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", story.Customer.Key);
        foreach (var path in (string[])["", "/messages", "/notes"])
        {
            using var answer = await http.GetAsync(
                new Uri($"api/v1/incidents/{story.Incident}{path}", UriKind.Relative), Cancel);
            Assert.DoesNotContain("ZEBRA", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
            Assert.Equal(path == "/notes" ? HttpStatusCode.Forbidden : HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.Equal(1, (await story.Customer.Client.GetIncidentAsync(story.Incident, Cancel)).Line.Version);
        Assert.DoesNotContain(await story.ToldAsync(), kind => kind.Contains("note", StringComparison.Ordinal));
    }

    [Fact, Trait("Rule", "R3")]
    public async Task Time_spent_is_shown_to_the_vendors_side_only()
    {
        var story = await BeginAsync(house);
        await story.Agent.Client.ReplyAsync(story.Incident, Replies("Done.") with { Minutes = 45 }, cancel: Cancel);

        Assert.Equal(
            45, (await story.Agent.Client.ListMessagesAsync(story.Incident, cancel: Cancel)).Items[^1].Minutes);
        Assert.Null((await story.Customer.Client.ListMessagesAsync(story.Incident, cancel: Cancel)).Items[^1].Minutes);
    }

    [Fact]
    public async Task Another_customer_sees_nothing_of_it_and_can_do_nothing_to_it()
    {
        var story = await BeginAsync(house);
        var other = (await house.WelcomesAsync()).Client;

        Assert.Equal("incident.unknown", await CodeAsync(() => other.GetIncidentAsync(story.Incident, Cancel)));
        Assert.Equal(
            "incident.unknown", await CodeAsync(() => other.ListMessagesAsync(story.Incident, cancel: Cancel)));
        Assert.Equal("incident.unknown", await CodeAsync(
            () => other.ReplyAsync(story.Incident, Replies("Hello"), cancel: Cancel)));
        Assert.Equal("incident.unknown", await CodeAsync(
            () => other.CloseIncidentAsync(story.Incident, Closes(ClosingReason.CustomersWish), 1, Cancel)));
        Assert.Empty((await other.ListIncidentsAsync(cancel: Cancel)).Items);
    }

    [Theory]
    [InlineData(MemberRole.Administrator, true, true)]
    [InlineData(MemberRole.Submitter, true, true)]
    [InlineData(MemberRole.Reader, true, false)]
    [InlineData(MemberRole.Billing, false, false)]
    public async Task In_an_organisation_the_place_decides(MemberRole place, bool sees, bool acts)
    {
        var customer = await house.WelcomesAsync(memberRole: MemberRole.Submitter);
        await house.GivesPackAsync(customer);
        var incident = (await customer.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel)).Id;
        var colleague = (await house.WelcomesAsync(memberRole: place, organization: customer.Organization)).Client;

        Assert.Equal(sees, (await colleague.ListIncidentsAsync(cancel: Cancel)).Items.Any(line => line.Id == incident));
        Assert.Empty((await colleague.ListIncidentsAsync(new IncidentFilter { Mine = true }, cancel: Cancel)).Items);
        var answer = await TryAsync(() => colleague.ReplyAsync(incident, Replies("Hello"), cancel: Cancel));
        Assert.Equal(acts ? "" : sees ? "access.may-not-act" : "incident.unknown", answer);
    }

    [Fact]
    public async Task The_list_is_narrowed_and_turned_page_by_page()
    {
        var customer = await house.WelcomesAsync();
        await house.GivesPackAsync(customer, size: 60);
        for (var count = 0; count < 53; count++)
        {
            await customer.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel);
        }

        var first = await customer.Client.ListIncidentsAsync(cancel: Cancel);
        var second = await customer.Client.ListIncidentsAsync(cursor: first.Next, cancel: Cancel);

        Assert.Equal((50, 3, null), (first.Items.Count, second.Items.Count, second.Next));
        Assert.Equal(53, first.Items.Concat(second.Items).DistinctBy(line => line.Id).Count());
        Assert.Equal(50, (await customer.Client.ListIncidentsAsync(
            new() { Product = "windows-server", Severity = Severity.B, Status = IncidentStatus.Submitted },
            cancel: Cancel)).Items.Count);
        Assert.Empty((await customer.Client.ListIncidentsAsync(new() { Product = "windows" }, cancel: Cancel)).Items);
    }

    [Fact, Trait("Rule", "R24")]
    public async Task Nothing_is_let_stand_before_its_days_are_over()
    {
        var story = await BeginAsync(house);
        await story.Agent.Client.OfferSolutionAsync(story.Incident, Says("Try this."), cancel: Cancel);

        await house.Services.GetRequiredService<LetSolutionsStand>().RunAsync(Cancel);

        Assert.Equal(
            IncidentStatus.SolutionOffered,
            (await story.Agent.Client.GetIncidentAsync(story.Incident, Cancel)).Line.Status);
    }

    private static async Task<string> TryAsync(Func<Task> act)
    {
        try
        {
            await act();
            return "";
        }
        catch (GuichetException refused)
        {
            return refused.Code;
        }
    }
}

public sealed class LookingAtIncidentsOnSqlite(SqliteHouse house) : LookingAtIncidents(house);

public sealed class LookingAtIncidentsOnPostgres(PostgresHouse house) : LookingAtIncidents(house);
