using Guichet.Incidents;
using Guichet.Plans;

namespace Guichet.Tests.Incidents;

public class SubmittingAProblem
{
    private static readonly Guid Id = new("40000000-0000-7000-8000-000000000002");

    [Fact, Trait("Rule", "R5")]
    public void Without_accepting_that_there_is_no_guarantee_is_refused() =>
        Assert.Equal("incident.no-guarantee-not-accepted", CodeOf(
            Severity.B, HoursOfCoverage.BusinessHours, false, accepted: false));

    [Theory, Trait("Rule", "R7")]
    [InlineData(Severity.A, HoursOfCoverage.BusinessHours, true, "incident.severity-a-around-the-clock")]
    [InlineData(Severity.A, HoursOfCoverage.AroundTheClock, false, "incident.contact-any-hour-missing")]
    [InlineData(Severity.A, HoursOfCoverage.AroundTheClock, true, null)]
    [InlineData(Severity.B, HoursOfCoverage.AroundTheClock, false, "incident.contact-any-hour-missing")]
    [InlineData(Severity.C, HoursOfCoverage.BusinessHours, false, null)]
    public void Around_the_clock_asks_for_somebody_who_can_be_reached_at_any_hour(
        Severity severity, HoursOfCoverage hours, bool anyHour, string? code) =>
        Assert.Equal(code, CodeOf(severity, hours, anyHour, accepted: true));

    [Fact, Trait("Rule", "R7")]
    public void Without_a_contact_is_refused() =>
        Assert.Equal(
            "incident.contact-missing",
            Submission.WhyNot(Severity.C, HoursOfCoverage.BusinessHours, [])?.Code);

    [Fact, Trait("Rule", "R1")]
    public void Begins_with_the_problem_as_its_first_message()
    {
        var (incident, problem) = IncidentScenario.Submit(IncidentScenario.Submission(
            Id, counted: true, Severity.B, HoursOfCoverage.BusinessHours, anyHour: false)).Value;

        Assert.Equal((MessageKind.Problem, ActBy.Customer, incident.Id), (problem.Kind, problem.By, problem.Incident));
        Assert.Equal((IncidentStatus.Submitted, ChargeState.Reserved), (incident.Status, incident.Charge));
        Assert.Equal(incident.Clock.DueAt, incident.QueueAt);
    }

    private static string? CodeOf(Severity severity, HoursOfCoverage hours, bool anyHour, bool accepted) =>
        IncidentScenario.Submit(
            IncidentScenario.Submission(Id, true, severity, hours, anyHour, accepted)).Refusal?.Code;
}
