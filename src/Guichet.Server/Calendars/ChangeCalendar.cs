using Guichet.Accounts;
using Guichet.Calendars;
using Guichet.Client.Calendars;
using Guichet.Client.Policies;
using Guichet.Files.Policies;
using Guichet.Server.Policies;
using NodaTime.Text;

namespace Guichet.Server.Calendars;

/// <summary>An administrator changes a business calendar, one thing at a time. Each makes a version of the policy that
/// differs in that alone: promises already made keep the version they were made under.</summary>
internal sealed class ChangeCalendar(RevisePolicy revise)
{
    /// <summary>Refused: <c>access.administrator-only</c>, <c>calendar.unknown</c>, <c>calendar.time-unreadable</c>,
    /// and by <see cref="BusinessCalendar.Create"/>.</summary>
    public Task<Result<PolicyVersionView>> SetHoursAsync(
        Actor actor, string key, NewHours hours, CancellationToken cancel) =>
        RunAsync(
            actor,
            key,
            hours.ValidFrom is { } from ? $"weekly {from:O}" : "weekly",
            calendar => hours.Weekly!.ToRule().Succeeded(out var weekly, out var refusal)
                ? calendar.WithHours(Day(hours.ValidFrom), weekly)
                : refusal,
            cancel);

    /// <summary>Refused besides: <c>calendar.nothing-there</c>.</summary>
    public Task<Result<PolicyVersionView>> RemoveHoursAsync(
        Actor actor, string key, DateOnly from, CancellationToken cancel) =>
        RunAsync(actor, key, $"weekly {from:O} −", calendar => calendar.WithoutHoursFrom(Day(from)!.Value), cancel);

    /// <summary>They replace those of their days.</summary>
    public Task<Result<PolicyVersionView>> AddHolidaysAsync(
        Actor actor, string key, NewHolidays holidays, CancellationToken cancel) =>
        RunAsync(
            actor,
            key,
            holidays.Holidays is [{ Date: { } date }] ? $"holiday {date:O}" : $"holidays +{holidays.Holidays!.Count}",
            calendar => WithHolidays(calendar, holidays.Holidays!),
            cancel);

    /// <summary>Refused besides: <c>calendar.nothing-there</c>.</summary>
    public Task<Result<PolicyVersionView>> RemoveHolidayAsync(
        Actor actor, string key, DateOnly date, CancellationToken cancel) =>
        RunAsync(actor, key, $"holiday {date:O} −", calendar => calendar.WithoutHolidaysOn(Day(date)!.Value), cancel);

    /// <summary>Instead of the hours of that date.</summary>
    public Task<Result<PolicyVersionView>> SetExtraOpeningsAsync(
        Actor actor, string key, ExtraOpenings extra, CancellationToken cancel) =>
        RunAsync(
            actor,
            key,
            $"openings {extra.Date:O}",
            calendar => CalendarMapping.ReadOpenings(extra.Openings).Succeeded(out var openings, out var refusal)
                ? calendar.WithExtraOpenings(Day(extra.Date)!.Value, openings)
                : refusal,
            cancel);

    /// <summary>Refused besides: <c>calendar.nothing-there</c>.</summary>
    public Task<Result<PolicyVersionView>> RemoveExtraOpeningsAsync(
        Actor actor, string key, DateOnly date, CancellationToken cancel) =>
        RunAsync(
            actor, key, $"openings {date:O} −", calendar => calendar.WithoutExtraOpeningsOn(Day(date)!.Value), cancel);

    private Task<Result<PolicyVersionView>> RunAsync(
        Actor actor,
        string key,
        string note,
        Func<CalendarDefinition, Result<CalendarDefinition>> change,
        CancellationToken cancel) =>
        revise.RunAsync(
            actor,
            $"{key}: {note}",
            (policy, text, now) =>
            {
                if (policy.FindCalendar(key) is not { Definition: var calendar })
                {
                    return new Refusal("calendar.unknown", $"There is no calendar '{key}'.").With("calendar", key);
                }

                if (!change(calendar).Succeeded(out var changed, out var refusal))
                {
                    return refusal;
                }

                return WhyNot(changed, now) is { } wrong ? wrong : PolicyFile.WithCalendar(text, changed);
            },
            cancel);

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
