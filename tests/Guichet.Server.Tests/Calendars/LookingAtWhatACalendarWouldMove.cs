using System.Net;
using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Calendars;
using Guichet.Server.Accounts;
using Guichet.Server.Tests.Accounts;
using Guichet.Server.Tests.Incidents;
using Guichet.Server.Tests.Workshop;

namespace Guichet.Server.Tests.Calendars;

/// <summary>What is counted is the whole house's, so these have a house of their own.</summary>
public abstract class LookingAtWhatACalendarWouldMove(House house)
{
    private const string Key = "business-hours";

    private static readonly DateOnly Today = new(2026, 11, 20);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Four hours from the opening at six in Redmond, where it is nine now.</summary>
    [Fact, Trait("Rule", "R6")]
    public async Task Counts_the_running_clocks_that_would_move_and_moves_none()
    {
        var story = await Story.BeginAsync(house);
        var administrator = (await house.WelcomesAsync(Role.Administrator)).Client;
        var promised = (await story.Agent.Client.GetIncidentAsync(story.Incident, Cancel)).Line.DueAt;
        var version = (await administrator.GetPolicyAsync(Cancel)).Version;
        house.Clock.AdvanceHours(7);
        var holidays = new NewHolidays { Holidays = [new() { Date = Today, NameEnglish = "Snow" }] };

        Assert.Equal((1, false, 0, 0, 0), await MovesAsync(new()));
        Assert.Equal((1, false, 0, 0, 1), await MovesAsync(new() { Holidays = holidays }));
        Assert.Equal((1, false, 1, 0, 0), await MovesAsync(Opens("05:30-17:00")));
        Assert.Equal((1, false, 1, 1, 0), await MovesAsync(Opens("00:00-24:00")));
        Assert.Equal(
            (1, false, 1, 1, 0), await MovesAsync(Opens("00:00-24:00") with { Holidays = holidays }));

        Assert.Equal(version, (await administrator.GetPolicyAsync(Cancel)).Version);
        await administrator.AddHolidaysAsync(Key, holidays, Cancel);
        Assert.Equal(promised, (await story.Agent.Client.GetIncidentAsync(story.Incident, Cancel)).Line.DueAt);
        Assert.Equal((1, false, 0, 0, 0), await MovesAsync(new() { HolidayRemoved = Today }));

        async Task<(int, bool, int, int, int)> MovesAsync(CalendarToCompare asked)
        {
            var clocks = (await administrator.PreviewCalendarAsync(Key, asked, Cancel)).Clocks!;
            return (clocks.Looked, clocks.AtLeast, clocks.Earlier, clocks.Missed, clocks.Later);
        }
    }

    [Fact]
    public async Task Is_refused_as_the_change_itself_and_to_agents()
    {
        var manager = await house.WelcomesAsync(Role.SupportManager);
        var agent = await house.WelcomesAsync(Role.Agent);

        Assert.Equal("calendar.unknown", (await RefusedAsync(manager, new(), "nights")).Code);
        Assert.Equal("calendar.nothing-there", (await RefusedAsync(
            manager, new() { HoursRemoved = new(2033, 1, 3) })).Code);
        Assert.Equal("calendar.never-open", (await RefusedAsync(
            manager, new() { Hours = new() { Weekly = new() } })).Code);
        Assert.Equal("calendar.opening-backwards", (await RefusedAsync(manager, Opens("22:00-06:00"))).Code);
        Assert.Equal("fields.wrong", (await RefusedAsync(
            manager, new() { ExtraOpenings = new() { Openings = ["09:00-12:00"] } })).Code);
        Assert.Equal(HttpStatusCode.Forbidden, (await RefusedAsync(agent, new())).Status);
    }

    private static CalendarToCompare Opens(string opening) =>
        new() { ExtraOpenings = new() { Date = Today, Openings = [opening] } };

    private static Task<GuichetException> RefusedAsync(Somebody who, CalendarToCompare asked, string key = Key) =>
        Assert.ThrowsAsync<GuichetException>(() => who.Client.PreviewCalendarAsync(key, asked, Cancel));
}

/// <summary>By the pages of an administrator, without script.</summary>
public sealed class ConfirmingAChangeOfACalendar(DemonstrationHouse house) : IClassFixture<DemonstrationHouse>
{
    private const string Address = "/desk/calendars/business-hours?month=2033-03&day=2033-03-02";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Comes_before_it_is_in_force_and_keeps_what_was_typed()
    {
        var admin = new GuichetClient(
            house.Factory.CreateClient(),
            DemonstrationPeople.All.Single(one => one.Email == "admin@example.test").ApiKey);
        var version = (await admin.GetPolicyAsync(Cancel)).Version;
        using var browser = new Visit(house);
        using var signedIn = await browser.SignInAsync("admin@example.test", DemonstrationPeople.Password);
        (string, string)[] typed =
        [
            ("Holiday.Date", "2033-03-02"), ("Holiday.NameEnglish", "Founders <Day>"), ("Holiday.Act", "save"),
        ];

        var asked = await PostAsync(browser, "holiday", typed);
        var back = await PostAsync(browser, "holiday", [.. typed, ("Holiday.Step", "back")]);
        var before = (await admin.GetPolicyAsync(Cancel)).Version;
        using var done = await browser.PostAsync(Address, "holiday", [.. typed, ("Holiday.Step", "confirmed")]);

        Assert.Contains("What would change", asked, StringComparison.Ordinal);
        Assert.Contains(
            "<input type=\"hidden\" name=\"Holiday.NameEnglish\" value=\"Founders &lt;Day&gt;\"",
            asked,
            StringComparison.Ordinal);
        Assert.Contains("href=\"/desk/policy/promises\"", asked, StringComparison.Ordinal);
        Assert.Contains("name=\"Holiday.Act\" value=\"save\"", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("What would change", back, StringComparison.Ordinal);
        Assert.Contains("value=\"Founders &lt;Day&gt;\"", back, StringComparison.Ordinal);
        Assert.Equal(version, before);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        var calendar = (await admin.ListCalendarsAsync(Cancel)).Single(one => one.Key == "business-hours");
        var holiday = calendar.Holidays.Single(one => one.Date == new DateOnly(2033, 3, 2));
        Assert.Equal("Founders <Day>", holiday.NameEnglish);

        var removing = await PostAsync(
            browser, "holiday", [("Holiday.Date", "2033-03-02"), ("Holiday.Act", "remove")]);
        Assert.Contains("Holiday to remove", removing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_not_asked_for_where_the_change_makes_no_sense()
    {
        using var browser = new Visit(house);
        using var signedIn = await browser.SignInAsync("admin@example.test", DemonstrationPeople.Password);

        var page = await PostAsync(browser, "hours", [("Hours.Friday", "22:00-06:00"), ("Hours.Act", "save")]);

        Assert.DoesNotContain("What would change", page, StringComparison.Ordinal);
        Assert.Contains("error-summary", page, StringComparison.Ordinal);
        Assert.Contains("value=\"22:00-06:00\"", page, StringComparison.Ordinal);
    }

    private static async Task<string> PostAsync(Visit browser, string form, (string, string)[] fields)
    {
        using var answer = await browser.PostAsync(Address, form, fields);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }
}

public sealed class LookingAtWhatACalendarWouldMoveOnSqlite(ChangesHouseOnSqlite house)
    : LookingAtWhatACalendarWouldMove(house), IClassFixture<ChangesHouseOnSqlite>;

public sealed class LookingAtWhatACalendarWouldMoveOnPostgres(ChangesHouseOnPostgres house)
    : LookingAtWhatACalendarWouldMove(house), IClassFixture<ChangesHouseOnPostgres>;
