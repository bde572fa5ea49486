using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Tests.Accounts;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Incidents.Queueing;

public sealed class LookingDownTheQueueOnAPage(DemonstrationHouse house) : IClassFixture<DemonstrationHouse>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact, Trait("Rule", "R8")]
    public async Task Says_how_each_stands_and_of_which_promise()
    {
        var story = await KeepingTheOtherClocks.BeginUnderMoreAsync(house);
        var brief = (await story.Customer.Client.SubmitIncidentAsync(
            SubmittingAnIncident.Request() with { Severity = Severity.C }, Cancel)).Id;
        using var desk = new Visit(house);
        using var signedIn = await desk.SignInAsync("agent@example.test", DemonstrationPeople.Password);

        Assert.Matches("(?s)Due in 8.*First response", await RowAsync(desk, story.Incident));
        house.Clock.Advance(Duration.FromHours(5));
        await story.Agent.Client.ReplyAsync(story.Incident, Replies("We are looking."), null, Cancel);
        await story.Agent.Client.ReplyAsync(brief, Replies("We are looking."), null, Cancel);
        Assert.Matches("(?s)Due in 8.*Next update", await RowAsync(desk, story.Incident));
        Assert.Matches("(?s)Met in 5.*First response.*Changed", await RowAsync(desk, brief));
        house.Clock.Advance(Duration.FromHours(9));
        Assert.Matches("(?s)Overdue by 1.*Next update", await RowAsync(desk, story.Incident));
        await story.Agent.Client.ReplyAsync(story.Incident, Replies("Which build?", waits: true), null, Cancel);
        Assert.Matches("(?s)Paused.*Next update.*Changed", await RowAsync(desk, story.Incident));
    }

    private static async Task<string> RowAsync(Visit desk, Guid incident) =>
        Assert.Single(
            (await desk.ReadAsync("/desk/queue")).Split("<tr"),
            row => row.Contains(incident.ToString(), StringComparison.Ordinal));
}
