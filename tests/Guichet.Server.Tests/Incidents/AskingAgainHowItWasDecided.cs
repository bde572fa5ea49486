using System.Net;
using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Coverage;

namespace Guichet.Server.Tests.Incidents;

public abstract class AskingAgainHowItWasDecided(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact, Trait("Rule", "R16")]
    public async Task Shows_the_decision_with_every_rule_under_the_versions_that_held()
    {
        var story = await Story.BeginAsync(house);
        var administrator = await house.WelcomesAsync(Role.Administrator);
        var policy = await administrator.Client.GetPolicyAsync(Cancel);
        await administrator.Client.ApplyPolicyAsync(policy.Text + $"# {Guid.NewGuid():N}\n", cancel: Cancel);

        var coverage = await story.Agent.Client.GetIncidentCoverageAsync(story.Incident, cancel: Cancel);

        var incident = await story.Agent.Client.GetIncidentAsync(story.Incident, Cancel);
        Assert.True(coverage.AsRecorded);
        Assert.Equal(
            (incident.PolicyVersion, incident.CatalogVersion),
            (coverage.Decision.PolicyVersion, coverage.Decision.CatalogVersion));
        var pack = coverage.Decision.Plans.Single(plan => plan.Plan == "pack-5");
        Assert.Equal((PlanStanding.Usable, 5), (pack.Standing, pack.Left));
        Assert.Contains(pack.Asked, rule => rule is { Code: "release.support-ended", Closes: false });
    }

    [Fact]
    public async Task As_of_another_day_asks_the_same_question_of_that_day()
    {
        var story = await Story.BeginAsync(house);

        var coverage = await story.Agent.Client.GetIncidentCoverageAsync(
            story.Incident, new DateOnly(2018, 6, 1), Cancel);

        Assert.Null(coverage.AsRecorded);
        Assert.Equal((new DateOnly(2018, 6, 1), 1), (coverage.Decision.On, coverage.Decision.PolicyVersion));
        var pack = coverage.Decision.Plans.Single(plan => plan.Plan == "pack-5");
        Assert.Contains("release.not-out", pack.Reasons.Select(reason => reason.Code));
    }

    [Fact]
    public async Task Is_for_agents_and_for_days_that_are_past()
    {
        var story = await Story.BeginAsync(house);

        var customer = await Assert.ThrowsAsync<GuichetException>(
            () => story.Customer.Client.GetIncidentCoverageAsync(story.Incident, cancel: Cancel));
        Assert.Equal(HttpStatusCode.Forbidden, customer.Status);
        Assert.Equal("coverage.day-to-come", await Story.CodeAsync(
            () => story.Agent.Client.GetIncidentCoverageAsync(story.Incident, new DateOnly(2030, 1, 1), Cancel)));
    }
}

public sealed class AskingAgainHowItWasDecidedOnSqlite(SqliteHouse house) : AskingAgainHowItWasDecided(house);

public sealed class AskingAgainHowItWasDecidedOnPostgres(PostgresHouse house) : AskingAgainHowItWasDecided(house);
