using Guichet.Calendars;
using static Guichet.Tests.Calendars.CalendarScenario;

namespace Guichet.Tests.Calendars;

[Trait("Rule", "R6")]
public class CheckingACalendar
{
    [Fact]
    public void Openings_that_touch_and_an_end_at_midnight_are_allowed()
    {
        var calendar = EveryDay("Europe/Paris", "22:00-24:00", "00:00-03:00", "03:00-06:00").Checked();

        Assert.Equal("office", calendar.Key);
        Assert.Equal("Europe/Paris", calendar.Zone.Id);
        Assert.Equal("2026-11-24 05:30", calendar.WallDue("2026-11-23 22:30", 7));
    }

    [Theory]
    [InlineData("Europe/Parys")]
    [InlineData("")]
    public void A_zone_that_nobody_knows_is_refused(string zone)
    {
        var refusal = RefusalOf(ParisOffice with { TimeZone = zone });

        Assert.Equal("calendar.unknown-zone", refusal.Code);
        Assert.Equal(zone, refusal.Facts["timeZone"]);
    }

    [Theory]
    [InlineData("calendar.opening-backwards", "22:00-06:00")]
    [InlineData("calendar.opening-backwards", "22:00-00:00")]
    [InlineData("calendar.opening-empty", "09:00-09:00")]
    [InlineData("calendar.opening-empty", "24:00-24:00")]
    [InlineData("calendar.openings-overlap", "09:00-12:00", "11:59-18:00")]
    [InlineData("calendar.openings-overlap", "13:00-18:00", "09:00-13:01")]
    [InlineData("calendar.openings-overlap", "09:00-12:00", "09:00-12:00")]
    public void An_opening_that_cannot_be_is_refused_on_weekdays_and_on_dates(string code, params string[] openings)
    {
        var weekly = RefusalOf(On("Europe/Paris", [2], openings));
        var extra = RefusalOf(ParisOffice.Extra(new(2026, 12, 24), openings));

        Assert.Equal((code, "tuesday", "office"), (weekly.Code, weekly.Facts["day"], weekly.Facts["calendar"]));
        Assert.Equal((code, "2026-12-24"), (extra.Code, extra.Facts["day"]));
    }

    [Fact]
    public void Hours_through_midnight_are_refused_with_the_way_to_write_them()
    {
        var refusal = RefusalOf(EveryDay("Europe/Paris", "22:00-06:00"));

        Assert.Contains("22:00-24:00", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(("22:00", "06:00"), (refusal.Facts["open"], refusal.Facts["close"]));
    }

    [Fact]
    public void A_closed_part_of_a_holiday_is_checked_as_an_opening_is() =>
        Assert.Equal(
            "calendar.opening-backwards",
            RefusalOf(ParisOffice.Holiday(new(2026, 12, 24), "18:00-12:00")).Code);

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(0, NodaConstants.NanosecondsPerDay + 1)]
    public void An_opening_outside_its_day_is_refused(long open, long close)
    {
        var definition = ParisOffice with
        {
            Weekly = new Dictionary<IsoDayOfWeek, IReadOnlyList<Opening>>
            {
                [IsoDayOfWeek.Monday] = [new(open, close)],
            },
        };

        Assert.Equal("calendar.opening-outside-day", RefusalOf(definition).Code);
    }

    [Theory]
    [InlineData(1899, 12, 31)]
    [InlineData(2150, 1, 1)]
    public void A_date_outside_the_known_years_is_refused(int year, int month, int day)
    {
        Assert.Equal("calendar.out-of-range", RefusalOf(ParisOffice.Holiday(new(year, month, day))).Code);
        Assert.Equal("calendar.out-of-range", RefusalOf(ParisOffice.Extra(new(year, month, day))).Code);
    }

    [Fact]
    public void A_calendar_without_any_opening_is_refused()
    {
        Assert.Equal("calendar.never-open", RefusalOf(On("Europe/Paris", [])).Code);
        Assert.Equal("calendar.never-open", RefusalOf(EveryDay("Europe/Paris")).Code);
        Assert.Equal("calendar.never-open", RefusalOf(On("Europe/Paris", []).Extra(new(2026, 12, 24))).Code);
    }

    [Fact]
    public void A_calendar_whose_only_opening_is_skipped_by_a_clock_change_is_refused()
    {
        Assert.Equal(
            "calendar.never-open",
            RefusalOf(On("Europe/Paris", []).Extra(new(2026, 3, 29), "02:00-03:00")).Code);
        Assert.Equal(
            "calendar.never-open",
            RefusalOf(On("Pacific/Apia", []).Extra(new(2011, 12, 30), "00:00-24:00")).Code);
        Assert.Equal(
            "2026-03-29 03:01",
            On("Europe/Paris", []).Extra(new(2026, 3, 29), "02:00-03:01").Checked()
                .WallDue("2026-01-01 00:00", 1 / 60d));
    }

    private static Refusal RefusalOf(CalendarDefinition definition) =>
        BusinessCalendar.Create(definition, Zones).Refusal
        ?? throw new InvalidOperationException("It was not refused.");
}
