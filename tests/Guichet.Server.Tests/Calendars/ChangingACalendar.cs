using System.Net;
using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Calendars;

namespace Guichet.Server.Tests.Calendars;

/// <summary>The houses are shared, so what is changed here lies years ahead.</summary>
public abstract class ChangingACalendar(House house)
{
    private const string Key = "business-hours";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_change_is_a_version_with_its_note_and_the_rest_stays()
    {
        var client = (await house.WelcomesAsync(Role.Administrator)).Client;
        var day = new DateOnly(2034, 3, 1);

        var added = await client.AddHolidaysAsync(Key, Holidays(day, "Founders’ Day", "Fête de la maison"), Cancel);
        var opened = await client.SetExtraOpeningsAsync(
            Key, new ExtraOpenings { Date = day.AddDays(3), Openings = ["09:00-12:00", "13:00-24:00"] }, Cancel);
        await client.SetHoursAsync(
            Key,
            new NewHours { ValidFrom = day.AddYears(1), Weekly = new WeeklyHours { Monday = ["08:00-20:00"] } },
            Cancel);

        Assert.Equal("business-hours: holiday 2034-03-01", added.Note);
        Assert.True(opened.Version > added.Version);
        var calendar = (await client.ListCalendarsAsync(Cancel)).Single(one => one.Key == Key);
        var holiday = calendar.Holidays.Single(one => one.Date == day);
        Assert.Equal(("Founders’ Day", "Fête de la maison"), (holiday.NameEnglish, holiday.NameFrench));
        Assert.Equal(
            ["09:00-12:00", "13:00-24:00"],
            calendar.ExtraOpenings.Single(one => one.Date == day.AddDays(3)).Openings);
        Assert.Equal(
            ["08:00-20:00"], calendar.Changes.Single(one => one.ValidFrom == day.AddYears(1)).Weekly.Monday);
        var policy = await client.GetPolicyAsync(Cancel);
        Assert.Contains("# 2027", policy.Text, StringComparison.Ordinal);
        Assert.Contains("# The plans (R14), in the order shown", policy.Text, StringComparison.Ordinal);

        await client.RemoveHolidayAsync(Key, day, Cancel);
        await client.RemoveExtraOpeningsAsync(Key, day.AddDays(3), Cancel);
        await client.RemoveHoursAsync(Key, day.AddYears(1), Cancel);

        calendar = (await client.ListCalendarsAsync(Cancel)).Single(one => one.Key == Key);
        Assert.DoesNotContain(calendar.Holidays, one => one.Date == day);
        Assert.DoesNotContain(calendar.ExtraOpenings, one => one.Date == day.AddDays(3));
        Assert.DoesNotContain(calendar.Changes, one => one.ValidFrom == day.AddYears(1));
    }

    [Fact]
    public async Task Is_refused_with_the_day_that_is_wrong()
    {
        var client = (await house.WelcomesAsync(Role.Administrator)).Client;
        var day = new DateOnly(2033, 5, 2);

        var backwards = await RefusedAsync(client.SetHoursAsync(
            Key, new NewHours { ValidFrom = day, Weekly = new WeeklyHours { Friday = ["22:00-06:00"] } }, Cancel));
        Assert.Equal("calendar.opening-backwards", backwards.Code);
        Assert.Contains("22:00-24:00", backwards.Message, StringComparison.Ordinal);
        Assert.Equal("calendar.openings-overlap", (await RefusedAsync(client.SetExtraOpeningsAsync(
            Key, new ExtraOpenings { Date = day, Openings = ["09:00-12:00", "11:00-13:00"] }, Cancel))).Code);
        Assert.Equal("calendar.time-unreadable", (await RefusedAsync(client.SetExtraOpeningsAsync(
            Key, new ExtraOpenings { Date = day, Openings = ["nine"] }, Cancel))).Code);
        Assert.Equal("calendar.never-open", (await RefusedAsync(client.SetHoursAsync(
            Key, new NewHours { Weekly = new WeeklyHours() }, Cancel))).Code);
        Assert.Equal("calendar.nothing-there", (await RefusedAsync(
            client.RemoveHolidayAsync(Key, day, Cancel))).Code);
        Assert.Equal("calendar.unknown", (await RefusedAsync(
            client.RemoveHolidayAsync("nights", day, Cancel))).Code);
    }

    [Fact]
    public async Task Is_for_administrators()
    {
        var agent = await house.WelcomesAsync(Role.Agent);

        Assert.NotEmpty(await agent.Client.ListCalendarsAsync(Cancel));
        Assert.Equal(HttpStatusCode.Forbidden, (await RefusedAsync(
            agent.Client.AddHolidaysAsync(Key, Holidays(new(2033, 1, 3), "Day off", null), Cancel))).Status);
    }

    [Fact]
    public async Task An_icalendar_file_says_what_it_would_add_and_adds_what_is_chosen()
    {
        var client = (await house.WelcomesAsync(Role.Administrator)).Client;
        var file = new HolidayFileText { Text = File, FirstYear = 2031, LastYear = 2032 };

        var preview = await client.PreviewHolidaysAsync(Key, file, Cancel);

        Assert.Equal(
            [new DateOnly(2031, 7, 14), new DateOnly(2032, 7, 14)],
            preview.Added.Select(holiday => holiday.Date!.Value));
        Assert.Equal(0, preview.AlreadyThere);
        Assert.Empty(preview.Mistakes);

        await client.AddHolidaysAsync(Key, new NewHolidays { Holidays = [preview.Added[0]] }, Cancel);

        var after = await client.PreviewHolidaysAsync(Key, file, Cancel);
        Assert.Equal((1, 1), (after.Added.Count, after.AlreadyThere));
        await client.RemoveHolidayAsync(Key, new(2031, 7, 14), Cancel);
        Assert.Equal("calendar.years-backwards", (await RefusedAsync(
            client.PreviewHolidaysAsync(Key, file with { LastYear = 2030 }, Cancel))).Code);
    }

    [Fact]
    public async Task A_policy_whose_calendar_opened_long_ago_only_is_found_by_the_check()
    {
        var client = (await house.WelcomesAsync(Role.Administrator)).Client;
        var text = (await client.GetPolicyAsync(Cancel)).Text;
        var ended = text.Replace(
            "    holidays:\n", "    changes:\n      - { validFrom: 2020-01-01, weekly: {} }\n    holidays:\n",
            StringComparison.Ordinal);

        var check = await client.CheckPolicyAsync(ended, Cancel);

        Assert.Equal("calendar.never-open", Assert.Single(check.Mistakes).Code);
    }

    private const string File = """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//test//test//EN
        BEGIN:VEVENT
        UID:july-14
        DTSTAMP:20260101T000000Z
        DTSTART;VALUE=DATE:20250714
        RRULE:FREQ=YEARLY
        SUMMARY:Fête nationale
        END:VEVENT
        END:VCALENDAR
        """;

    private static NewHolidays Holidays(DateOnly date, string english, string? french) => new()
    {
        Holidays = [new HolidayEntry { Date = date, NameEnglish = english, NameFrench = french }],
    };

    private static Task<GuichetException> RefusedAsync(Task act) => Assert.ThrowsAsync<GuichetException>(() => act);
}

public sealed class ChangingACalendarOnSqlite(SqliteHouse house) : ChangingACalendar(house);

public sealed class ChangingACalendarOnPostgres(PostgresHouse house) : ChangingACalendar(house);
