using Guichet.Incidents;
using Guichet.Plans;

namespace Guichet.Tests.Incidents;

[Trait("Rule", "R1")]
public class DividingAProblem
{
    private readonly IncidentScenario scenario = new();

    [Fact, Trait("Rule", "R8")]
    public void Is_a_response_and_waits_for_the_customer()
    {
        var proposed = scenario.Incident.ProposeParts(scenario.ByAgent(), [scenario.Part(), scenario.Part(Severity.C)]);

        Assert.Equal(MessageKind.PartsProposed, proposed.Value.Message.Kind);
        Assert.Equal([Severity.B, Severity.C], proposed.Value.Parts.Select(part => part.Severity));
        Assert.All(proposed.Value.Parts, part => Assert.Equal(PartStatus.Waiting, part.Status));
        Assert.Equal((IncidentStatus.WaitingOnCustomer, 2), (scenario.Incident.Status, scenario.Incident.WaitingParts));
        Assert.True(scenario.Incident.Answered);
    }

    [Fact]
    public void Goes_on_when_the_last_part_is_answered()
    {
        scenario.Do(IncidentAct.ProposeParts);
        scenario.Do(IncidentAct.AcceptPart);
        Assert.Equal(IncidentStatus.WaitingOnCustomer, scenario.Incident.Status);

        scenario.Do(IncidentAct.DeclinePart);

        Assert.Equal((IncidentStatus.InProgress, 0), (scenario.Incident.Status, scenario.Incident.WaitingParts));
        Assert.Equal([PartStatus.Declined, PartStatus.Accepted], scenario.Parts.Select(part => part.Status));
        Assert.All(scenario.Parts, part => Assert.Equal("Camille", part.AnsweredByName));
    }

    [Theory]
    [InlineData(PartStatus.Accepted)]
    [InlineData(PartStatus.Declined)]
    [InlineData(PartStatus.Withdrawn)]
    public void Answers_a_part_once(PartStatus first)
    {
        scenario.Do(IncidentAct.ProposeParts);
        var (part, incident) = (scenario.Parts[0], scenario.Incident);
        var answered = first switch
        {
            PartStatus.Accepted => incident.AcceptPart(part, scenario.ByCustomer()),
            PartStatus.Declined => incident.DeclinePart(part, scenario.ByCustomer()),
            _ => incident.WithdrawPart(part, scenario.ByAgent()),
        };
        Assert.Equal((null, first), (answered.Refusal, part.Status));

        Assert.Equal("split.part-answered", incident.AcceptPart(part, scenario.ByCustomer()).Refusal?.Code);
        Assert.Equal("split.part-answered", incident.DeclinePart(part, scenario.ByCustomer()).Refusal?.Code);
        Assert.Equal("split.part-answered", incident.WithdrawPart(part, scenario.ByAgent()).Refusal?.Code);
        Assert.Equal((first, 1), (part.Status, incident.WaitingParts));
    }

    [Fact]
    public void Is_answered_after_the_end_of_the_incident_too()
    {
        scenario.Do(IncidentAct.ProposeParts);
        scenario.Do(IncidentAct.CloseUnresolved);

        Assert.Contains(
            IncidentAct.AcceptPart,
            scenario.Incident.PossibleActs(ActBy.Customer, scenario.Now, IncidentScenario.Terms));
        Assert.Null(scenario.Do(IncidentAct.AcceptPart).Refusal);
        Assert.Equal(IncidentStatus.Closed, scenario.Incident.Status);
    }

    [Fact]
    public void Names_at_least_one_part_and_each_by_an_id_of_its_own()
    {
        var part = scenario.Part();
        var incident = scenario.Incident;

        Assert.Equal("split.part-missing", incident.ProposeParts(scenario.ByAgent(), []).Refusal?.Code);
        Assert.Equal("split.id-reused", incident.ProposeParts(scenario.ByAgent(), [part, part]).Refusal?.Code);
        Assert.Equal(
            "split.id-reused",
            incident.ProposeParts(scenario.ByAgent(), [part with { Id = incident.Id }]).Refusal?.Code);
        Assert.Equal((IncidentStatus.Submitted, 0), (incident.Status, incident.WaitingParts));
    }

    [Fact, Trait("Rule", "R7")]
    public void Asks_of_a_part_what_a_submission_of_its_severity_asks() =>
        Assert.Equal(
            "incident.severity-a-around-the-clock",
            scenario.Incident.ProposeParts(scenario.ByAgent(), [scenario.Part(Severity.A)]).Refusal?.Code);

    [Fact, Trait("Rule", "R25")]
    public void A_duplicate_gives_its_credit_back_and_goes_on_elsewhere()
    {
        scenario.Do(IncidentAct.CloseAsDuplicate);

        Assert.Equal(
            (ClosingReason.Duplicate, ChargeState.NotCharged),
            (scenario.Incident.ClosingReason, scenario.Incident.Charge));
        Assert.Equal(5, scenario.Pack.Available);
        Assert.Equal("incident.is-duplicate", scenario.Do(IncidentAct.Reopen).Refusal?.Code);
    }
}
