using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Calendars;
using Guichet.Client.Catalog;
using Guichet.Server.Storage;
using Guichet.Server.Tests.Incidents;
using Guichet.Server.Upkeep;
using Guichet.Server.Upkeep.Holidays;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SourceOutcome = Guichet.Client.Catalog.SourceOutcome;

namespace Guichet.Server.Tests.Upkeep;

public abstract class ReadingHolidaysFromAnAddress : IAsyncLifetime
{
    private const string Calendar = "business-hours";
    private SourceServer? server;

    private protected House? OwnHouse { get; set; }

    private House House => OwnHouse!;

    private SourceServer Server => server!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        server = await SourceServer.StartAsync();
        await House.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Takes_what_is_new_where_that_is_wanted_and_moves_no_promise()
    {
        var story = await Story.BeginAsync(House);
        var due = (await story.Customer.Client.GetIncidentAsync(story.Incident, Cancel)).Clock.DueAt;
        var administrator = await SetAsync(automatic: true, Event("20261120", "Today"), Event("20261228", "Bridge"));

        await SweepAsync();

        var read = await administrator.GetHolidaySourceAsync(Calendar, Cancel);
        Assert.Equal((SourceOutcome.Imported, (PendingHolidaysView?)null), (read.Outcome, read.Pending));
        Assert.Contains(await HolidaysAsync(administrator), holiday => holiday.NameEnglish == "Bridge");
        Assert.Equal(due, (await story.Customer.Client.GetIncidentAsync(story.Incident, Cancel)).Clock.DueAt);
        Assert.Equal([AdministratorsTold.HolidaysTaken], await ToldAsync());
    }

    [Fact]
    public async Task Waits_for_approval_where_that_is_wanted()
    {
        var administrator = await SetAsync(automatic: false, Event("20261228", "Bridge"));
        var before = (await administrator.GetPolicyAsync(Cancel)).Version;

        await SweepAsync();

        var waiting = (await administrator.GetHolidaySourceAsync(Calendar, Cancel)).Pending!;
        Assert.Equal("Bridge", Assert.Single(waiting.Added).NameEnglish);
        Assert.Equal(before, (await administrator.GetPolicyAsync(Cancel)).Version);
        Assert.Equal([AdministratorsTold.HolidaysWait], await ToldAsync());
        await administrator.ApprovePendingHolidaysAsync(Calendar, Seen(waiting), Cancel);
        Assert.Contains(await HolidaysAsync(administrator), holiday => holiday.NameEnglish == "Bridge");
        Assert.Null((await administrator.GetHolidaySourceAsync(Calendar, Cancel)).Pending);
    }

    [Fact]
    public async Task One_that_moves_always_waits_and_nothing_newer_is_approved_with_it()
    {
        var administrator = await SetAsync(automatic: true, Event("20261228", "Bridge"));
        await SweepAsync();
        Server.Document = Feed(Event("20261229", "Bridge"));
        Server.Etag = "\"2\"";
        House.Clock.Advance(Duration.FromHours(6));
        await SweepAsync();

        var waiting = (await administrator.GetHolidaySourceAsync(Calendar, Cancel)).Pending!;
        Assert.Equal(
            (new DateOnly(2026, 12, 29), new DateOnly(2026, 12, 28)),
            (Assert.Single(waiting.Added).Date, Assert.Single(waiting.Removed).Date));
        var older = Seen(waiting) with { PolicyVersion = waiting.PolicyVersion - 1 };
        Assert.Equal("version.changed", await Story.CodeAsync(
            () => administrator.ApprovePendingHolidaysAsync(Calendar, older, Cancel)));
        await administrator.DiscardPendingHolidaysAsync(Calendar, Cancel);
        House.Clock.Advance(Duration.FromHours(6));
        await SweepAsync();

        Assert.Null((await administrator.GetHolidaySourceAsync(Calendar, Cancel)).Pending);
        Assert.Contains(await HolidaysAsync(administrator), holiday => holiday.Date == new DateOnly(2026, 12, 28));
    }

    [Fact]
    public async Task Is_read_once_by_several_and_only_if_it_is_newer()
    {
        await SetAsync(automatic: true, Event("20261228", "Bridge"));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SweepAsync()));
        Assert.Equal(1, Server.Asked);
        House.Clock.Advance(Duration.FromHours(6));
        await SweepAsync();

        Assert.Equal((2, 1), (Server.Asked, Server.NotModified));
    }

    [Fact]
    public async Task Says_what_went_wrong_and_changes_nothing()
    {
        var administrator = await SetAsync(automatic: true);

        await SweepAsync();

        var read = await administrator.GetHolidaySourceAsync(Calendar, Cancel);
        Assert.Equal((SourceOutcome.Failed, "holidays.unreadable"), (read.Outcome, read.Code));
        Assert.NotEmpty(read.Sentence!);
        Assert.Equal("fetch.address-malformed", await Story.CodeAsync(() => administrator.SetHolidaySourceAsync(
            Calendar, Source("ftp://example.test/x.ics", automatic: false), Cancel)));
        Assert.Equal("calendar.unknown", await Story.CodeAsync(() => administrator.SetHolidaySourceAsync(
            "nowhere", Source(Server.Address, automatic: false), Cancel)));
        await administrator.RemoveHolidaySourceAsync(Calendar, Cancel);
        Assert.Equal("holiday-source.unknown", await Story.CodeAsync(
            () => administrator.GetHolidaySourceAsync(Calendar, Cancel)));
    }

    private static string Event(string day, string name) =>
        $"BEGIN:VEVENT\r\nUID:{name}\r\nDTSTART;VALUE=DATE:{day}\r\nSUMMARY:{name}\r\nEND:VEVENT\r\n";

    private static string Feed(params string[] events) =>
        $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\n{string.Concat(events)}END:VCALENDAR\r\n";

    private static NewHolidaySource Source(string address, bool automatic) =>
        new() { Address = address, IntervalHours = 6, YearsAhead = 1, Automatic = automatic };

    private static HolidayApproval Seen(PendingHolidaysView waiting) =>
        new() { FetchedAt = waiting.FetchedAt, PolicyVersion = waiting.PolicyVersion };

    private async Task<GuichetClient> SetAsync(bool automatic, params string[] events)
    {
        Server.Document = Feed(events);
        var administrator = await House.WelcomesAsync(Role.Administrator);
        await administrator.Client.SetHolidaySourceAsync(
            Calendar, Source($"{Server.Address}/catalog.json", automatic), Cancel);
        return administrator.Client;
    }

    private Task SweepAsync() => House.Services.GetRequiredService<ReadHolidays>().RunAsync(Cancel);

    private static async Task<IReadOnlyList<HolidayEntry>> HolidaysAsync(GuichetClient client) =>
        (await client.ListCalendarsAsync(Cancel)).Single(calendar => calendar.Key == Calendar).Holidays;

    private async Task<string[]> ToldAsync()
    {
        await using var database = House.Storage.Read();
        return await database.Set<OutboxMessage>()
            .Where(message => message.Kind.StartsWith("upkeep."))
            .Select(message => message.Kind)
            .ToArrayAsync(Cancel);
    }
}

public sealed class ReadingHolidaysFromAnAddressOnSqlite : ReadingHolidaysFromAnAddress
{
    public ReadingHolidaysFromAnAddressOnSqlite() => OwnHouse = new Inside();

    private sealed class Inside : SqliteHouse
    {
        protected override void Configure(IWebHostBuilder host) =>
            host.UseSetting("Catalog:AllowPrivateAddresses", "true");
    }
}

public sealed class ReadingHolidaysFromAnAddressOnPostgres : ReadingHolidaysFromAnAddress
{
    public ReadingHolidaysFromAnAddressOnPostgres() => OwnHouse = new Inside();

    private sealed class Inside : PostgresHouse
    {
        protected override void Configure(IWebHostBuilder host) =>
            host.UseSetting("Catalog:AllowPrivateAddresses", "true");
    }
}
