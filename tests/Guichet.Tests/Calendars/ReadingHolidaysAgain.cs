using Guichet.Calendars;

namespace Guichet.Tests.Calendars;

public class ReadingHolidaysAgain
{
    private static readonly LocalDate Today = new(2026, 11, 20);
    private static readonly Holiday Christmas = new(new LocalDate(2026, 12, 25), new LocalizedText("Christmas"));
    private static readonly Holiday NewYear = new(new LocalDate(2027, 1, 1), new LocalizedText("New Year"));
    private static readonly Holiday Past = new(new LocalDate(2026, 5, 1), new LocalizedText("May Day"));

    [Fact]
    public void What_is_new_is_added_and_needs_no_approval()
    {
        var revision = Between(Of(Christmas), [Christmas], [Christmas, NewYear]);

        Assert.Equal(NewYear, Assert.Single(revision.Added));
        Assert.False(revision.NeedsApproval);
        Assert.Equal([Christmas, NewYear], revision.After.Holidays);
    }

    [Fact]
    public void One_that_moved_goes_and_comes_and_needs_approval()
    {
        var moved = Christmas with { Date = new LocalDate(2026, 12, 28) };

        var revision = Between(Of(Christmas, NewYear), [Christmas, NewYear], [moved, NewYear]);

        Assert.Equal(moved, Assert.Single(revision.Added));
        Assert.Equal(Christmas, Assert.Single(revision.Removed));
        Assert.True(revision.NeedsApproval);
        Assert.Equal([moved, NewYear], revision.After.Holidays);
    }

    [Fact]
    public void One_that_closes_another_part_of_the_day_needs_approval()
    {
        var half = Christmas with { Closed = Opening.TryParse("14:00", "18:00").Value };

        var revision = Between(Of(Christmas), [Christmas], [half]);

        Assert.Equal(half, Assert.Single(revision.Changed));
        Assert.True(revision.NeedsApproval);
        Assert.Equal([half], revision.After.Holidays);
    }

    [Fact]
    public void What_did_not_come_from_the_address_stays_and_so_does_the_past()
    {
        var revision = Between(Of(Past, Christmas), [Past], [NewYear]);

        Assert.Empty(revision.Removed);
        Assert.Equal([Past, Christmas, NewYear], revision.After.Holidays);
    }

    [Fact]
    public void A_holiday_of_this_very_day_still_comes_and_goes_and_yesterdays_does_not()
    {
        var (today, yesterday) = (Christmas with { Date = Today }, Past with { Date = Today.PlusDays(-1) });

        Assert.Equal([today], Between(Of(), [], [today, yesterday]).Added);
        Assert.Equal([today], Between(Of(yesterday, today), [yesterday, today], []).Removed);
    }

    [Fact]
    public void The_same_again_changes_nothing()
    {
        Assert.False(Between(Of(Christmas), [Christmas], [Christmas]).ChangesAnything);
        Assert.True(Between(Of(Christmas), [Christmas], []).ChangesAnything);
    }

    [Fact]
    public void The_vendors_own_name_of_a_day_is_kept()
    {
        var own = Christmas with { Name = new LocalizedText("Closed", "Fermé") };

        Assert.False(Between(Of(own), [], [Christmas]).ChangesAnything);
    }

    private static HolidayRevision Between(CalendarDefinition calendar, Holiday[] taken, Holiday[] found) =>
        HolidayRevision.Between(calendar, taken, found, Today);

    private static CalendarDefinition Of(params Holiday[] holidays) => new(
        "office",
        "Europe/Paris",
        new Dictionary<IsoDayOfWeek, IReadOnlyList<Opening>>(),
        holidays,
        new Dictionary<LocalDate, IReadOnlyList<Opening>>());
}
