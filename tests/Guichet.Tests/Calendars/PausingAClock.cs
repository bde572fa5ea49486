using Guichet.Calendars;
using static Guichet.Tests.Calendars.CalendarScenario;

namespace Guichet.Tests.Calendars;

public class PausingAClock
{
    private static readonly BusinessCalendar Office = ParisOffice.Checked();

    [Fact]
    public void What_lies_in_a_pause_does_not_count() =>
        Assert.Equal(
            "2026-11-20 17:30",
            Office.WallDue("2026-11-20 14:00", 2, Paused("2026-11-20 14:30", "2026-11-20 16:00")));

    [Fact]
    public void Pauses_that_overlap_or_are_nested_count_once_in_any_order() =>
        Assert.Equal(
            "2026-11-20 17:00",
            Office.WallDue(
                "2026-11-20 14:00",
                1,
                Paused("2026-11-20 15:30", "2026-11-20 16:30"),
                Paused("2026-11-20 14:30", "2026-11-20 16:00"),
                Paused("2026-11-20 14:40", "2026-11-20 14:50")));

    [Fact]
    public void A_pause_begun_before_the_start_is_clipped()
    {
        Assert.Equal(
            "2026-11-20 16:00",
            Office.WallDue("2026-11-20 14:00", 1, Paused("2026-11-19 09:00", "2026-11-20 15:00")));
        Assert.Equal(
            "2026-11-20 15:00",
            Office.WallDue("2026-11-20 14:00", 1, Paused("2026-11-19 09:00", "2026-11-20 14:00")));
    }

    [Fact]
    public void A_pause_out_of_hours_costs_nothing() =>
        Assert.Equal(
            "2026-11-23 10:00",
            Office.WallDue("2026-11-20 17:00", 2, Paused("2026-11-20 18:00", "2026-11-23 09:00")));

    [Fact]
    public void A_pause_across_a_clock_change_is_exact()
    {
        var calendar = EveryDay("Europe/Paris", "00:00-24:00").Checked();
        var pause = new Pause(At("2026-10-24T22:00:00Z"), At("2026-10-25T02:00:00Z"));

        Assert.Equal(
            At("2026-10-25T03:00:00Z"),
            calendar.Due(At("2026-10-24T21:00:00Z"), Duration.FromHours(2), [pause]).Value);
    }

    [Fact]
    public void A_pause_that_has_not_ended_leaves_no_due_instant()
    {
        var pause = new Pause(Office.On("2026-11-20 15:00"), ResumedAt: null);
        var due = Office.Due(Office.On("2026-11-20 14:00"), Duration.FromHours(2), [pause]);

        Assert.Equal(("calendar.paused", pause.PausedAt), (due.Refusal?.Code, due.Refusal?.Facts["pausedAt"]));
    }

    [Fact]
    public void A_pause_that_begins_once_the_budget_is_used_up_moves_nothing()
    {
        var pause = new Pause(Office.On("2026-11-20 16:00"), ResumedAt: null);

        Assert.Equal("2026-11-20 16:00", Office.WallDue("2026-11-20 14:00", 2, pause));
    }

    [Fact]
    public void A_budget_of_zero_waits_for_the_end_of_a_pause() =>
        Assert.Equal(
            "2026-11-20 15:00",
            Office.WallDue("2026-11-20 14:00", 0, Paused("2026-11-20 14:00", "2026-11-20 15:00")));

    [Fact]
    public void A_pause_of_no_length_is_none_and_one_that_ends_before_it_begins_is_refused()
    {
        var start = Office.On("2026-11-20 14:00");
        var backwards = new Pause(start, start - Duration.Epsilon);

        Assert.Equal(
            "2026-11-20 15:00",
            Office.WallDue("2026-11-20 14:00", 1, Paused("2026-11-20 14:30", "2026-11-20 14:30")));
        Assert.Equal("calendar.end-before-start", Office.Due(start, Duration.Zero, [backwards]).Refusal?.Code);
    }

    [Fact]
    public void Time_elapsed_leaves_pauses_out_and_one_that_lasts_to_the_end()
    {
        var (start, end) = (Office.On("2026-11-20 09:00"), Office.On("2026-11-20 18:00"));

        Assert.Equal(
            Duration.FromHours(4),
            Office.Elapsed(
                start,
                end,
                [
                    new(Office.On("2026-11-20 16:00"), null),
                    Paused("2026-11-20 11:30", "2026-11-20 14:00"),
                    Paused("2026-11-20 08:00", "2026-11-20 09:30"),
                ]).Value);
        Assert.Equal("calendar.end-before-start", Office.Elapsed(end, start, []).Refusal?.Code);
        Assert.Equal("calendar.end-before-start", Office.Elapsed(start, end, [new(end, start)]).Refusal?.Code);
    }

    private static Pause Paused(string from, string until) => new(Office.On(from), Office.On(until));
}
