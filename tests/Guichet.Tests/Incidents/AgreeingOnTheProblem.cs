using Guichet.Incidents;

namespace Guichet.Tests.Incidents;

[Trait("Rule", "R4")]
public class AgreeingOnTheProblem
{
    private readonly IncidentScenario scenario = new();

    [Fact]
    public void The_agents_statement_waits_for_the_customer()
    {
        var message = scenario.Incident.ProposeStatement(
            scenario.ByAgent("The node fails after KB5031364."), "It restarts.").Value;

        Assert.Equal(MessageKind.StatementProposed, message.Kind);
        Assert.Equal("The node fails after KB5031364.", scenario.Incident.Statement);
        Assert.False(scenario.Incident.StatementAccepted);
        Assert.Equal(IncidentStatus.WaitingOnCustomer, scenario.Incident.Status);
        Assert.Equal("It restarts.", message.SolutionCriterion);
        Assert.Equal("It restarts.", scenario.Incident.SolutionCriterion);
    }

    [Fact]
    public void Accepting_it_puts_the_incident_in_progress()
    {
        scenario.Do(IncidentAct.ProposeStatement);

        Assert.Null(scenario.Do(IncidentAct.AcceptStatement).Refusal);

        Assert.True(scenario.Incident.StatementAccepted);
        Assert.Equal(IncidentStatus.InProgress, scenario.Incident.Status);
    }

    [Fact]
    public void It_is_accepted_once()
    {
        scenario.Do(IncidentAct.ProposeStatement);
        scenario.Do(IncidentAct.AcceptStatement);

        Assert.Equal("incident.no-statement", scenario.Do(IncidentAct.AcceptStatement).Refusal?.Code);
    }

    [Fact]
    public void The_customers_own_statement_does_not_stand_until_the_agent_takes_it_up()
    {
        scenario.Incident.ProposeStatement(scenario.ByAgent("Mine"), "It restarts.");

        var message = scenario.Incident.CounterStatement(scenario.ByCustomer("Ours")).Value;

        Assert.Equal((MessageKind.StatementCountered, "Ours"), (message.Kind, message.Body));
        Assert.Equal(("Mine", false), (scenario.Incident.Statement, scenario.Incident.StatementAccepted));
    }

    [Fact]
    public void A_new_statement_has_to_be_accepted_again()
    {
        scenario.Do(IncidentAct.ProposeStatement);
        scenario.Do(IncidentAct.AcceptStatement);

        scenario.Incident.ProposeStatement(scenario.ByAgent("A better one"), "It restarts.");

        Assert.False(scenario.Incident.StatementAccepted);
    }

    [Fact]
    public void It_says_what_counts_as_a_solution()
    {
        var refusal = scenario.Incident.ProposeStatement(scenario.ByAgent("The node fails."), " ").Refusal;

        Assert.Equal("statement.criterion-missing", refusal?.Code);
        Assert.Null(scenario.Incident.Statement);
    }

    [Fact]
    public void Every_proposal_is_a_version_and_every_answer_names_its_own()
    {
        var first = scenario.Incident.ProposeStatement(scenario.ByAgent("Mine"), "It restarts.").Value;
        var countered = scenario.Incident.CounterStatement(scenario.ByCustomer("Ours"), "It stays up.").Value;
        var second = scenario.Incident.ProposeStatement(scenario.ByAgent("Ours"), "It stays up.").Value;
        var accepted = scenario.Incident.AcceptStatement(scenario.ByCustomer("")).Value;

        Message[] said = [first, countered, second, accepted];
        Assert.Equal([1, 1, 2, 2], said.Select(message => message.StatementVersion!.Value));
        Assert.Equal(["It restarts.", "It stays up.", "It stays up.", ""], said.Select(one => one.SolutionCriterion));
    }
}
