using CsCheck;
using Guichet.Calendars;
using Guichet.Files.Policies;

namespace Guichet.Tests.Files;

public class ChangingACalendarInAPolicy
{
    private static readonly string Shipped = DataFile.Text("policy.yaml");

    private static readonly CalendarDefinition Calendar = PolicyFile.Read(Shipped).Value!.Calendars[0];

    private static readonly Gen<LocalDate> AnyDay =
        Gen.Int[0, 1500].Select(day => new LocalDate(2026, 1, 1).PlusDays(day));

    private static readonly Gen<Func<CalendarDefinition, CalendarDefinition>> AnyChange = Gen.Select(
        Gen.Int[0, 5], AnyDay, Gen.OneOf("Fête", "a: b", "- #", "two\nlines", ""))
        .Select((kind, day, name) => new Func<CalendarDefinition, CalendarDefinition>(calendar => kind switch
        {
            0 => calendar.WithHolidays([new Holiday(day, new LocalizedText(name))]),
            1 => calendar.WithoutHolidaysOn(day).Succeeded(out var less, out _) ? less : calendar,
            2 => calendar.WithExtraOpenings(day, [Opening.At(new(9, 0), new(12, 0))]),
            3 => calendar.WithoutExtraOpeningsOn(day).Succeeded(out var less, out _) ? less : calendar,
            4 => calendar.WithHours(day, calendar.Weekly),
            _ => calendar.WithHolidays([.. calendar.Holidays.Take(3).Select(one => one with { Date = day })]),
        }));

    [Fact]
    public void Every_change_reads_back_as_it_was_made() =>
        AnyChange.List[1, 6].Sample(
            changes =>
            {
                var (text, calendar) = (Shipped, Calendar);
                foreach (var change in changes)
                {
                    calendar = change(calendar);
                    text = PolicyFile.WithCalendar(text, calendar);
                }

                var policy = PolicyFile.Read(text).Value!;
                var expected = PolicyFile.Read(Shipped).Value! with { Calendars = [calendar] };
                Assert.Equal(PolicyFile.Write(expected), PolicyFile.Write(policy));
            },
            iter: 60);

    [Fact]
    public void A_holiday_is_one_line_more_and_nothing_else()
    {
        var changed = Calendar.WithHolidays([new Holiday(new LocalDate(2027, 12, 27), new LocalizedText("Day off"))]);

        var text = PolicyFile.WithCalendar(Shipped, changed);

        var line = Assert.Single(text.Split('\n').Except(Shipped.Split('\n')));
        Assert.Equal("      - {date: 2027-12-27, name: Day off}", line);
        Assert.Equal(Shipped, text.Replace(line + "\n", "", StringComparison.Ordinal));
        Assert.Equal(Shipped, PolicyFile.WithCalendar(text, Calendar));
    }

    [Fact]
    public void Openings_on_a_date_leave_every_other_line()
    {
        var changed = Calendar.WithExtraOpenings(new LocalDate(2026, 12, 26), [Opening.At(new(8, 0), new(12, 0))]);

        var text = PolicyFile.WithCalendar(Shipped, changed);

        Assert.Equal(
            ["    extraOpenings:", "      2026-12-26: ['08:00-12:00']"], text.Split('\n').Except(Shipped.Split('\n')));
        Assert.Empty(Shipped.Split('\n').Except(text.Split('\n')));
    }

    [Fact]
    public void A_calendar_on_one_line_is_written_anew()
    {
        var from = Shipped.IndexOf("\ncalendars:", StringComparison.Ordinal);
        var until = Shipped.IndexOf("\ntaxes:", StringComparison.Ordinal);
        var flow = Shipped[..from]
            + "\ncalendars: [{ key: business-hours, timeZone: UTC, weekly: { monday: [\"09:00-18:00\"] } }]"
            + Shipped[until..];
        var calendar = PolicyFile.Read(flow).Value!.Calendars[0]
            .WithHolidays([new Holiday(new LocalDate(2026, 12, 25), new LocalizedText("Noël"))]);

        var policy = PolicyFile.Read(PolicyFile.WithCalendar(flow, calendar)).Value!;

        Assert.Equal("Noël", Assert.Single(policy.Calendars[0].Holidays).Name.English);
    }
}
