using Guichet.Calendars;
using Guichet.Client.Calendars;
using Guichet.Files.Policies;
using Guichet.Server.Policies;
using NodaTime.Text;

namespace Guichet.Server.Calendars;

/// <summary>What is changed of a business calendar, to look at what it would do or to put it in force.</summary>
/// <param name="Key">The calendar's.</param>
/// <param name="Note">What is changed, for those who read the history.</param>
/// <param name="Apply">From the calendar in force to the other one.</param>
internal sealed record CalendarRevision(
    string Key, string Note, Func<CalendarDefinition, Result<CalendarDefinition>> Apply)
{
    public static CalendarRevision SetHours(string key, NewHours hours) => new(
        key,
        hours.ValidFrom is { } from ? $"weekly {from:O}" : "weekly",
        calendar => hours.Weekly!.ToRule().Succeeded(out var weekly, out var refusal)
            ? calendar.WithHours(Day(hours.ValidFrom), weekly)
            : refusal);

    public static CalendarRevision RemoveHours(string key, DateOnly from) =>
        new(key, $"weekly {from:O} −", calendar => calendar.WithoutHoursFrom(Day(from)!.Value));

    /// <summary>They replace those of their days.</summary>
    public static CalendarRevision AddHolidays(string key, NewHolidays holidays) => new(
        key,
        holidays.Holidays is [{ Date: { } date }] ? $"holiday {date:O}" : $"holidays +{holidays.Holidays!.Count}",
        calendar => WithHolidays(calendar, holidays.Holidays!));

    public static CalendarRevision RemoveHoliday(string key, DateOnly date) =>
        new(key, $"holiday {date:O} −", calendar => calendar.WithoutHolidaysOn(Day(date)!.Value));

    /// <summary>Instead of the hours of that date.</summary>
    public static CalendarRevision SetExtraOpenings(string key, ExtraOpenings extra) => new(
        key,
        $"openings {extra.Date:O}",
        calendar => CalendarMapping.ReadOpenings(extra.Openings).Succeeded(out var openings, out var refusal)
            ? calendar.WithExtraOpenings(Day(extra.Date)!.Value, openings)
            : refusal);

    public static CalendarRevision RemoveExtraOpenings(string key, DateOnly date) =>
        new(key, $"openings {date:O} −", calendar => calendar.WithoutExtraOpeningsOn(Day(date)!.Value));

    /// <summary>All that is given: first what is removed, then what is set.</summary>
    public static CalendarRevision Of(string key, CalendarToCompare asked)
    {
        List<CalendarRevision?> all =
        [
            asked.HoursRemoved is { } from ? RemoveHours(key, from) : null,
            asked.HolidayRemoved is { } holiday ? RemoveHoliday(key, holiday) : null,
            asked.ExtraOpeningsRemoved is { } date ? RemoveExtraOpenings(key, date) : null,
            asked.Hours is { } hours ? SetHours(key, hours) : null,
            asked.Holidays is { } holidays ? AddHolidays(key, holidays) : null,
            asked.ExtraOpenings is { } extra ? SetExtraOpenings(key, extra) : null,
        ];
        var given = all.OfType<CalendarRevision>().ToList();
        return new(
            key,
            string.Join(", ", given.Select(one => one.Note)),
            calendar => given.Aggregate<CalendarRevision, Result<CalendarDefinition>>(
                calendar,
                (before, next) => before.Succeeded(out var made, out var refusal) ? next.Apply(made) : refusal));
    }

    /// <summary>The text of the policy with it. Refused: <c>calendar.unknown</c>, by the change, and by
    /// <see cref="BusinessCalendar.Create"/>.</summary>
    public Result<string> Write(PolicyInForce policy, string text, Instant now)
    {
        if (policy.FindCalendar(Key) is not { Definition: var calendar })
        {
            return new Refusal("calendar.unknown", $"There is no calendar '{Key}'.").With("calendar", Key);
        }

        if (!Apply(calendar).Succeeded(out var changed, out var refusal))
        {
            return refusal;
        }

        return WhyNot(changed, now) is { } wrong ? wrong : PolicyFile.WithCalendar(text, changed);
    }

    private static Refusal? WhyNot(CalendarDefinition changed, Instant now) =>
        BusinessCalendar.Create(changed, DateTimeZoneProviders.Tzdb).Succeeded(out var calendar, out var refusal)
            ? calendar.Due(now, Duration.Zero).Refusal
            : refusal;

    private static Result<CalendarDefinition> WithHolidays(
        CalendarDefinition calendar, IReadOnlyList<HolidayEntry> entries)
    {
        var holidays = new List<Holiday>();
        foreach (var entry in entries)
        {
            if (!entry.ToRule().Succeeded(out var holiday, out var refusal))
            {
                return refusal.With("day", LocalDatePattern.Iso.Format(Day(entry.Date)!.Value));
            }

            holidays.Add(holiday);
        }

        return calendar.WithHolidays(holidays);
    }

    private static LocalDate? Day(DateOnly? date) => date is { } day ? LocalDate.FromDateOnly(day) : null;
}
