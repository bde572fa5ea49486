using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Guichet.Accounts;
using Guichet.Calendars;
using Guichet.Client.Policies;
using Guichet.Files.Calendars;
using Guichet.Files.Policies;
using Guichet.Server.Hosting;
using Guichet.Server.Incidents.Splitting;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Guichet.Server.Upkeep.Fetching;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Upkeep.Holidays;

/// <summary>Reads the addresses of holidays that are due, each on one node. What is new makes a version of the policy
/// where the administrators have chosen so; everything else waits for them. Promises already made keep the version that
/// they were made under.</summary>
internal sealed class ReadHolidays(
    IStorage storage, UnitOfWork work, InForce inForce, CatalogFetcher fetcher, IClock clock) : ISweep
{
    private const int Batch = 20;
    private const int MostHolidays = 1_000;
    private static readonly Duration Lease = CatalogFetcher.LongestWait + Duration.FromMinutes(4);

    public async Task RunAsync(CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        List<HolidaySource> due;
        await using (var database = storage.Read())
        {
            due = await database.Set<HolidaySource>()
                .AsNoTracking()
                .Where(row => row.DueAt <= now)
                .OrderBy(row => row.DueAt)
                .Take(Batch)
                .ToListAsync(cancel);
        }

        foreach (var source in due)
        {
            await ReadAsync(source, cancel);
        }
    }

    /// <summary>Reads one now, unless somebody else is reading it. Refused: <c>holiday-source.unknown</c>.</summary>
    public async Task<Result<bool>> ReadNowAsync(string calendar, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var source = await database.Set<HolidaySource>().AsNoTracking()
            .SingleOrDefaultAsync(row => row.Calendar == calendar, cancel);
        if (source is null)
        {
            return HolidaySources.Unknown;
        }

        await ReadAsync(source, cancel);
        return true;
    }

    /// <summary>Puts the calendar with its new holidays in force, in the name of an administrator.</summary>
    public static async Task<PolicyVersionView> PutInForceAsync(
        Database database, Actor actor, CalendarDefinition after, Instant now, CancellationToken cancel)
    {
        var text = await database.Set<PolicyVersion>()
            .OrderByDescending(version => version.Version)
            .Select(version => version.Text)
            .FirstAsync(cancel);
        var changed = PolicyFile.WithCalendar(text, after);
        if (PolicyFile.Read(changed).Mistakes is [var mistake, ..])
        {
            // What is changed is written by us, of words from outside: nothing unreadable is put in force unattended.
            throw new InvalidOperationException($"Calendar {after.Key} would make the policy unreadable: {mistake}");
        }

        var version = new NewPolicyVersion
        {
            Text = changed,
            Note = $"{after.Key}: holidays from its address",
        };
        return (await ApplyPolicy.PutInForceAsync(database, actor, version, now, cancel)).Value;
    }

    private async Task ReadAsync(HolidaySource source, CancellationToken cancel)
    {
        var until = clock.GetCurrentInstant() + Lease;
        var claimed = await work.RunStatementAsync<int>(
            async database => await database.Set<HolidaySource>()
                .Where(row => row.Calendar == source.Calendar && row.Version == source.Version)
                .ExecuteUpdateAsync(
                    row => row.SetProperty(one => one.DueAt, until).SetProperty(one => one.Version, source.Version + 1),
                    cancel),
            cancel);
        if (claimed.Value != 1)
        {
            return;
        }

        var fetched = await fetcher.FetchAsync(new Uri(source.Address), source.Etag, source.LastModified, cancel);
        var now = clock.GetCurrentInstant();
        await work.RunAsync<bool>(
            async database =>
            {
                var row = await database.Set<HolidaySource>().AsTracking().SingleOrDefaultAsync(
                    one => one.Calendar == source.Calendar && one.Version == source.Version + 1, cancel);
                if (row is not null)
                {
                    (row.FetchedAt, row.DueAt) = (now, now + Duration.FromHours(row.IntervalHours));
                    row.Version++;
                    await SettleAsync(database, row, fetched, now, cancel);
                }

                return true;
            },
            cancel);
    }

    private async Task SettleAsync(
        Database database, HolidaySource row, Result<Fetched> fetched, Instant now, CancellationToken cancel)
    {
        if (!fetched.Succeeded(out var answer, out var refusal))
        {
            Fail(row, refusal);
            return;
        }

        if (answer.Text is not { } text || HashOf(text, row, now) == row.ContentHash)
        {
            Remember(row, answer, row.ContentHash, SourceOutcome.NothingNew);
            return;
        }

        var policy = (await inForce.ReadAsync(database, cancel)).Policy;
        if (policy.FindCalendar(row.Calendar) is not { } calendar)
        {
            Fail(row, new Refusal("calendar.unknown", "There is no such calendar.").With("detail", row.Calendar));
            return;
        }

        var today = now.InZone(calendar.Zone).Date;
        var found = HolidayFile.Read(text, (today.Year, today.Year + row.YearsAhead), calendar.Zone).Value ?? [];
        if (found.Count is 0 or > MostHolidays)
        {
            Fail(row, new Refusal("holidays.unreadable", "There are no holidays, or too many."));
            return;
        }

        var revision = HolidayRevision.Between(
            calendar.Definition, HolidayList.Read(row.Taken), [.. found], today);
        await TakeAsync(database, row, (revision, found), now, cancel);
        Remember(row, answer, HashOf(text, row, now), row.Outcome);
    }

    private static async Task TakeAsync(
        Database database,
        HolidaySource row,
        (HolidayRevision Revision, IReadOnlyList<Holiday> Found) read,
        Instant now,
        CancellationToken cancel)
    {
        var pending = await database.Set<PendingHolidays>().AsTracking()
            .SingleOrDefaultAsync(one => one.Calendar == row.Calendar, cancel);
        var actor = await database.FindActorAsync(row.SetBy, cancel);
        var waits = read.Revision.ChangesAnything
            && (!row.Automatic || read.Revision.NeedsApproval || actor.Role != Role.Administrator
                || WhyNot(read.Revision.After, now) is not null);
        if (waits)
        {
            row.Outcome = SourceOutcome.Waits;
            if (pending is null)
            {
                pending = new PendingHolidays { Calendar = row.Calendar, Found = "" };
                database.Add(pending);
            }

            (pending.Found, pending.FetchedAt) = (HolidayList.Write(read.Found), now);
            await database.TellAdministratorsAsync(AdministratorsTold.HolidaysWait, row.Calendar, now, cancel);
            return;
        }

        if (pending is not null)
        {
            database.Remove(pending);
        }

        row.Taken = HolidayList.Write(read.Found);
        row.Outcome = SourceOutcome.NothingNew;
        if (read.Revision.ChangesAnything)
        {
            row.Outcome = SourceOutcome.Imported;
            await PutInForceAsync(database, actor, read.Revision.After, now, cancel);
            await database.TellAdministratorsAsync(AdministratorsTold.HolidaysTaken, row.Calendar, now, cancel);
        }
    }

    /// <summary>Why a calendar cannot be put in force; null where it can.</summary>
    public static Refusal? WhyNot(CalendarDefinition after, Instant now) =>
        BusinessCalendar.Create(after, DateTimeZoneProviders.Tzdb).Succeeded(out var calendar, out var refusal)
            ? calendar.Due(now, Duration.Zero).Refusal
            : refusal;

    /// <summary>The same document says more when a year has begun.</summary>
    private static string HashOf(string text, HolidaySource row, Instant now) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{now.InUtc().Year}+{row.YearsAhead}\n{text}"))));

    private static void Remember(HolidaySource row, Fetched answer, string? hash, SourceOutcome outcome)
    {
        (row.Etag, row.LastModified, row.ContentHash) = (answer.Etag, answer.LastModified, hash);
        (row.Failure, row.FailureDetail) = (null, null);
        row.Outcome = outcome;
    }

    private static void Fail(HolidaySource row, Refusal refusal) =>
        (row.Outcome, row.Failure, row.FailureDetail) =
            (SourceOutcome.Failed, refusal.Code, refusal.Facts.GetValueOrDefault("detail")?.ToString());
}
