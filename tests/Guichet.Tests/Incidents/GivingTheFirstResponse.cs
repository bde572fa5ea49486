using Guichet.Incidents;
using Guichet.Plans;
using Guichet.ServiceLevels;

namespace Guichet.Tests.Incidents;

[Trait("Rule", "R8")]
public class GivingTheFirstResponse
{
    private readonly IncidentScenario scenario = new();

    [Theory]
    [InlineData(IncidentAct.AgentReply)]
    [InlineData(IncidentAct.AskCustomer)]
    [InlineData(IncidentAct.ProposeStatement)]
    [InlineData(IncidentAct.OfferSolution)]
    [InlineData(IncidentAct.CloseUnresolved)]
    [InlineData(IncidentAct.CloseOutOfScope)]
    [InlineData(IncidentAct.CloseProductDefect)]
    public void Whatever_an_agent_first_says_to_the_customer_stops_the_clock(IncidentAct act)
    {
        scenario.Do(act);

        Assert.Equal(scenario.Now, scenario.Incident.Clock.RespondedAt);
        Assert.True(scenario.Incident.Answered);
        Assert.Equal(IncidentScenario.Agent, scenario.Incident.Agent);
    }

    [Theory]
    [InlineData(IncidentAct.CustomerReply)]
    [InlineData(IncidentAct.CloseAtCustomersWish)]
    [InlineData(IncidentAct.ChangeSeverity)]
    public void What_the_customer_says_and_a_change_of_severity_do_not(IncidentAct act)
    {
        scenario.Do(act);

        Assert.Null(scenario.Incident.Clock.RespondedAt);
        Assert.False(scenario.Incident.Answered);
    }

    [Fact]
    public void A_second_response_changes_nothing()
    {
        scenario.Do(IncidentAct.AgentReply);
        var first = scenario.Incident.Clock.RespondedAt;

        scenario.Do(IncidentAct.AgentReply);

        Assert.Equal(first, scenario.Incident.Clock.RespondedAt);
    }

    [Fact]
    public void An_unanswered_incident_stands_in_the_queue_at_its_deadline_and_an_answered_one_at_its_last_change()
    {
        scenario.Do(IncidentAct.CustomerReply);
        Assert.Equal(scenario.Incident.Clock.DueAt, scenario.Incident.QueueAt);

        scenario.Do(IncidentAct.AgentReply);
        Assert.Equal(scenario.Now, scenario.Incident.QueueAt);
        Assert.Null(scenario.Incident.Promise);
    }

    [Fact]
    public void An_answered_incident_stands_where_its_next_promise_is_due_until_that_stands_or_it_is_closed()
    {
        scenario.Do(IncidentAct.AgentReply);
        var due = scenario.Now + Duration.FromHours(8);

        scenario.Incident.Follow(new(PromiseKind.NextUpdate, due));
        scenario.Do(IncidentAct.CustomerReply);
        Assert.Equal(
            (PromiseKind.NextUpdate, true, due),
            (scenario.Incident.Promise, scenario.Incident.PromiseRuns, scenario.Incident.QueueAt));

        scenario.Incident.Follow(new(PromiseKind.NextUpdate, null));
        scenario.Do(IncidentAct.CustomerReply);
        Assert.Equal(
            (PromiseKind.NextUpdate, false, scenario.Now),
            (scenario.Incident.Promise, scenario.Incident.PromiseRuns, scenario.Incident.QueueAt));

        scenario.Do(IncidentAct.CloseUnresolved);
        Assert.Equal((null, false), (scenario.Incident.Promise, scenario.Incident.PromiseRuns));
    }

    [Fact, Trait("Rule", "R7")]
    public void Raising_to_A_asks_for_a_contact_at_any_hour_as_a_submission_does()
    {
        var refusal = scenario.Incident.ChangeSeverity(
            Severity.A,
            HoursOfCoverage.AroundTheClock,
            IncidentScenario.Clock(Severity.A, HoursOfCoverage.AroundTheClock),
            scenario.ByAgent("It is down")).Refusal;

        Assert.Equal("incident.contact-any-hour-missing", refusal?.Code);
        Assert.Equal(Severity.B, scenario.Incident.Severity);
    }

    [Fact, Trait("Rule", "R7")]
    public void An_agent_may_lower_A_to_B_with_a_reason_that_the_customer_sees()
    {
        var critical = new IncidentScenario(
            severity: Severity.A, hours: HoursOfCoverage.AroundTheClock, anyHour: true);

        var message = critical.Incident.ChangeSeverity(
            Severity.B,
            HoursOfCoverage.BusinessHours,
            IncidentScenario.Clock(Severity.B, HoursOfCoverage.BusinessHours),
            critical.ByAgent("Nobody answered the telephone.")).Value;

        Assert.Equal((MessageKind.SeverityChanged, "Nobody answered the telephone."), (message.Kind, message.Body));
        Assert.Equal(
            (Severity.B, HoursOfCoverage.BusinessHours), (critical.Incident.Severity, critical.Incident.Hours));
    }

    [Fact]
    public void The_same_severity_again_is_no_change() =>
        Assert.Equal(
            "incident.severity-unchanged",
            scenario.Incident.ChangeSeverity(
                Severity.B, HoursOfCoverage.BusinessHours, scenario.Incident.Clock, scenario.ByAgent()).Refusal?.Code);
}
