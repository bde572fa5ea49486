using Guichet.Incidents;
using Guichet.Packs;

namespace Guichet.Tests.Incidents;

public class DisputingACharge
{
    [Fact, Trait("Rule", "R25")]
    public void Is_offered_once_after_a_charge_and_gives_the_credit_back_where_it_is_upheld()
    {
        var scenario = Charged();

        Assert.Null(scenario.Do(IncidentAct.DisputeCharge).Refusal);
        Assert.NotNull(scenario.Incident.DisputeDueAt);
        Assert.Equal("dispute.already-disputed", scenario.Do(IncidentAct.DisputeCharge).Refusal?.Code);
        Assert.Null(scenario.Do(IncidentAct.UpholdDispute).Refusal);

        Assert.Equal((ChargeState.NotCharged, null, null), (
            scenario.Incident.Charge, scenario.Incident.ChargedAt, scenario.Incident.DisputeDueAt));
        Assert.Equal((LedgerEntryKind.Adjusted, 5), (scenario.Lines[^1].Kind, scenario.Lines[^1].BalanceAfter));
        Assert.Equal("dispute.already-answered", scenario.Do(IncidentAct.RejectDispute).Refusal?.Code);
    }

    [Fact, Trait("Rule", "R25")]
    public void Leaves_the_charge_where_it_is_rejected()
    {
        var scenario = Charged();
        scenario.Do(IncidentAct.DisputeCharge);

        Assert.Null(scenario.Do(IncidentAct.RejectDispute).Refusal);

        Assert.Equal((ChargeState.Charged, 3), (scenario.Incident.Charge, scenario.Lines.Count));
    }

    [Fact, Trait("Rule", "R8")]
    public void Is_no_first_response_when_it_is_answered()
    {
        var scenario = new IncidentScenario();
        scenario.Do(IncidentAct.CloseAtCustomersWish);
        scenario.Decide(charge: true);
        scenario.Do(IncidentAct.DisputeCharge);
        scenario.Do(IncidentAct.RejectDispute);

        Assert.Null(scenario.Incident.Clock.RespondedAt);
    }

    [Fact, Trait("Rule", "R25")]
    public void Can_be_done_to_the_very_instant_and_not_after_it()
    {
        var scenario = Charged();
        var until = scenario.Incident.DisputableUntil(scenario.Now, scenario.Offer.Billing);
        Assert.Equal(scenario.Incident.ChargedAt + Duration.FromDays(30), until);

        Assert.NotNull(scenario.Incident.DisputableUntil(until!.Value, scenario.Offer.Billing));
        Assert.Null(scenario.Incident.DisputableUntil(
            until.Value + Duration.FromMilliseconds(1), scenario.Offer.Billing));
        scenario.Now = until.Value;
        Assert.Equal("dispute.too-late", scenario.Do(IncidentAct.DisputeCharge).Refusal?.Code);
    }

    [Fact, Trait("Rule", "R25")]
    public void Asks_for_words_and_for_a_policy_that_offers_it()
    {
        var scenario = Charged();
        Assert.Equal("dispute.words-missing", scenario.Incident.DisputeCharge(
            scenario.ByCustomer(" "), scenario.Offer.Billing, scenario.Now).Refusal?.Code);

        scenario.Offer = scenario.Offer with { Billing = new() };

        Assert.Equal("dispute.not-offered", scenario.Do(IncidentAct.DisputeCharge).Refusal?.Code);
    }

    [Fact, Trait("Rule", "R25")]
    public void Is_needless_where_a_reopened_incident_ends_as_a_defect_of_the_product()
    {
        var scenario = Charged();
        scenario.Do(IncidentAct.Reopen);

        Assert.Null(scenario.Do(IncidentAct.CloseProductDefect).Refusal);

        Assert.Equal((ChargeState.NotCharged, LedgerEntryKind.Adjusted), (
            scenario.Incident.Charge, scenario.Lines[^1].Kind));
    }

    [Theory, Trait("Rule", "R25")]
    [InlineData(null, null, false)]
    [InlineData("1000 USD", null, false)]
    [InlineData("1000 USD", "1000 USD", false)]
    [InlineData("1000 USD", "1001 USD", true)]
    [InlineData("1000 USD", "1 EUR", true)]
    [InlineData(null, "1001 USD", false)]
    public void Needs_a_second_person_for_a_decision_above_the_limit(string? limit, string? worth, bool needed) =>
        Assert.Equal(needed, new BillingTerms { SecondPersonAbove = Read(limit) }.NeedsSecondPerson(Read(worth)));

    private static Money? Read(string? written) => written?.Split(' ') is [var amount, var currency]
        ? new Money(long.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), currency)
        : null;

    private static IncidentScenario Charged()
    {
        var scenario = new IncidentScenario();
        scenario.Do(IncidentAct.OfferSolution);
        scenario.Do(IncidentAct.AcceptSolution);
        return scenario;
    }
}
