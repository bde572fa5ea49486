using Guichet.Incidents;
using Guichet.Packs;
using Guichet.ServiceLevels;

namespace Guichet.Tests.Incidents;

public class MissingTheFirstResponse
{
    private static readonly Alarm Raises = new(
        AlarmPoint.Due, new HashSet<Guichet.Plans.Severity>(), new HashSet<AlarmAction> { AlarmAction.Raise });

    [Fact, Trait("Rule", "R8"), Trait("Rule", "R25")]
    public void Lets_the_customer_ask_once_and_a_person_decide_when_it_is_solved()
    {
        var scenario = Late();

        Assert.Null(scenario.Do(IncidentAct.AskForCredit).Refusal);
        Assert.Equal("credit.already-asked", scenario.Do(IncidentAct.AskForCredit).Refusal?.Code);
        Solve(scenario);

        Assert.Equal(ChargeState.AwaitingDecision, scenario.Incident.Charge);
        Assert.Null(scenario.Decide(charge: false).Refusal);
        Assert.Equal(LedgerEntryKind.Released, scenario.Lines[^1].Kind);
        Assert.Equal("billing.already-decided", scenario.Decide(charge: false).Refusal?.Code);
    }

    [Fact, Trait("Rule", "R25")]
    public void Lets_the_customer_ask_after_it_was_charged_and_gives_the_credit_back_in_a_line_of_its_own()
    {
        var scenario = Late();
        Solve(scenario);

        Assert.Null(scenario.Do(IncidentAct.AskForCredit).Refusal);
        Assert.Equal((ChargeState.CreditAsked, 4), (scenario.Incident.Charge, scenario.Lines[^1].BalanceAfter));
        Assert.Null(scenario.Decide(charge: false).Refusal);

        Assert.Equal((LedgerEntryKind.Adjusted, 5), (scenario.Lines[^1].Kind, scenario.Lines[^1].BalanceAfter));
        Assert.Null(LedgerCheck.FirstBreak(scenario.Lines));
    }

    [Fact, Trait("Rule", "R25")]
    public void Leaves_a_charge_as_it_is_where_the_person_says_no()
    {
        var scenario = Late();
        Solve(scenario);
        scenario.Do(IncidentAct.AskForCredit);
        var lines = scenario.Lines.Count;

        Assert.Null(scenario.Decide(charge: true).Refusal);

        Assert.Equal((ChargeState.Charged, lines), (scenario.Incident.Charge, scenario.Lines.Count));
        Assert.Equal("credit.already-asked", scenario.Do(IncidentAct.AskForCredit).Refusal?.Code);
    }

    [Theory, Trait("Rule", "R25")]
    [InlineData(false, LedgerEntryKind.Released)]
    [InlineData(true, LedgerEntryKind.Adjusted)]
    public void Gives_it_back_at_once_where_the_policy_says_so(bool charged, LedgerEntryKind kind)
    {
        var scenario = Late();
        scenario.Offer = IncidentScenario.Terms with { MissedResponse = CreditOffer.Automatic };
        if (charged)
        {
            Solve(scenario);
        }

        Assert.Null(scenario.Do(IncidentAct.AskForCredit).Refusal);

        Assert.Equal((ChargeState.NotCharged, kind), (scenario.Incident.Charge, scenario.Lines[^1].Kind));
        if (!charged)
        {
            Solve(scenario);
            Assert.Equal(ChargeState.NotCharged, scenario.Incident.Charge);
        }
    }

    [Fact, Trait("Rule", "R25")]
    public void Does_not_charge_twice_when_a_credit_asked_back_is_reopened_and_solved_again()
    {
        var scenario = Late();
        Solve(scenario);
        scenario.Do(IncidentAct.AskForCredit);

        Assert.Null(scenario.Do(IncidentAct.Reopen).Refusal);
        Solve(scenario);

        Assert.Equal((ChargeState.CreditAsked, 4), (scenario.Incident.Charge, scenario.Lines[^1].BalanceAfter));
    }

    [Fact]
    public void Is_not_so_at_the_due_instant_nor_where_it_closed_before()
    {
        var early = new IncidentScenario { Now = IncidentScenario.Start + Duration.FromHours(4) };
        Assert.False(early.Incident.ResponseMissed(early.Now));
        Assert.True(early.Incident.ResponseMissed(early.Now + Duration.Epsilon));

        var closed = new IncidentScenario();
        closed.Do(IncidentAct.CloseAtCustomersWish);
        closed.Now += Duration.FromDays(1);
        Assert.Equal("credit.response-not-missed", closed.Do(IncidentAct.AskForCredit).Refusal?.Code);
    }

    [Fact]
    public void Offers_nothing_where_the_policy_does_not_or_nothing_is_counted()
    {
        var scenario = Late();
        scenario.Offer = new ClosingTerms(5, 14);
        Assert.Equal("credit.not-offered", scenario.Do(IncidentAct.AskForCredit).Refusal?.Code);

        var uncounted = new IncidentScenario(counted: false) { Now = IncidentScenario.Start + Duration.FromHours(5) };
        Assert.Equal("credit.nothing-to-give-back", uncounted.Do(IncidentAct.AskForCredit).Refusal?.Code);
    }

    [Fact, Trait("Rule", "R8")]
    public void Raises_until_the_first_response_and_looks_at_no_alarm_after()
    {
        var scenario = Late();
        var next = scenario.Now + Duration.FromHours(1);

        scenario.Incident.SoundAlarms([Raises], next);
        Assert.Equal((true, next), (scenario.Incident.Raised, scenario.Incident.NextAlarmAt));
        scenario.Do(IncidentAct.AgentReply);

        Assert.Equal((false, (Instant?)null), (scenario.Incident.Raised, scenario.Incident.NextAlarmAt));
    }

    [Fact, Trait("Rule", "R8")]
    public void Looks_at_its_alarms_anew_when_it_is_reopened_unanswered_or_promises_something_else()
    {
        var reopened = new IncidentScenario();
        reopened.Do(IncidentAct.CloseAtCustomersWish);
        Assert.Null(reopened.Incident.NextAlarmAt);
        reopened.Do(IncidentAct.Reopen);
        Assert.Equal(reopened.Now, reopened.Incident.NextAlarmAt);
        Assert.Equal(
            (PromiseKind.FirstResponse, true, reopened.Incident.Clock.DueAt),
            (reopened.Incident.Promise, reopened.Incident.PromiseRuns, reopened.Incident.QueueAt));

        var changed = new IncidentScenario();
        changed.Incident.SoundAlarms([Raises], null);
        var clock = changed.Incident.Clock with { DueAt = changed.Now + Duration.FromHours(2) };
        changed.Incident.ChangeSeverity(Guichet.Plans.Severity.C, changed.Incident.Hours, clock, changed.ByAgent());
        Assert.Equal((false, changed.Now), (changed.Incident.Raised, changed.Incident.NextAlarmAt));
        Assert.Equal(clock.DueAt, changed.Incident.QueueAt);
    }

    [Fact]
    public void Raises_nothing_any_more_where_no_promise_runs()
    {
        var scenario = new IncidentScenario();
        scenario.Incident.SoundAlarms([Raises], null);
        Assert.True(scenario.Incident.Raised);

        scenario.Incident.Follow(null);

        Assert.False(scenario.Incident.Raised);
    }

    /// <summary>Four hours were promised, and five have gone by.</summary>
    private static IncidentScenario Late() => new() { Now = IncidentScenario.Start + Duration.FromHours(5) };

    private static void Solve(IncidentScenario scenario)
    {
        Assert.Null(scenario.Do(IncidentAct.OfferSolution).Refusal);
        Assert.Null(scenario.Do(IncidentAct.AcceptSolution).Refusal);
    }
}
