using Guichet.Calendars;

namespace Guichet.Tests.Calendars;

public class LookingAtADay
{
    private static readonly LocalDate Christmas = new(2026, 12, 25);

    private static readonly CalendarDefinition Office = CalendarScenario.ParisOffice with
    {
        Holidays = [new Holiday(Christmas, new LocalizedText("Christmas Day", "Noël"))],
    };

    [Fact]
    public void A_holiday_closes_it_and_has_its_name()
    {
        var day = On(Office, Christmas);

        Assert.Empty(day.Openings);
        Assert.Equal("Christmas Day", Assert.Single(day.Holidays).Name.English);
    }

    [Fact]
    public void Openings_of_its_own_win_over_the_holiday()
    {
        var day = On(Office.WithExtraOpenings(Christmas, [Opening.At(new(10, 0), new(12, 0))]), Christmas);

        Assert.Equal("10:00-12:00", Assert.Single(day.Openings).ToString());
        Assert.True(day.IsExtra);
    }

    [Theory]
    [InlineData("2026-03-29", 1)]
    [InlineData("2026-10-25", -1)]
    [InlineData("2026-10-26", 0)]
    public void A_clock_change_is_told_with_its_size(string date, int hours) =>
        Assert.Equal(
            Duration.FromHours(hours),
            On(Office, LocalDate.FromDateOnly(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture)))
                .ClockChange);

    [Fact]
    public void An_opening_to_the_end_of_the_day_ends_at_24_00()
    {
        var day = On(Office.WithExtraOpenings(Christmas, [Opening.AllDay]), Christmas);

        Assert.Equal("00:00-24:00", Assert.Single(day.Openings).ToString());
    }

    [Fact]
    public void The_first_day_of_other_hours_is_marked()
    {
        var changed = Office.WithHours(new LocalDate(2027, 1, 4), Office.Weekly);

        Assert.True(On(changed, new LocalDate(2027, 1, 4)).ChangesHours);
        Assert.False(On(changed, new LocalDate(2027, 1, 5)).ChangesHours);
        Assert.Equal(Office.Changes, changed.WithoutHoursFrom(new LocalDate(2027, 1, 4)).Value.Changes);
        Assert.Equal(
            "calendar.nothing-there", Office.WithoutHoursFrom(new LocalDate(2027, 1, 4)).Refusal!.Code);
    }

    [Fact]
    public void Of_several_changes_each_marks_its_own_day()
    {
        var changed = Office.WithHours(new LocalDate(2027, 1, 4), Office.Weekly)
            .WithHours(new LocalDate(2027, 3, 1), Office.Weekly);

        Assert.True(On(changed, new LocalDate(2027, 1, 4)).ChangesHours);
        Assert.True(On(changed, new LocalDate(2027, 3, 1)).ChangesHours);
    }

    private static CalendarDay On(CalendarDefinition calendar, LocalDate date) =>
        CalendarDay.Of(BusinessCalendar.Create(calendar, DateTimeZoneProviders.Tzdb).Value, date);
}
