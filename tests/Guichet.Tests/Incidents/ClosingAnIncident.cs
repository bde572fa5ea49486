using Guichet.Incidents;
using Guichet.Packs;

namespace Guichet.Tests.Incidents;

public class ClosingAnIncident
{
    private readonly IncidentScenario scenario = new();

    [Fact, Trait("Rule", "R24"), Trait("Rule", "R25")]
    public void An_accepted_solution_closes_as_solved_and_is_charged()
    {
        scenario.Do(IncidentAct.OfferSolution);
        scenario.Do(IncidentAct.AcceptSolution);

        Assert.Equal(
            (ClosingReason.Solved, ChargeState.Charged), (scenario.Incident.ClosingReason, scenario.Incident.Charge));
        Assert.Equal(LedgerEntryKind.Consumed, scenario.Lines[^1].Kind);
    }

    [Fact, Trait("Rule", "R24")]
    public void A_refused_solution_goes_back_to_in_progress()
    {
        scenario.Do(IncidentAct.OfferSolution);
        scenario.Do(IncidentAct.RefuseSolution);

        Assert.Equal(IncidentStatus.InProgress, scenario.Incident.Status);
        Assert.Null(scenario.Incident.SolutionStandsAt);
        Assert.Equal(ChargeState.Reserved, scenario.Incident.Charge);
    }

    [Fact, Trait("Rule", "R24")]
    public void Silence_accepts_when_the_days_are_over_and_not_before()
    {
        scenario.Do(IncidentAct.OfferSolution);
        var stands = scenario.Now + Duration.FromDays(5);
        Assert.Equal(stands, scenario.Incident.SolutionStandsAt);

        scenario.Now = stands - Duration.FromMinutes(2);
        Assert.Equal(
            "incident.solution-still-waits", scenario.Incident.LetSolutionStand(scenario.ByClock()).Refusal?.Code);

        Assert.Null(scenario.Incident.LetSolutionStand(scenario.ByClock()).Refusal);
        Assert.Equal(ClosingReason.Solved, scenario.Incident.ClosingReason);
        Assert.Equal(stands, scenario.Incident.ClosedAt);
    }

    [Fact, Trait("Rule", "R24")]
    public void With_no_days_to_wait_offering_closes_at_once()
    {
        var message = scenario.Incident.OfferSolution(
            scenario.ByAgent(), IncidentScenario.Terms with { SolutionWaitsDays = 0 }).Value;

        Assert.Equal(MessageKind.SolutionOffered, message.Kind);
        Assert.Equal(
            (IncidentStatus.Closed, ClosingReason.Solved), (scenario.Incident.Status, scenario.Incident.ClosingReason));
        Assert.Equal(ChargeState.Charged, scenario.Incident.Charge);
    }

    [Fact, Trait("Rule", "R24")]
    public void A_question_of_the_customer_stops_silence_from_closing()
    {
        scenario.Do(IncidentAct.OfferSolution);
        scenario.Do(IncidentAct.CustomerReply);

        Assert.Null(scenario.Incident.SolutionStandsAt);
        Assert.Equal(IncidentStatus.InProgress, scenario.Incident.Status);
    }

    [Theory, Trait("Rule", "R25")]
    [InlineData(IncidentAct.CloseUnresolved)]
    [InlineData(IncidentAct.CloseOutOfScope)]
    [InlineData(IncidentAct.CloseAtCustomersWish)]
    public void Unresolved_out_of_scope_and_at_the_customers_wish_wait_for_a_decision(IncidentAct act)
    {
        scenario.Do(act);

        Assert.Equal(ChargeState.AwaitingDecision, scenario.Incident.Charge);
        Assert.Equal(LedgerEntryKind.Reserved, scenario.Lines[^1].Kind);
    }

    [Fact, Trait("Rule", "R25")]
    public void A_defect_of_the_product_is_never_charged()
    {
        scenario.Do(IncidentAct.CloseProductDefect);

        Assert.Equal(ChargeState.NotCharged, scenario.Incident.Charge);
        Assert.Equal(LedgerEntryKind.Released, scenario.Lines[^1].Kind);
    }

    [Theory, Trait("Rule", "R24")]
    [InlineData(ClosingReason.Unresolved)]
    [InlineData(ClosingReason.OutOfScope)]
    [InlineData(ClosingReason.ProductDefect)]
    public void An_agent_tells_the_customer_why(ClosingReason reason) =>
        Assert.Equal(
            "incident.closing-words-missing", scenario.Incident.Close(reason, scenario.ByAgent(" ")).Refusal?.Code);

    [Fact, Trait("Rule", "R24")]
    public void Solved_is_what_an_offered_solution_becomes() =>
        Assert.Equal(
            "incident.solution-is-offered",
            scenario.Incident.Close(ClosingReason.Solved, scenario.ByAgent()).Refusal?.Code);

    [Theory, Trait("Rule", "R25")]
    [InlineData(true, ChargeState.Charged, LedgerEntryKind.Consumed)]
    [InlineData(false, ChargeState.NotCharged, LedgerEntryKind.Released)]
    public void A_decision_is_taken_once(bool charge, ChargeState state, LedgerEntryKind line)
    {
        scenario.Do(IncidentAct.CloseUnresolved);

        Assert.Null(scenario.Decide(charge).Refusal);
        Assert.Equal("billing.already-decided", scenario.Decide(!charge).Refusal?.Code);

        Assert.Equal((state, line), (scenario.Incident.Charge, scenario.Lines[^1].Kind));
        Assert.Equal(3, scenario.Lines.Count);
    }

    [Fact, Trait("Rule", "R25")]
    public void There_is_nothing_to_decide_on_while_it_is_open() =>
        Assert.Equal("billing.nothing-to-decide", scenario.Decide(charge: true).Refusal?.Code);

    [Fact, Trait("Rule", "R23")]
    public void A_plan_that_is_not_counted_has_nothing_to_charge()
    {
        var free = new IncidentScenario(counted: false);
        free.Do(IncidentAct.OfferSolution);
        free.Do(IncidentAct.AcceptSolution);

        Assert.Equal(ChargeState.NotCounted, free.Incident.Charge);
        Assert.Empty(free.Lines);
    }
}
