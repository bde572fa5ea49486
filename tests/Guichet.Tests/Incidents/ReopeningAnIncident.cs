using Guichet.Incidents;

namespace Guichet.Tests.Incidents;

[Trait("Rule", "R25")]
public class ReopeningAnIncident
{
    private readonly IncidentScenario scenario = new();

    [Fact]
    public void On_the_last_instant_of_the_days_is_in_time()
    {
        scenario.Do(IncidentAct.CloseUnresolved);
        scenario.Now = scenario.Incident.ClosedAt!.Value + Duration.FromDays(14) - Duration.FromMinutes(1);

        Assert.Null(scenario.Do(IncidentAct.Reopen).Refusal);
        Assert.Equal(IncidentStatus.Reopened, scenario.Incident.Status);
        Assert.Null(scenario.Incident.ClosedAt);
    }

    [Fact]
    public void After_the_days_is_too_late()
    {
        scenario.Do(IncidentAct.CloseUnresolved);
        scenario.Now = scenario.Incident.ClosedAt!.Value + Duration.FromDays(14);

        Assert.Equal("incident.follow-up-too-late", scenario.Do(IncidentAct.Reopen).Refusal?.Code);
    }

    [Fact]
    public void What_was_charged_is_not_charged_again()
    {
        scenario.Do(IncidentAct.OfferSolution);
        scenario.Do(IncidentAct.AcceptSolution);
        scenario.Do(IncidentAct.Reopen);
        scenario.Do(IncidentAct.OfferSolution);
        scenario.Do(IncidentAct.AcceptSolution);

        Assert.Equal(ChargeState.Charged, scenario.Incident.Charge);
        Assert.Equal((3, 4), (scenario.Lines.Count, scenario.Pack.Available));
    }

    [Fact]
    public void What_waited_for_a_decision_is_open_again()
    {
        scenario.Do(IncidentAct.CloseUnresolved);
        scenario.Do(IncidentAct.Reopen);

        Assert.Equal(ChargeState.Reserved, scenario.Incident.Charge);
        Assert.Equal("billing.nothing-to-decide", scenario.Decide(charge: true).Refusal?.Code);
    }
}
