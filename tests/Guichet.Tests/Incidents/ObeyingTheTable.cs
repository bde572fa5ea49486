using Guichet.Incidents;

namespace Guichet.Tests.Incidents;

public class ObeyingTheTable
{
    public static TheoryData<IncidentAct, IncidentStatus> EveryActInEveryState()
    {
        var data = new TheoryData<IncidentAct, IncidentStatus>();
        foreach (var act in Enum.GetValues<IncidentAct>())
        {
            foreach (var status in Enum.GetValues<IncidentStatus>())
            {
                data.Add(act, status);
            }
        }

        return data;
    }

    [Fact]
    public void The_table_has_every_act_once() =>
        Assert.Equal(
            Enum.GetValues<IncidentAct>().Order(), IncidentTransitions.Table.Select(line => line.Act).Order());

    [Fact]
    public void Whatever_closes_says_why_and_nothing_else_does() =>
        Assert.All(
            IncidentTransitions.Table,
            line => Assert.Equal(line.To == IncidentStatus.Closed, line.EndsAs is not null));

    [Theory, MemberData(nameof(EveryActInEveryState))]
    public void An_act_is_done_exactly_where_the_table_has_it(IncidentAct act, IncidentStatus status)
    {
        var scenario = IncidentScenario.In(status);
        Assert.Equal(status, scenario.Incident.Status);
        var version = scenario.Incident.Version;

        var refusal = scenario.Do(act).Refusal;

        var needsStatement = act is IncidentAct.AcceptStatement or IncidentAct.CounterStatement
            && status is not (IncidentStatus.WaitingOnCustomer or IncidentStatus.Reopened);
        if (act is IncidentAct.AcceptPart or IncidentAct.DeclinePart or IncidentAct.WithdrawPart)
        {
            Assert.Equal("split.part-answered", refusal?.Code);
        }
        else if (needsStatement)
        {
            Assert.Equal("incident.no-statement", refusal?.Code);
        }
        else if (act == IncidentAct.AskForCredit)
        {
            Assert.Equal("credit.response-not-missed", refusal?.Code);
        }
        else if (act == IncidentAct.DisputeCharge)
        {
            Assert.Equal("dispute.nothing-charged", refusal?.Code);
        }
        else if (act is IncidentAct.UpholdDispute or IncidentAct.RejectDispute)
        {
            Assert.Equal("dispute.none", refusal?.Code);
        }
        else if (!IncidentTransitions.IsPossible(act, status))
        {
            Assert.Contains(refusal?.Code, new[] { "incident.act-not-possible", "incident.no-statement" });
        }
        else
        {
            Assert.Null(refusal);
            Assert.Equal(version + 1, scenario.Incident.Version);
            var line = IncidentTransitions.Of(act);
            Assert.Equal(
                act == IncidentAct.CustomerReply
                    && status is (IncidentStatus.WaitingOnCustomer or IncidentStatus.SolutionOffered)
                    ? IncidentStatus.InProgress
                    : line.To ?? status,
                scenario.Incident.Status);
            Assert.Equal(line.EndsAs, scenario.Incident.ClosingReason);
            return;
        }

        Assert.Equal((version, status), (scenario.Incident.Version, scenario.Incident.Status));
    }

    [Theory, MemberData(nameof(EveryActInEveryState))]
    public void What_is_offered_can_be_done(IncidentAct act, IncidentStatus status)
    {
        var scenario = IncidentScenario.In(status);
        var side = IncidentTransitions.Of(act).By;
        var offered = scenario.Incident.PossibleActs(side, scenario.Now, IncidentScenario.Terms).Contains(act);

        Assert.Equal(offered, scenario.Do(act).Refusal is null);
    }
}
