using CsCheck;
using Guichet.Calendars;
using static Guichet.Tests.Calendars.CalendarScenario;

namespace Guichet.Tests.Calendars;

[Trait("Rule", "R6")]
public class ExplainingADeadline
{
    private static readonly BusinessCalendar Office = ParisOffice.Checked();

    [Fact]
    public void Every_stretch_of_time_has_its_reason() =>
        Assert.Equal(
            [
                "Open 2026-12-24 11:00",
                "Break 2026-12-24 12:00",
                "Open 2026-12-24 13:00",
                "Paused 2026-12-24 14:00",
                "Open 2026-12-24 15:00",
                "OutsideHours 2026-12-24 18:00",
                "Holiday 2026-12-25 00:00 Christmas",
                "ClosedDay 2026-12-26 00:00",
                "OutsideHours 2026-12-28 00:00",
                "Open 2026-12-28 09:00",
            ],
            Said(Office, "2026-12-24 11:00", 6, new Pause(
                Office.On("2026-12-24 14:00"), Office.On("2026-12-24 15:00"))));

    [Fact]
    public void A_night_is_one_stretch() =>
        Assert.Equal(
            ["Open 2026-11-23 17:00", "OutsideHours 2026-11-23 18:00", "Open 2026-11-24 09:00"],
            Said(Office, "2026-11-23 17:00", 2));

    [Fact]
    public void A_part_of_a_holiday_is_named_only_where_it_takes_hours_away()
    {
        var calendar = (ParisOffice with { Holidays = [new(new(2026, 11, 23), new("Fair"), Opening("11:00-24:00"))] })
            .Checked();

        Assert.Equal(
            [
                "Open 2026-11-23 10:00",
                "Holiday 2026-11-23 11:00 Fair",
                "Break 2026-11-23 12:00",
                "Holiday 2026-11-23 13:00 Fair",
                "OutsideHours 2026-11-23 18:00",
                "Open 2026-11-24 09:00",
            ],
            Said(calendar, "2026-11-23 10:00", 2));
    }

    [Fact]
    public void A_holiday_on_a_closed_day_is_a_closed_day_and_extra_openings_make_it_an_open_one()
    {
        var sunday = ParisOffice.Holiday(new(2026, 11, 22));

        Assert.Equal(
            ["ClosedDay 2026-11-22 10:00", "OutsideHours 2026-11-23 00:00", "Open 2026-11-23 09:00"],
            Said(sunday.Checked(), "2026-11-22 10:00", 1));
        Assert.Equal(
            ["OutsideHours 2026-11-22 10:00", "Open 2026-11-22 11:00"],
            Said(sunday.Extra(new(2026, 11, 22), "11:00-12:00").Checked(), "2026-11-22 10:00", 1));
    }

    [Fact]
    public void A_date_closed_on_purpose_is_a_closed_day_or_the_holiday_it_is()
    {
        var closed = ParisOffice.Extra(new(2026, 11, 23)).Extra(new(2026, 12, 25));

        Assert.Equal("ClosedDay 2026-11-23 10:00", Said(closed.Checked(), "2026-11-23 10:00", 1)[0]);
        Assert.Equal("Holiday 2026-12-25 10:00 Christmas", Said(closed.Checked(), "2026-12-25 10:00", 1)[0]);
    }

    [Fact]
    public void An_hour_that_comes_twice_is_open_twice_as_long()
    {
        var calendar = EveryDay("Europe/Paris", "02:00-04:00").Checked();
        var explained = Explain(calendar, At("2026-10-25T00:00:00Z"), Duration.FromHours(3), []);

        Assert.Equal([Duration.FromHours(3)], explained.Segments.Select(segment => segment.Length));
    }

    [Fact]
    public void Day_and_night_there_is_one_segment() =>
        Assert.Equal(
            [SegmentKind.Open],
            Explain(BusinessCalendar.AroundTheClock, At("2026-11-20T15:00:00Z"), Duration.FromHours(50), [])
                .Segments.Select(segment => segment.Kind));

    [Fact]
    public void What_cannot_be_told_is_refused() =>
        Assert.Equal(
            "calendar.paused",
            DeadlineExplanation.Of(
                Office,
                At("2026-11-20T15:00:00Z"),
                Duration.FromHours(1),
                [new(At("2026-11-20T15:00:00Z"), null)]).Refusal?.Code);

    [Fact]
    public void The_segments_cover_the_way_once_and_add_up_to_the_target() =>
        (from made in RandomCalendars.Definitions(NodaConstants.NanosecondsPerMinute * 5, weekly: true)
         from offset in Gen.Long[-6 * NodaConstants.NanosecondsPerDay, 6 * NodaConstants.NanosecondsPerDay]
         let start = made.Day.AtMidnight().InUtc().ToInstant() + Duration.FromNanoseconds(offset)
         from budget in Gen.Int[0, 4000]
         from pauses in RandomCalendars.Pauses(start, Duration.FromMinutes(1), 5000)
         select (made.Definition, start, budget: Duration.FromMinutes(budget), pauses))
        .Sample(
            made => IsWhole(Explain(made.Definition.Checked(), made.start, made.budget, made.pauses), made.pauses),
            iter: 1000);

    private static bool IsWhole(DeadlineExplanation explained, Pause[] pauses)
    {
        var segments = explained.Segments;
        var at = explained.Start;
        foreach (var segment in segments)
        {
            if (segment.From != at || segment.Until <= segment.From)
            {
                return false;
            }

            at = segment.Until;
        }

        return at == explained.DueAt
            && segments.Aggregate(Duration.Zero, (sum, segment) => sum + segment.Counted) == explained.Budget
            && segments.Zip(segments.Skip(1)).All(pair =>
                (pair.First.Kind, pair.First.Holiday?.Name) != (pair.Second.Kind, pair.Second.Holiday?.Name))
            && segments.All(segment => segment.Kind == SegmentKind.Paused
                == pauses.Any(pause => pause.PausedAt <= segment.From && pause.ResumedAt > segment.From));
    }

    private static string[] Said(BusinessCalendar calendar, string start, double hours, params Pause[] pauses) =>
    [
        .. Explain(calendar, calendar.On(start), Duration.FromHours(hours), pauses).Segments.Select(segment =>
            $"{segment.Kind} {segment.From.InZone(calendar.Zone):uuuu-MM-dd HH:mm} {segment.Holiday?.Name.English}"
                .TrimEnd()),
    ];

    private static DeadlineExplanation Explain(
        BusinessCalendar calendar, Instant start, Duration budget, Pause[] pauses) =>
        DeadlineExplanation.Of(calendar, start, budget, pauses).Value;
}
