using CsCheck;
using Guichet.Incidents;
using Guichet.Packs;

namespace Guichet.Tests.Incidents;

public class DoingWhateverSequence
{
    // Acts, and beyond them the two decisions.
    private static readonly Gen<int[]> Sequences = Gen.Int[0, Enum.GetValues<IncidentAct>().Length + 1].Array[0, 40];

    private static readonly IncidentAct[] Talk =
    [
        IncidentAct.AgentReply, IncidentAct.AskCustomer, IncidentAct.CustomerReply, IncidentAct.ProposeStatement,
        IncidentAct.AcceptStatement, IncidentAct.CounterStatement, IncidentAct.OfferSolution,
        IncidentAct.RefuseSolution, IncidentAct.ChangeSeverity,
    ];

    [Fact, Trait("Rule", "R23"), Trait("Rule", "R25")]
    public void Keeps_charge_and_ledger_in_step_and_settles_once_at_most() =>
        Sequences.Sample(sequence =>
        {
            var scenario = new IncidentScenario();
            foreach (var step in sequence)
            {
                Step(scenario, step);
                var kinds = scenario.Lines.Select(line => line.Kind).ToList();
                var usedUp = kinds.Contains(LedgerEntryKind.Consumed);
                var charge = scenario.Incident.Charge;
                Assert.Equal(
                    (Expected(charge, usedUp), charge is ChargeState.Charged ? 4 : 5),
                    (kinds[^1], scenario.Lines[^1].BalanceAfter));
                Assert.True(scenario.Lines.Count <= (usedUp ? 4 : 3));
            }

            Assert.Null(LedgerCheck.FirstBreak(scenario.Lines));
        });

    [Fact, Trait("Rule", "R2"), Trait("Rule", "R3")]
    public void Never_touches_the_credit_by_talking() =>
        Gen.Int[0, Talk.Length - 1].Array[0, 60].Sample(sequence =>
        {
            var scenario = new IncidentScenario();
            foreach (var step in sequence)
            {
                scenario.Do(Talk[step]);
            }

            Assert.Equal((ChargeState.Reserved, 2), (scenario.Incident.Charge, scenario.Lines.Count));
        });

    [Fact]
    public void Closed_always_has_a_reason_and_an_instant_and_nothing_that_waits() =>
        Sequences.Sample(sequence =>
        {
            var scenario = new IncidentScenario();
            foreach (var step in sequence)
            {
                Step(scenario, step);
                var incident = scenario.Incident;
                Assert.Equal(incident.IsOpen, incident.ClosingReason is null);
                Assert.Equal(incident.IsOpen, incident.ClosedAt is null);
                Assert.Equal(incident.Status == IncidentStatus.SolutionOffered, incident.SolutionStandsAt is not null);
            }
        });

    private static void Step(IncidentScenario scenario, int step)
    {
        var acts = Enum.GetValues<IncidentAct>();
        if (step < acts.Length)
        {
            scenario.Do(acts[step]);
        }
        else
        {
            scenario.Decide(charge: step == acts.Length);
        }
    }

    private static LedgerEntryKind Expected(ChargeState charge, bool usedUp) => charge switch
    {
        ChargeState.Charged or ChargeState.CreditAsked => LedgerEntryKind.Consumed,
        ChargeState.NotCharged => usedUp ? LedgerEntryKind.Adjusted : LedgerEntryKind.Released,
        ChargeState.NotCounted or ChargeState.Reserved or ChargeState.AwaitingDecision => LedgerEntryKind.Reserved,
    };
}
