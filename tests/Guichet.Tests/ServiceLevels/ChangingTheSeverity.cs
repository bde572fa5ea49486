using Guichet.Plans;
using Guichet.ServiceLevels;
using static Guichet.Tests.ServiceLevels.PromiseScenario;

namespace Guichet.Tests.ServiceLevels;

[Trait("Rule", "R8")]
public class ChangingTheSeverity
{
    [Fact]
    public void The_target_is_recomputed_from_the_moment_of_submission()
    {
        var raised = Submitted(C, "2026-11-20 14:00").ChangedTo(B, "2026-11-20 15:00");

        Assert.Equal(Paris("2026-11-20 18:00"), raised.DueAt);
        Assert.Equal(Paris("2026-11-20 14:00"), raised.StartedAt);
        Assert.Equal((Severity.B, Duration.FromHours(4), "office"), (raised.Severity, raised.Budget, raised.Calendar));
        Assert.Equal((4, "2026b"), (raised.PolicyVersion, raised.TimeZoneData));
    }

    [Fact]
    [Trait("Rule", "R7")]
    public void Severity_A_lowered_to_B_gets_business_hours_from_submission()
    {
        var lowered = Submitted(A, "2026-11-20 23:30").ChangedTo(B, "2026-11-21 00:30");

        Assert.Equal(Paris("2026-11-23 14:00"), lowered.DueAt);
        Assert.Equal(HoursOfCoverage.BusinessHours, lowered.Hours);
    }

    [Fact]
    public void Where_the_recomputed_instant_is_already_past_it_is_due_one_full_new_budget_after_the_change()
    {
        var raised = Submitted(C, "2026-11-20 09:00").ChangedTo(A, "2026-11-20 14:30");

        Assert.Equal(Paris("2026-11-20 16:30"), raised.DueAt);
        Assert.Equal(Paris("2026-11-20 09:00"), raised.StartedAt);
    }

    [Fact]
    public void A_full_new_budget_of_business_hours_runs_on_the_calendar()
    {
        var raised = Submitted(C, "2026-11-20 09:00").ChangedTo(B, "2026-11-20 17:00");

        Assert.Equal(Paris("2026-11-23 12:00"), raised.DueAt);
    }

    [Fact]
    public void A_recomputed_instant_that_is_just_now_is_not_past() =>
        Assert.Equal(
            Paris("2026-11-20 11:00"),
            Submitted(C, "2026-11-20 09:00").ChangedTo(A, "2026-11-20 11:00").DueAt);

    [Fact]
    public void A_target_already_met_keeps_its_result()
    {
        var met = Submitted(C, "2026-11-20 09:00").Respond(Paris("2026-11-20 17:00"));

        Assert.Same(met, met.ChangedTo(A, "2026-11-20 17:30"));
        Assert.True(met.Met);
    }

    [Fact]
    public void A_target_already_missed_keeps_its_result_with_a_response_or_without()
    {
        var missed = Submitted(A, "2026-11-20 09:00");
        var missedByAResponse = missed.Respond(Paris("2026-11-20 11:30"));

        Assert.Same(missedByAResponse, missedByAResponse.ChangedTo(C, "2026-11-20 11:45"));
        Assert.Same(missed, missed.ChangedTo(C, "2026-11-20 11:01"));
        Assert.False(missed.ChangedTo(C, "2026-11-20 11:01").Respond(Paris("2026-11-20 11:30")).Met);
    }

    [Fact]
    public void A_change_at_the_due_instant_is_in_time() =>
        Assert.Equal(
            Paris("2026-11-20 18:00"),
            Submitted(A, "2026-11-20 09:00").ChangedTo(C, "2026-11-20 11:00").DueAt);

    [Fact]
    public void A_change_to_a_target_whose_calendar_is_missing_is_refused()
    {
        var changed = Submitted(A, "2026-11-20 09:00").ChangeSeverity(
            B, null, Severity.B, HoursOfCoverage.BusinessHours, 4, "2026b", Paris("2026-11-20 10:00"));

        Assert.Equal("response.unknown-calendar", changed.Refusal?.Code);
    }
}
