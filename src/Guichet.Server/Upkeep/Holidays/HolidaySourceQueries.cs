using Guichet.Calendars;
using Guichet.Client.Calendars;
using Guichet.Server.Calendars;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using Wire = Guichet.Client.Catalog;

namespace Guichet.Server.Upkeep.Holidays;

internal static class HolidaySourceQueries
{
    /// <summary>The address of a calendar's holidays, what came of it and what waits. Refused:
    /// <c>holiday-source.unknown</c>.</summary>
    public static async Task<Result<HolidaySourceView>> ReadHolidaySourceAsync(
        this Database database,
        string calendar,
        (PolicyInForce Policy, Texts Texts, Instant Now) at,
        CancellationToken cancel)
    {
        var row = await database.Set<HolidaySource>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.Calendar == calendar, cancel);
        if (row is null)
        {
            return HolidaySources.Unknown;
        }

        var pending = await database.Set<PendingHolidays>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.Calendar == calendar, cancel);
        var sentence = row.Failure is null ? null : at.Texts.Explain(
            new Refusal(row.Failure, row.Failure).With("detail", row.FailureDetail ?? "").With("calendar", calendar)
                .With("megabytes", IncomingCatalog.LongestText / 1_000_000));
        return new HolidaySourceView(
            calendar,
            row.Address,
            row.IntervalHours,
            row.YearsAhead,
            row.Automatic,
            row.DueAt.ToDateTimeOffset(),
            row.FetchedAt?.ToDateTimeOffset(),
            Enum.Parse<Wire.SourceOutcome>(row.Outcome.ToString()),
            row.Failure,
            sentence,
            pending is null ? null : View(row, pending, at.Policy, at.Now));
    }

    private static PendingHolidaysView? View(
        HolidaySource row, PendingHolidays pending, PolicyInForce policy, Instant now)
    {
        if (policy.FindCalendar(row.Calendar) is not { } calendar)
        {
            return null;
        }

        var revision = HolidayRevision.Between(
            calendar.Definition,
            HolidayList.Read(row.Taken),
            HolidayList.Read(pending.Found),
            now.InZone(calendar.Zone).Date);
        return new(
            pending.FetchedAt.ToDateTimeOffset(),
            policy.Version,
            [.. revision.Added.Select(CalendarMapping.View)],
            [.. revision.Changed.Select(CalendarMapping.View)],
            [.. revision.Removed.Select(CalendarMapping.View)]);
    }
}
