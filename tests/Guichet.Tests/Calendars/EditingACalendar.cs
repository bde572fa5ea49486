using Guichet.Calendars;
using static Guichet.Tests.Calendars.CalendarScenario;

namespace Guichet.Tests.Calendars;

/// <summary>One thing at a time, as an administrator does at the desk; everything else stays.</summary>
[Trait("Rule", "R6")]
public class EditingACalendar
{
    private static readonly LocalDate Christmas = new(2026, 12, 25);
    private static readonly LocalDate NewYear = new(2027, 1, 1);
    private static readonly LocalDate Monday = new(2027, 1, 4);

    [Fact]
    public void Hours_from_a_date_on_stand_in_the_order_of_their_dates_and_replace_those_of_the_same()
    {
        var later = Hours("08:00-20:00");
        var calendar = ParisOffice
            .WithHours(Monday.PlusYears(1), Hours("10:00-11:00"))
            .WithHours(Monday, Hours("07:00-08:00"))
            .WithHours(Monday, later);

        Assert.Equal([Monday, Monday.PlusYears(1)], calendar.Changes.Select(change => change.ValidFrom));
        Assert.Same(later, calendar.Changes[0].Weekly);
        Assert.Same(ParisOffice.Weekly, calendar.Weekly);
    }

    [Fact]
    public void Hours_without_a_date_are_those_before_the_first_change()
    {
        var calendar = ParisOffice.WithHours(Monday, Hours("08:00-20:00")).WithHours(null, Hours("10:00-11:00"));

        Assert.Equal(1, calendar.Checked().Hours("2026-11-20 00:00", "2026-11-21 00:00"));
        Assert.Equal(12, calendar.Checked().Hours("2027-01-04 00:00", "2027-01-05 00:00"));
    }

    [Fact]
    public void A_change_of_hours_is_removed_by_its_date_and_no_other()
    {
        var calendar = ParisOffice.WithHours(Monday, Hours("08:00-20:00")).WithHours(NewYear, Hours("10:00-11:00"));

        Assert.Equal([Monday], calendar.WithoutHoursFrom(NewYear).Value!.Changes.Select(change => change.ValidFrom));
        IsRefused(calendar.WithoutHoursFrom(Christmas), Christmas);
    }

    [Fact]
    public void Holidays_replace_those_of_their_days_and_stand_in_order()
    {
        var calendar = ParisOffice.WithHolidays(
        [
            Holiday(NewYear, "New Year"),
            Holiday(new(2026, 11, 11), "Armistice"),
            Holiday(Christmas, "Christmas Day"),
        ]);

        Assert.Equal(
            ["Armistice", "Christmas Day", "New Year"], calendar.Holidays.Select(holiday => holiday.Name.English));
        Assert.Equal(
            ["Armistice", "Christmas Day", "New Year", "Labour Day"],
            calendar.WithHolidays([Holiday(new(2027, 5, 1), "Labour Day")])
                .Holidays.Select(holiday => holiday.Name.English));
    }

    [Fact]
    public void Holidays_of_a_day_are_removed_and_no_others()
    {
        var calendar = ParisOffice.WithHolidays([Holiday(NewYear, "New Year")]);

        Assert.Equal([NewYear], calendar.WithoutHolidaysOn(Christmas).Value!.Holidays.Select(holiday => holiday.Date));
        IsRefused(calendar.WithoutHolidaysOn(Monday), Monday);
        IsRefused((ParisOffice with { Holidays = [] }).WithoutHolidaysOn(Christmas), Christmas);
    }

    [Fact]
    public void Openings_of_a_date_are_set_replaced_and_removed()
    {
        var calendar = ParisOffice
            .WithExtraOpenings(Christmas, Openings("09:00-12:00"))
            .WithExtraOpenings(NewYear, Openings("09:00-10:00"))
            .WithExtraOpenings(Christmas, Openings("09:00-11:00"));

        Assert.Equal(2, calendar.Checked().Hours("2026-12-25 00:00", "2026-12-26 00:00"));
        Assert.Equal([NewYear], calendar.WithoutExtraOpeningsOn(Christmas).Value!.ExtraOpenings.Keys);
        IsRefused(calendar.WithoutExtraOpeningsOn(Monday), Monday);
    }

    [Fact]
    public void What_cannot_be_is_said_in_a_sentence_with_the_day_and_the_hours()
    {
        Assert.Equal(
            "On tuesday, 11:59-18:00 begins before 09:00-12:00 has ended; touching is allowed.",
            RefusalOf(On("Europe/Paris", [2], "11:59-18:00", "09:00-12:00")).Message);
        Assert.Contains(
            "09:00-09:00", RefusalOf(On("Europe/Paris", [2], "09:00-09:00")).Message, StringComparison.Ordinal);
        Assert.Contains("'Mars'", RefusalOf(ParisOffice with { TimeZone = "Mars" }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_calendar_is_shown_by_its_name_and_without_one_by_its_key()
    {
        Assert.Equal("office", ParisOffice.ShownName.English);
        Assert.Equal("Bureau", (ParisOffice with { Name = new("Office", "Bureau") }).ShownName.French);
    }

    private static Refusal RefusalOf(CalendarDefinition definition) =>
        BusinessCalendar.Create(definition, Zones).Refusal!;

    private static Dictionary<IsoDayOfWeek, IReadOnlyList<Opening>> Hours(string opening) =>
        Enumerable.Range(1, 5).ToDictionary(day => (IsoDayOfWeek)day, _ => Openings(opening));

    private static Holiday Holiday(LocalDate date, string name) => new(date, new(name));

    private static void IsRefused(Result<CalendarDefinition> result, LocalDate date)
    {
        Assert.Equal("calendar.nothing-there", result.Refusal!.Code);
        Assert.Equal($"{date:uuuu-MM-dd}", $"{result.Refusal.Facts["date"]:uuuu-MM-dd}");
    }
}
