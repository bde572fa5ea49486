using Guichet.Calendars;
using Guichet.Plans;
using Guichet.ServiceLevels;
using Guichet.Tests.Calendars;
using static Guichet.Tests.ServiceLevels.PromiseScenario;

namespace Guichet.Tests.ServiceLevels;

[Trait("Rule", "R6")]
public class StartingAResponseClock
{
    [Fact]
    public void Severity_A_runs_on_the_clock_day_and_night() =>
        Assert.Equal(Paris("2026-11-21 01:30"), Submitted(A, "2026-11-20 23:30").DueAt);

    [Fact]
    public void Severity_A_runs_on_the_clock_through_a_change_of_the_clock() =>
        Assert.Equal(Paris("2026-10-25 03:00"), Submitted(A, "2026-10-25 01:00").DueAt + Duration.FromHours(1));

    [Fact]
    public void Severity_B_has_four_business_hours() =>
        Assert.Equal(Paris("2026-11-23 11:00"), Submitted(B, "2026-11-20 16:00").DueAt);

    [Fact]
    public void Severity_C_has_eight_business_hours_and_is_due_at_closing_when_submitted_before_opening() =>
        Assert.Equal(Paris("2026-11-23 18:00"), Submitted(C, "2026-11-21 10:00").DueAt);

    [Fact]
    [Trait("Rule", "R7")]
    public void An_incident_worked_around_the_clock_can_have_a_target_of_its_own()
    {
        var dayAndNight = B with { Hours = HoursOfCoverage.AroundTheClock, Calendar = null };
        var target = ResponseTargets.Find([B, dayAndNight], "any", Severity.B, HoursOfCoverage.AroundTheClock);

        var clock = Submitted(Assert.IsType<ResponseTarget>(target), "2026-11-20 22:00");

        Assert.Equal(HoursOfCoverage.AroundTheClock, clock.Hours);
        Assert.Equal(Paris("2026-11-21 02:00"), clock.DueAt);
    }

    [Fact]
    public void It_keeps_what_the_promise_was_computed_from() =>
        Assert.Equal(
            new ResponseClock(
                Paris("2026-11-20 16:00"),
                Severity.B,
                HoursOfCoverage.BusinessHours,
                Duration.FromHours(4),
                "office",
                3,
                "2026a",
                Paris("2026-11-23 11:00"),
                null),
            Submitted(B, "2026-11-20 16:00"));

    [Fact]
    public void A_calendar_that_is_not_the_one_of_the_target_is_refused()
    {
        Assert.Equal("response.unknown-calendar", RefusalOf(B, null)?.Code);
        Assert.Equal("response.unknown-calendar", RefusalOf(B with { Calendar = "other" }, Office)?.Code);
        Assert.Null(RefusalOf(A, null));
    }

    [Fact]
    public void What_the_calendar_refuses_is_refused()
    {
        var fair = CalendarScenario.On("Europe/Paris", []).Extra(new(2026, 1, 2), "09:00-12:00").Checked();

        Assert.Equal("calendar.never-open", RefusalOf(B, fair)?.Code);
    }

    [Fact]
    public void A_budget_below_zero_is_refused_on_the_clock_and_on_a_calendar()
    {
        Assert.Equal("response.budget-negative", RefusalOf(A with { Budget = -Duration.Epsilon }, null)?.Code);
        Assert.Equal("response.budget-negative", RefusalOf(B with { Budget = -Duration.Epsilon }, Office)?.Code);
    }

    [Fact]
    public void A_target_for_another_severity_or_other_hours_is_a_bug()
    {
        var start = Paris("2026-11-20 16:00");
        var dayAndNight = A with { Hours = HoursOfCoverage.AroundTheClock };

        Assert.Throws<ArgumentException>(
            () => ResponseClock.Start(A, null, Severity.B, HoursOfCoverage.AroundTheClock, 1, "2026a", start));
        Assert.Throws<ArgumentException>(
            () => ResponseClock.Start(dayAndNight, null, Severity.A, HoursOfCoverage.BusinessHours, 1, "2026a", start));
    }

    private static Refusal? RefusalOf(ResponseTarget target, BusinessCalendar? calendar)
    {
        var start = Paris("2026-11-20 16:00");
        var hours = HoursOfCoverage.BusinessHours;
        return ResponseClock.Start(target, calendar, target.Severity, hours, 3, "2026a", start).Refusal;
    }
}
