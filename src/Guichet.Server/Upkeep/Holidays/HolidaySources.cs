using Guichet.Accounts;
using Guichet.Calendars;
using Guichet.Client.Calendars;
using Guichet.Client.Policies;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Guichet.Server.Upkeep.Fetching;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Upkeep.Holidays;

/// <summary>An administrator names the address of a calendar's holidays, and decides on what it brought.</summary>
internal sealed class HolidaySources(
    UnitOfWork work, InForce inForce, ReadHolidays reading, CatalogFetcher fetcher, IClock clock)
{
    public static Refusal Unknown => new("holiday-source.unknown", "The calendar has no address of holidays.");

    /// <summary>Another address is read as if it were new. Refused: <c>access.administrator-only</c>,
    /// <c>calendar.unknown</c>, <c>fetch.address-malformed</c>.</summary>
    public async Task<Result<bool>> SetAsync(
        Actor actor, string calendar, NewHolidaySource request, CancellationToken cancel)
    {
        var address = request.Address!.Trim();
        if ((Refuse(actor) ?? fetcher.Check(address)) is { } no)
        {
            return no;
        }

        var now = clock.GetCurrentInstant();
        return await work.RunAsync<bool>(
            async database =>
            {
                if ((await inForce.ReadAsync(database, cancel)).Policy.FindCalendar(calendar) is null)
                {
                    return new Refusal("calendar.unknown", "There is no such calendar.").With("calendar", calendar);
                }

                var row = await FindAsync(database, calendar, cancel);
                if (row is null)
                {
                    row = new HolidaySource { Calendar = calendar, Address = address, Taken = HolidayList.Write([]) };
                    database.Add(row);
                }

                if (row.Address != address && await FindPendingAsync(database, calendar, cancel) is { } waiting)
                {
                    // What the old address brought is not to be taken for what the new one says.
                    database.Remove(waiting);
                }

                (row.Address, row.Etag, row.LastModified, row.ContentHash) = (address, null, null, null);
                (row.IntervalHours, row.YearsAhead) = (request.IntervalHours!.Value, request.YearsAhead!.Value);
                (row.Automatic, row.SetBy, row.DueAt) = (request.Automatic, actor.Person, now);
                row.Version++;
                return true;
            },
            cancel);
    }

    /// <summary>What came from it stays; what waits goes. Refused: <c>holiday-source.unknown</c>.</summary>
    public async Task<Result<bool>> RemoveAsync(Actor actor, string calendar, CancellationToken cancel) =>
        Refuse(actor) is { } no
            ? no
            : await work.RunAsync<bool>(
                async database => await database.Set<HolidaySource>()
                    .Where(row => row.Calendar == calendar)
                    .ExecuteDeleteAsync(cancel) == 1
                    ? true
                    : Unknown,
                cancel);

    /// <summary>Reads it now, whenever it is due. Refused: <c>holiday-source.unknown</c>.</summary>
    public async Task<Result<bool>> ReadNowAsync(Actor actor, string calendar, CancellationToken cancel) =>
        Refuse(actor) is { } no ? no : await reading.ReadNowAsync(calendar, cancel);

    /// <summary>Takes over what was seen, as a version of the policy. Refused: <c>holiday-source.unknown</c>,
    /// <c>pending-holidays.unknown</c>, <c>version.changed</c> where the address or the policy says something else by
    /// now, and as the calendar would be.</summary>
    public async Task<Result<PolicyVersionView>> ApproveAsync(
        Actor actor, string calendar, HolidayApproval seen, CancellationToken cancel)
    {
        if (Refuse(actor) is { } no)
        {
            return no;
        }

        var now = clock.GetCurrentInstant();
        return await work.RunAsync<PolicyVersionView>(
            async database =>
            {
                var (row, pending) = (await FindAsync(database, calendar, cancel),
                    await FindPendingAsync(database, calendar, cancel));
                if (row is null || pending is null)
                {
                    return row is null ? Unknown : NothingWaits;
                }

                var policy = (await inForce.ReadAsync(database, cancel)).Policy;
                if (pending.FetchedAt != Instant.FromDateTimeOffset(seen.FetchedAt!.Value)
                    || policy.Version != seen.PolicyVersion
                    || policy.FindCalendar(calendar) is not { } inUse)
                {
                    return new Refusal("version.changed", "The address or the policy has changed.")
                        .With("version", policy.Version);
                }

                var found = HolidayList.Read(pending.Found);
                var revision = HolidayRevision.Between(
                    inUse.Definition, HolidayList.Read(row.Taken), found, now.InZone(inUse.Zone).Date);
                if (ReadHolidays.WhyNot(revision.After, now) is { } wrong)
                {
                    return wrong;
                }

                (row.Taken, row.Outcome) = (HolidayList.Write(found), SourceOutcome.Imported);
                row.Version++;
                database.Remove(pending);
                return await ReadHolidays.PutInForceAsync(database, actor, revision.After, now, cancel);
            },
            cancel);
    }

    /// <summary>The address brings it again only where it changes. Refused: <c>pending-holidays.unknown</c>.</summary>
    public async Task<Result<bool>> DiscardAsync(Actor actor, string calendar, CancellationToken cancel) =>
        Refuse(actor) is { } no
            ? no
            : await work.RunAsync<bool>(
                async database =>
                {
                    var (row, pending) = (await FindAsync(database, calendar, cancel),
                        await FindPendingAsync(database, calendar, cancel));
                    if (row is null || pending is null)
                    {
                        return NothingWaits;
                    }

                    row.Outcome = SourceOutcome.NothingNew;
                    row.Version++;
                    database.Remove(pending);
                    return true;
                },
                cancel);

    private static Refusal NothingWaits => new("pending-holidays.unknown", "No holidays wait.");

    private static Task<HolidaySource?> FindAsync(Database database, string calendar, CancellationToken cancel) =>
        database.Set<HolidaySource>().AsTracking().SingleOrDefaultAsync(row => row.Calendar == calendar, cancel);

    private static Task<PendingHolidays?> FindPendingAsync(
        Database database, string calendar, CancellationToken cancel) =>
        database.Set<PendingHolidays>().AsTracking().SingleOrDefaultAsync(row => row.Calendar == calendar, cancel);

    private static Refusal? Refuse(Actor actor) => actor.Role == Role.Administrator
        ? null
        : new Refusal("access.administrator-only", "This is for administrators.");
}
