using Guichet.Calendars;
using Guichet.Files;
using Guichet.Files.Calendars;
using Guichet.Files.Policies;

namespace Guichet.Tests.Calendars;

public class ImportingHolidays
{
    private static readonly DateTimeZone Paris = CalendarScenario.Zones["Europe/Paris"];

    [Fact]
    public void Events_of_a_service_that_writes_each_year_by_itself() =>
        Assert.Equal(
            ["2026-01-01 Jour de l’an", "2026-04-06 Lundi de Pâques, jour férié"],
            Days(Read("each-year-by-itself.ics", 2026, 2027)));

    [Fact]
    public void Rules_days_left_out_days_added_and_days_moved() =>
        Assert.Equal(
            [
                "2026-01-01 New Year's Day",
                "2026-03-10 Founders' Day",
                "2026-05-04 Labor Day (moved)",
                "2026-05-25 Memorial Day",
                "2026-11-26 Thanksgiving and the day after",
                "2026-11-27 Thanksgiving and the day after",
                "2026-12-29 Closed for works",
                "2026-12-30 Closed for works",
                "2026-12-31 Closed for works",
                "2027-01-01 New Year's Day",
                "2027-01-01 Closed for works",
                "2027-01-02 Closed for works",
                "2027-03-12 Founders' Day",
                "2027-05-01 Labor Day",
                "2027-05-31 Memorial Day",
                "2027-11-25 Thanksgiving and the day after",
                "2027-11-26 Thanksgiving and the day after",
            ],
            Days(Read("rules-that-come-back.ics", 2026, 2027)));

    [Fact]
    public void What_begins_in_the_year_before_is_not_lost() =>
        Assert.Equal(
            ["2027-01-01 Closed for works", "2027-01-02 Closed for works"],
            Days(Read("rules-that-come-back.ics", 2027, 2027))
                .Where(day => day.EndsWith("works", StringComparison.Ordinal)));

    [Fact]
    public void Events_with_times_close_their_part_of_each_day_in_the_calendars_zone() =>
        Assert.Equal(
            [
                "2026-11-20 Fire drill 14:00-16:00",
                "2026-11-23 Town hall 09:30-10:15",
                "2026-12-24 Christmas Eve 12:00-24:00",
                "2026-12-31 Office party 18:00-24:00",
                "2027-01-01 Office party 00:00-18:00",
            ],
            Days(Read("parts-of-days.ics", 2026, 2027, Paris)));

    [Fact]
    public void Without_a_zone_times_in_utc_are_a_mistake_and_others_stand_as_written()
    {
        var reading = Read("parts-of-days.ics", 2026, 2026);

        Assert.Equal(
            ["2026-11-23 Town hall 09:30-10:15", "2026-12-24 Christmas Eve 12:00-24:00",
                "2026-12-31 Office party 12:00-24:00"],
            Days(reading));
        Assert.Equal((33, "holidays.zone-missing"), Single(reading));
    }

    [Theory]
    [InlineData("DTSTART;VALUE=DATE:20261301", "holidays.event-unreadable")]
    [InlineData("SUMMARY:No day at all", "holidays.event-unreadable")]
    [InlineData("DTSTART;TZID=Nowhere/X:20261201T120000\nDURATION:PT1H", "holidays.event-unreadable")]
    [InlineData("DTSTART;VALUE=DATE:20260205\nDTEND;VALUE=DATE:20260201", "holidays.event-unreadable")]
    [InlineData("DTSTART;VALUE=DATE:20260201\nRRULE:FREQ=OFTEN", "holidays.event-unreadable")]
    [InlineData("DTSTART;VALUE=DATE:20260201\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "holidays.rule-unmet")]
    [InlineData("DTSTART:20200101T000000\nRRULE:FREQ=SECONDLY", "holidays.too-frequent")]
    [InlineData("DTSTART:20260101T000000\nRRULE:FREQ=DAILY;BYHOUR=1,2,3,4,5,6,7,8,9,10,11,12",
        "holidays.too-frequent")]
    public void An_event_that_cannot_be_taken_is_named_with_its_line_and_costs_no_other(string lines, string code)
    {
        var reading = HolidayFile.Read(
            $"BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\n{lines}\nEND:VEVENT\n"
            + "BEGIN:VEVENT\nUID:2\nDTSTART;VALUE=DATE:20261225\nSUMMARY:Christmas\nEND:VEVENT\nEND:VCALENDAR\n",
            (2026, 2026));

        Assert.Equal((3, code), Single(reading));
        Assert.Equal(["2026-12-25 Christmas"], Days(reading));
    }

    [Theory]
    [InlineData("", 1, "holidays.not-icalendar")]
    [InlineData("<html></html>", 1, "holidays.not-icalendar")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261225\n", 2, "holidays.event-unreadable")]
    public void A_file_that_is_something_else_or_cut_off_is_said_to_be(string text, int line, string code) =>
        Assert.Equal((line, code), Single(HolidayFile.Read(text, (2026, 2026))));

    [Fact]
    public void What_is_written_can_be_pasted_into_a_policy()
    {
        var holidays = Read("parts-of-days.ics", 2026, 2027, Paris).Value!;
        var pasted = string.Join("\n    ", HolidayFile.Write(holidays).TrimEnd().Split('\n'));
        var policy = Files.DataFile.Text("policy.yaml");
        var from = policy.IndexOf("holidays:", StringComparison.Ordinal);
        var until = policy.IndexOf("    # A date with openings of its own", StringComparison.Ordinal);
        var reading = PolicyFile.Read($"{policy[..from]}{pasted}\n{policy[until..]}");

        Assert.Empty(reading.Mistakes);
        Assert.Equal(holidays, reading.Value!.Calendars[0].Holidays);
    }

    private static Reading<IReadOnlyList<Holiday>> Read(string name, int first, int last, DateTimeZone? zone = null) =>
        HolidayFile.Read(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Calendars", "holidays", name)),
            (first, last),
            zone);

    private static IEnumerable<string> Days(Reading<IReadOnlyList<Holiday>> reading) =>
        reading.Value!.Select(day => $"{day.Date:uuuu-MM-dd} {day.Name.English} {day.Closed}".TrimEnd());

    private static (int Line, string Code) Single(Reading<IReadOnlyList<Holiday>> reading)
    {
        var mistake = Assert.Single(reading.Mistakes);
        return (mistake.Line, mistake.Code);
    }
}
