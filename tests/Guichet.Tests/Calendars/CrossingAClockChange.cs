using static Guichet.Tests.Calendars.CalendarScenario;

namespace Guichet.Tests.Calendars;

[Trait("Rule", "R6")]
public class CrossingAClockChange
{
    [Fact]
    public void An_opening_at_a_skipped_time_begins_when_the_clock_resumes()
    {
        var calendar = EveryDay("Europe/Paris", "02:30-05:00").Checked();

        Assert.Equal(At("2026-03-29T01:00:00Z"), calendar.Due(At("2026-03-28T12:00:00Z"), Duration.Zero).Value);
        Assert.Equal(2, calendar.Hours("2026-03-29 00:00", "2026-03-29 12:00"));
        Assert.Equal("2026-03-29 04:00", calendar.WallDue("2026-03-29 00:00", 1));
    }

    [Fact]
    public void Wall_times_that_come_twice_count_twice()
    {
        var calendar = EveryDay("Europe/Paris", "02:30-05:00").Checked();

        Assert.Equal(3, calendar.Hours("2026-10-25 00:00", "2026-10-25 12:00"));
        Assert.Equal(
            At("2026-10-25T01:45:00Z"),
            calendar.Due(At("2026-10-24T22:00:00Z"), Duration.FromMinutes(45)).Value);
    }

    [Fact]
    public void A_budget_used_up_at_the_first_closing_does_not_wait_for_the_second()
    {
        var calendar = EveryDay("Europe/Paris", "02:00-02:30").Checked();

        Assert.Equal(
            At("2026-10-25T00:30:00Z"),
            calendar.Due(At("2026-10-24T22:00:00Z"), Duration.FromMinutes(30)).Value);
        Assert.Equal(At("2026-10-25T01:00:00Z"), calendar.Due(At("2026-10-25T00:30:00Z"), Duration.Zero).Value);
    }

    [Fact]
    public void A_budget_used_up_as_the_clock_changes_is_due_at_that_instant()
    {
        var calendar = EveryDay("Europe/Paris", "01:00-03:00").Checked();

        Assert.Equal(At("2026-03-29T01:00:00Z"), calendar.Due(At("2026-03-29T00:00:00Z"), Duration.FromHours(1)).Value);
        Assert.Equal(At("2026-03-29T23:00:00Z"), calendar.Due(At("2026-03-29T01:00:00Z"), Duration.Zero).Value);
    }

    [Fact]
    public void A_change_of_half_an_hour_counts_as_half_an_hour()
    {
        var calendar = EveryDay("Australia/Lord_Howe", "00:00-12:00").Checked();

        Assert.Equal(12.5, calendar.Hours("2026-04-05 00:00", "2026-04-06 00:00"));
        Assert.Equal(11.5, calendar.Hours("2026-10-04 00:00", "2026-10-05 00:00"));
    }

    [Fact]
    public void A_change_of_two_hours_counts_as_two_hours() =>
        Assert.Equal(
            10,
            EveryDay("Antarctica/Troll", "00:00-12:00").Checked().Hours("2026-03-29 00:00", "2026-03-30 00:00"));

    [Fact]
    public void A_day_that_was_skipped_has_no_business_hours()
    {
        var calendar = Weekdays("Pacific/Apia", "09:00-17:00").Checked();

        Assert.Equal(8, calendar.Hours("2011-12-29 00:00", "2012-01-02 00:00"));
        Assert.Equal("2012-01-02 10:00", calendar.WallDue("2011-12-29 16:00", 2));
    }

    [Fact]
    public void A_change_at_midnight_shortens_the_day_that_follows()
    {
        var calendar = EveryDay("Asia/Beirut", "00:00-02:00", "23:00-24:00").Checked();

        Assert.Equal(At("2026-03-28T22:00:00Z"), calendar.Due(At("2026-03-28T21:00:00Z"), Duration.FromHours(1)).Value);
        Assert.Equal(At("2026-03-28T23:00:00Z"), calendar.Due(At("2026-03-28T21:00:00Z"), Duration.FromHours(2)).Value);
        Assert.Equal(
            At("2026-03-29T20:30:00Z"),
            calendar.Due(At("2026-03-28T21:00:00Z"), Duration.FromHours(2.5)).Value);
    }
}
