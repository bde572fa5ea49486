using Guichet.Calendars;
using static Guichet.Tests.Calendars.CalendarScenario;

namespace Guichet.Tests.Calendars;

[Trait("Rule", "R6")]
public class ChangingTheHours
{
    private static readonly CalendarDefinition Longer = ParisOffice.From(new(2027, 1, 4), "08:00-20:00");

    [Fact]
    public void New_hours_hold_from_their_date_on()
    {
        var calendar = Longer.Checked();

        Assert.Equal(8, calendar.Hours("2026-12-31 00:00", "2027-01-01 00:00"));
        Assert.Equal(8, calendar.Hours("2027-01-01 00:00", "2027-01-04 00:00"));
        Assert.Equal(12, calendar.Hours("2027-01-04 00:00", "2027-01-05 00:00"));
        Assert.Equal("2027-01-04 10:00", calendar.WallDue("2027-01-01 17:00", 3));
        Assert.Equal("2027-01-01 18:00", calendar.WallDue("2027-01-01 17:00", 1));
        Assert.Equal("2027-01-04 08:00", calendar.WallDue("2027-01-01 18:00", 0));
    }

    [Fact]
    public void Several_changes_hold_one_after_the_other_in_any_order()
    {
        var calendar = ParisOffice.From(new(2028, 1, 3), "10:00-11:00").From(new(2027, 1, 4), "08:00-20:00").Checked();

        Assert.Equal(8, calendar.Hours("2026-11-20 00:00", "2026-11-21 00:00"));
        Assert.Equal(12, calendar.Hours("2027-11-19 00:00", "2027-11-20 00:00"));
        Assert.Equal(1, calendar.Hours("2028-11-20 00:00", "2028-11-21 00:00"));
        Assert.Equal("2028-01-03 10:30", calendar.WallDue("2027-12-31 19:00", 1.5));
    }

    [Fact]
    public void A_part_of_a_holiday_is_taken_from_the_hours_of_its_date() =>
        Assert.Equal(
            6,
            Longer.Holiday(new(2027, 1, 5), "14:00-24:00").Checked().Hours("2027-01-05 00:00", "2027-01-06 00:00"));

    [Fact]
    public void Extra_openings_win_over_a_change() =>
        Assert.Equal(
            1,
            Longer.Extra(new(2027, 1, 5), "09:00-10:00").Checked().Hours("2027-01-05 00:00", "2027-01-06 00:00"));

    [Fact]
    public void Hours_may_begin_or_end_with_a_change()
    {
        var begins = On("Europe/Paris", []).From(new(2027, 1, 4), "09:00-17:00").Checked();
        var ends = ParisOffice.From(new(2027, 1, 4)).Checked();

        Assert.Equal("2027-01-04 10:00", begins.WallDue("2026-11-20 12:00", 1));
        Assert.Equal("2027-01-01 18:00", ends.WallDue("2026-12-31 18:00", 8));
        Assert.Equal(
            "calendar.never-open",
            ends.Due(ends.On("2026-12-31 18:00"), Duration.FromHours(9)).Refusal?.Code);
    }

    [Fact]
    public void Hours_that_end_for_more_than_ten_years_are_a_refusal_when_a_budget_comes_upon_them()
    {
        var calendar = ParisOffice.From(new(2027, 1, 4)).From(new(2038, 1, 4), "09:00-17:00").Checked();
        var refusal = calendar.Due(calendar.On("2026-12-31 18:00"), Duration.FromHours(9)).Refusal;

        Assert.Equal("calendar.never-open", refusal?.Code);
        Assert.Equal(calendar.On("2027-01-01 18:00"), refusal?.Facts["start"]);
        Assert.Equal("2038-01-04 10:00", calendar.WallDue("2030-01-01 00:00", 1));
    }

    [Theory]
    [InlineData("calendar.change-duplicate", "2027-01-04", "09:00-10:00")]
    [InlineData("calendar.opening-backwards", "2027-01-05", "10:00-09:00")]
    [InlineData("calendar.openings-overlap", "2027-01-05", "09:00-11:00", "10:00-12:00")]
    public void A_change_that_cannot_be_is_refused_with_its_date(string code, string date, params string[] openings)
    {
        var day = NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value;
        var refusal = BusinessCalendar.Create(Longer.From(day, openings), Zones).Refusal;

        Assert.Equal(code, refusal?.Code);
        Assert.Equal(day, refusal?.Facts[code == "calendar.change-duplicate" ? "date" : "validFrom"]);
    }

    [Fact]
    public void A_change_outside_the_known_years_is_refused() =>
        Assert.Equal(
            "calendar.out-of-range",
            BusinessCalendar.Create(Longer.From(new(2150, 1, 1), "09:00-10:00"), Zones).Refusal?.Code);
}
