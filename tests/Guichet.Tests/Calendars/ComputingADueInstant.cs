using Guichet.Calendars;
using static Guichet.Tests.Calendars.CalendarScenario;

namespace Guichet.Tests.Calendars;

[Trait("Rule", "R6")]
public class ComputingADueInstant
{
    private static readonly BusinessCalendar Office = ParisOffice.Checked();

    [Theory]
    [InlineData("2026-11-20 16:00", 4, "2026-11-23 11:00")] // Friday: two hours, then Monday
    [InlineData("2026-11-20 11:00", 2, "2026-11-20 14:00")] // over the break
    [InlineData("2026-11-21 10:00", 8, "2026-11-23 18:00")] // Saturday: the whole of Monday, due at its closing
    [InlineData("2026-11-20 14:00", 4, "2026-11-20 18:00")] // used up exactly at closing
    [InlineData("2026-11-20 10:00", 2, "2026-11-20 12:00")] // used up exactly at the break
    [InlineData("2026-11-20 12:00", 1, "2026-11-20 14:00")] // closing belongs to the break
    [InlineData("2026-12-24 17:00", 4, "2026-12-28 12:00")] // Christmas is a Friday
    [InlineData("2026-11-02 09:00", 400, "2027-01-11 18:00")] // fifty business days, Christmas not one of them
    [InlineData("2027-02-26 17:00", 2, "2027-03-01 10:00")]
    public void Only_business_hours_count(string start, double hours, string due) =>
        Assert.Equal(due, Office.WallDue(start, hours));

    [Theory]
    [InlineData("2026-11-20 16:00", "2026-11-20 16:00")]
    [InlineData("2026-11-20 09:00", "2026-11-20 09:00")]
    [InlineData("2026-11-20 12:00", "2026-11-20 13:00")]
    [InlineData("2026-11-20 18:00", "2026-11-23 09:00")]
    [InlineData("2026-12-25 10:00", "2026-12-28 09:00")]
    public void A_budget_of_zero_is_due_at_once_while_open_else_at_the_next_opening(string start, string due) =>
        Assert.Equal(due, Office.WallDue(start, 0));

    [Theory]
    [InlineData(4)]
    [InlineData(400)]
    [InlineData(20_000)]
    public void Nothing_is_allocated_on_the_way(int hours)
    {
        var (start, budget) = (Office.On("2026-11-20 16:00"), Duration.FromHours(hours));
        var succeeded = Office.Due(start, budget).Succeeded(out _, out _);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var count = 0; count < 100; count++)
        {
            succeeded &= Office.Due(start, budget).Succeeded(out _, out _);
        }

        Assert.Equal((true, 0), (succeeded, GC.GetAllocatedBytesForCurrentThread() - before));
    }

    [Fact]
    public void The_smallest_budget_is_exact()
    {
        var closing = Office.On("2026-11-20 18:00");

        Assert.Equal(closing, Office.Due(closing - Duration.Epsilon, Duration.Epsilon).Value);
        Assert.Equal(
            Office.On("2026-11-23 09:00") + Duration.Epsilon,
            Office.Due(closing - Duration.Epsilon, Duration.Epsilon * 2).Value);
    }

    [Fact]
    public void A_part_of_a_holiday_closes_only_that_part()
    {
        var calendar = ParisOffice.Holiday(new(2026, 11, 20), "10:00-15:00").Holiday(new(2026, 11, 20), "17:00-24:00")
            .Checked();

        Assert.Equal(3, calendar.Hours("2026-11-20 00:00", "2026-11-21 00:00"));
        Assert.Equal("2026-11-20 16:00", calendar.WallDue("2026-11-20 09:00", 2));
    }

    [Fact]
    public void A_whole_holiday_wins_over_a_part_of_it()
    {
        var date = new LocalDate(2026, 11, 20);

        Assert.Equal(0, ParisOffice.Holiday(date).Holiday(date, "10:00-15:00").Checked()
            .Hours("2026-11-20 00:00", "2026-11-21 00:00"));
        Assert.Equal(0, ParisOffice.Holiday(date, "10:00-15:00").Holiday(date).Checked()
            .Hours("2026-11-20 00:00", "2026-11-21 00:00"));
    }

    [Fact]
    public void Extra_openings_replace_the_hours_of_their_date_and_win_over_a_holiday()
    {
        var calendar = ParisOffice
            .Extra(new(2026, 12, 24), "09:00-12:00")
            .Extra(new(2026, 12, 25), "20:00-24:00")
            .Extra(new(2026, 12, 26), "00:00-01:00")
            .Checked();

        Assert.Equal("2026-12-26 00:30", calendar.WallDue("2026-12-24 09:00", 7.5));
        Assert.Equal("2026-12-25 20:00", calendar.WallDue("2026-12-24 12:00", 0));
        Assert.Equal(8, calendar.Hours("2026-12-24 00:00", "2026-12-27 00:00"));
    }

    [Fact]
    public void A_date_with_an_empty_list_of_extra_openings_is_closed() =>
        Assert.Equal("2026-11-23 10:00", ParisOffice.Extra(new(2026, 11, 20)).Checked().WallDue("2026-11-20 09:00", 1));

    [Fact]
    public void Open_and_closed_are_told_apart_to_the_nanosecond()
    {
        var opening = Office.On("2026-11-20 09:00");
        var closing = Office.On("2026-11-20 18:00");

        Assert.True(Office.IsOpen(opening));
        Assert.False(Office.IsOpen(opening - Duration.Epsilon));
        Assert.False(Office.IsOpen(closing));
        Assert.True(Office.IsOpen(closing - Duration.Epsilon));
        Assert.False(Office.IsOpen(Office.On("2026-12-25 10:00")));
        Assert.False(Office.IsOpen(Instant.MinValue) || Office.IsOpen(Instant.MaxValue));
    }

    [Fact]
    public void An_end_before_its_start_and_a_budget_below_zero_are_refused()
    {
        var start = At("2026-11-20T15:00:00Z");

        Assert.Equal("calendar.end-before-start", Office.Elapsed(start, start - Duration.Epsilon).Refusal?.Code);
        Assert.Equal(Duration.Zero, Office.Elapsed(start, start).Value);
        Assert.Equal("calendar.budget-negative", Office.Due(start, -Duration.Epsilon).Refusal?.Code);
    }

    [Fact]
    public void Instants_outside_the_known_years_are_refused()
    {
        var start = At("2026-11-20T15:00:00Z");

        Assert.Equal("calendar.out-of-range", Office.Due(Instant.MinValue, Duration.Zero).Refusal?.Code);
        Assert.Equal("calendar.out-of-range", Office.Due(Instant.MaxValue, Duration.Zero).Refusal?.Code);
        Assert.Equal("calendar.out-of-range", Office.Due(start, Duration.MaxValue).Refusal?.Code);
        Assert.Equal("calendar.out-of-range", Office.Due(start, Duration.FromDays(40_000)).Refusal?.Code);
        Assert.Equal("calendar.out-of-range", Office.Elapsed(start, Instant.MaxValue).Refusal?.Code);
        Assert.Equal("calendar.out-of-range", Office.Elapsed(Instant.MinValue, start).Refusal?.Code);
    }

    [Fact]
    public void A_calendar_that_does_not_open_again_or_not_for_ten_years_is_refused()
    {
        var fair = On("Europe/Paris", []).Extra(new(2026, 11, 20), "09:00-12:00").Extra(new(2040, 1, 2), "09:00-12:00")
            .Checked();

        Assert.Equal("2026-11-20 12:00", fair.WallDue("2026-01-01 00:00", 3));
        Assert.Equal("2040-01-02 11:00", fair.WallDue("2032-01-01 00:00", 2));
        Assert.Equal("calendar.never-open", Refused(fair, "2027-01-01 00:00", 2));
        Assert.Equal("calendar.never-open", Refused(fair, "2027-01-01 00:00", 0));
        Assert.Equal("calendar.never-open", Refused(fair, "2032-01-01 00:00", 4));
        Assert.Equal("calendar.never-open", Refused(fair, "2041-01-01 00:00", 0));
    }

    [Fact]
    public void A_calendar_of_a_second_a_week_still_gives_an_answer()
    {
        var calendar = On("Europe/Paris", [1], "09:00:00-09:00:01").Checked();
        var start = At("2026-11-20T15:00:00Z");

        Assert.Equal(At("2046-01-15T08:00:01Z"), calendar.Due(start, Duration.FromSeconds(1000)).Value);
        Assert.Equal("calendar.out-of-range", calendar.Due(start, Duration.FromDays(30_000)).Refusal?.Code);
    }

    private static string? Refused(BusinessCalendar calendar, string start, double hours) =>
        calendar.Due(calendar.On(start), Duration.FromHours(hours)).Refusal?.Code;
}
