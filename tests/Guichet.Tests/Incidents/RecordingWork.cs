using Guichet.Incidents;
using Guichet.Plans;

namespace Guichet.Tests.Incidents;

public class RecordingWork
{
    private readonly IncidentScenario scenario = new();

    [Theory, Trait("Rule", "R2"), Trait("Rule", "R8")]
    [InlineData(WorkKind.Call, true)]
    [InlineData(WorkKind.RemoteSession, true)]
    [InlineData(WorkKind.Research, false)]
    public void A_call_or_session_is_the_response_at_the_instant_it_began(WorkKind kind, bool responds)
    {
        scenario.Now += Duration.FromMinutes(30);

        var message = scenario.RecordWork(kind, minutesAgo: 20).Value;

        Assert.Equal(scenario.Now - Duration.FromMinutes(20), message.HappenedAt);
        Assert.Equal(scenario.Now, message.At);
        Assert.Equal(responds ? message.HappenedAt : null, scenario.Incident.Clock.RespondedAt);
        Assert.Equal(responds, scenario.Incident.Answered);
        Assert.Equal(responds ? IncidentScenario.Agent : null, scenario.Incident.Agent);
        Assert.Equal(IncidentStatus.Submitted, scenario.Incident.Status);
    }

    [Theory]
    [InlineData(600)]
    [InlineData(-1)]
    public void Nothing_was_done_before_the_submission_or_is_still_to_come(int minutesAgo)
    {
        var said = scenario.ByAgent();
        var work = new Work(WorkKind.Research, said.At - Duration.FromMinutes(minutesAgo));

        Assert.Equal("work.when-wrong", scenario.RecordWork(WorkKind.Call, minutesAgo).Refusal?.Code);
        Assert.Equal(
            "work.when-wrong", work.AsNote(scenario.Incident, IncidentScenario.Agent, said).Refusal?.Code);
    }

    [Fact, Trait("Rule", "R3")]
    public void It_moves_no_credit_whatever_the_time_spent()
    {
        var lines = scenario.Lines.Count;

        Assert.Null(scenario.RecordWork(WorkKind.RemoteSession).Refusal);

        Assert.Equal((lines, ChargeState.Reserved), (scenario.Lines.Count, scenario.Incident.Charge));
    }

    [Fact]
    public void What_is_told_nobody_is_a_note_in_every_state()
    {
        var closed = IncidentScenario.In(IncidentStatus.Closed);
        var version = closed.Incident.Version;

        var note = new Work(WorkKind.Call, closed.Now, "Camille")
            .AsNote(closed.Incident, IncidentScenario.Agent, closed.ByAgent("About the bill.")).Value;

        Assert.Equal((WorkKind.Call, Channel.Telephone, "Camille"), (note.Work, note.Channel, note.Contact));
        Assert.Equal(version, closed.Incident.Version);
    }

    [Fact]
    public void A_message_says_what_its_act_has_changed()
    {
        var (status, severity, hours) =
            (scenario.Incident.Status, scenario.Incident.Severity, scenario.Incident.Hours);

        var asked = scenario.Do(IncidentAct.AskCustomer).Value.WithChanges(status, severity, hours, scenario.Incident);

        Assert.Equal(
            (IncidentStatus.Submitted, IncidentStatus.WaitingOnCustomer), (asked.StatusBefore, asked.StatusAfter));
        Assert.Equal((null, null), (asked.SeverityBefore, asked.HoursAfter));
    }
}

[Trait("Rule", "R7")]
public class NotReachingAContact
{
    private readonly IncidentScenario scenario =
        new(severity: Severity.A, hours: HoursOfCoverage.AroundTheClock, anyHour: true);

    [Fact]
    public void A_try_is_no_response_and_lowers_nothing_by_itself()
    {
        var tried = scenario.Try().Value;
        Assert.Null(scenario.Try().Refusal);
        Assert.Null(scenario.Try().Refusal);

        Assert.Equal(
            (MessageKind.ContactTried, Channel.Telephone, "Camille"), (tried.Kind, tried.Channel, tried.Contact));
        Assert.Null(scenario.Incident.Clock.RespondedAt);
        Assert.Equal((Severity.A, 3), (scenario.Incident.Severity, scenario.Incident.UnreachedTries));
    }

    [Fact]
    public void After_two_tries_the_agent_may_lower_it_with_words()
    {
        Assert.Equal("contact.not-tried-twice", Lower().Refusal?.Code);
        scenario.Try();
        Assert.Equal("contact.not-tried-twice", Lower().Refusal?.Code);
        scenario.Try();

        var lowered = Lower().Value;

        Assert.Equal((MessageKind.SeverityChanged, "Nobody could be reached."), (lowered.Kind, lowered.Body));
        Assert.Equal(
            (Severity.B, HoursOfCoverage.BusinessHours), (scenario.Incident.Severity, scenario.Incident.Hours));
        Assert.Equal("contact.severity-not-a", Lower().Refusal?.Code);
    }

    [Fact]
    public void Whatever_the_customer_does_and_every_call_that_reaches_them_begins_the_count_anew()
    {
        foreach (var act in new[] { IncidentAct.CustomerReply, IncidentAct.RecordWork })
        {
            scenario.Try();
            scenario.Try();

            Assert.Null(scenario.Do(act).Refusal);

            Assert.Equal(0, scenario.Incident.UnreachedTries);
        }
    }

    [Fact]
    public void Only_a_contact_of_the_incident_is_tried() =>
        Assert.Equal("contact.unknown", scenario.Try("Somebody else").Refusal?.Code);

    private Result<Message> Lower() => scenario.Incident.LowerAsUnreached(
        HoursOfCoverage.BusinessHours,
        IncidentScenario.Clock(Severity.B, HoursOfCoverage.BusinessHours),
        scenario.ByAgent("Nobody could be reached."));
}
