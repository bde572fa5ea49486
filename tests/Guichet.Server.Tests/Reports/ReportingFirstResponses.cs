using System.Net;
using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Incidents;
using Guichet.Client.Reports;
using Guichet.Server.Accounts;
using Guichet.Server.Tests.Accounts;
using Guichet.Server.Tests.Incidents;
using Microsoft.AspNetCore.Hosting;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Reports;

/// <summary>Five incidents on a Friday, of which time has decided four: the promise is 18:00 UTC, four business hours
/// after the calendar opens.</summary>
public abstract class ReportedIncidents(House house) : IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    internal House House => house;

    internal Somebody Customer { get; private set; } = default!;

    internal Somebody Agent { get; private set; } = default!;

    internal Somebody Manager { get; private set; } = default!;

    /// <summary>One that was answered in time.</summary>
    internal Guid Met { get; private set; }

    public async ValueTask InitializeAsync()
    {
        await house.InitializeAsync();
        if (!house.IsOpen)
        {
            return;
        }

        Customer = await house.WelcomesAsync();
        await house.GivesPackAsync(Customer, size: 9);
        Agent = await house.WelcomesAsync(Role.Agent);
        Manager = await house.WelcomesAsync(Role.SupportManager);

        var (met, late, closed) = (await SubmitAsync(), await SubmitAsync(), await SubmitAsync());
        await SubmitAsync();
        Met = met;
        var version = (await Customer.Client.GetIncidentAsync(closed, Cancel)).Line.Version;
        await Customer.Client.CloseIncidentAsync(closed, Closes(ClosingReason.CustomersWish), version, Cancel);
        house.Clock.Reset(Instant.FromUtc(2026, 11, 20, 15, 0));
        await Agent.Client.ReplyAsync(met, Replies("Which build is it?"), null, Cancel);
        house.Clock.Reset(Instant.FromUtc(2026, 11, 20, 19, 0));
        await Agent.Client.ReplyAsync(late, Replies("Sorry to be late.") with { Minutes = 45 }, null, Cancel);
        house.Clock.Reset(Instant.FromUtc(2026, 12, 1, 12, 0));
        await SubmitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await house.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async Task<Guid> SubmitAsync() =>
        (await Customer.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel)).Id;
}

public abstract class ReportingFirstResponses
{
    private readonly ReportedIncidents incidents;

    protected ReportingFirstResponses(ReportedIncidents incidents)
    {
        this.incidents = incidents;
        Assert.SkipUnless(incidents.House.IsOpen, "There is no such database on this machine.");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private GuichetClient Client => incidents.Manager.Client;

    [Fact, Trait("Rule", "R8")]
    public async Task Tells_what_was_met_and_missed_and_how_long_it_took_in_business_time()
    {
        var report = await Client.ReportFirstResponsesAsync(cancel: Cancel);

        Assert.Equal(("2026-01", "2026-12", "America/Los_Angeles"), (report.From, report.Until, report.TimeZone));
        Assert.Equal(["A", "B", "C"], report.Groups.Select(group => group.Group));
        Assert.Equal(
            new ResponseFiguresView("B", "B – Moderate", 1, 2, 1, 1, 0.3333m, 3600, 5 * 3600), report.Groups[1]);
        Assert.Equal(new ResponseFiguresView("A", "A – Critical", 0, 0, 0, 0, null, null, null), report.Groups[0]);
        Assert.Equal(report.Groups[1] with { Group = "", Name = "All" }, report.All);
    }

    [Fact]
    public async Task Asked_again_gives_the_same_figures()
    {
        var (one, other) = (
            await Client.ReportFirstResponsesAsync(by: ReportGrouping.Month, cancel: Cancel),
            await Client.ReportFirstResponsesAsync(by: ReportGrouping.Month, cancel: Cancel));

        Assert.Equal(one.Groups, other.Groups);
    }

    [Theory]
    [InlineData(ReportGrouping.Plan, "pack-5=5")]
    [InlineData(ReportGrouping.Product, "windows-server=5")]
    [InlineData(ReportGrouping.Month, "2026-10=0 2026-11=4 2026-12=1")]
    public async Task Counts_by_what_is_asked_for(ReportGrouping by, string expected)
    {
        var report = await Client.ReportFirstResponsesAsync("2026-10", "2026-12", by, Cancel);

        Assert.Equal(expected, string.Join(' ', report.Groups.Select(group =>
            $"{group.Group}={group.Met + group.Missed + group.Running + group.ClosedFirst}")));
    }

    [Fact]
    public async Task Months_are_counted_with_both_ends_and_no_others()
    {
        Assert.Equal(1, (await Client.ReportFirstResponsesAsync("2026-12", "2026-12", cancel: Cancel)).All.Running);
        Assert.Equal(0, (await Client.ReportFirstResponsesAsync("2026-11", "2026-11", cancel: Cancel)).All.Running);
    }

    [Theory]
    [InlineData("2026-12", "2026-11")]
    [InlineData("2024-01", "2026-01")]
    [InlineData("January", null)]
    [InlineData(null, "-9998-01")]
    [InlineData("9999-01", "9999-12")]
    public async Task Refuses_other_months(string? from, string? until)
    {
        var no = await Assert.ThrowsAsync<GuichetException>(
            () => Client.ReportFirstResponsesAsync(from, until, cancel: Cancel));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "report.months-wrong"), (no.Status, no.Code));
    }

    [Fact]
    public async Task Is_not_for_customers_and_agents()
    {
        Assert.Equal("access.not-allowed", await CodeAsync(() => Ask(incidents.Customer)));
        Assert.Equal("access.not-allowed", await CodeAsync(() => Ask(incidents.Agent)));
        await Ask(await incidents.House.WelcomesAsync(Role.Administrator));

        static Task Ask(Somebody who) => who.Client.ReportFirstResponsesAsync(cancel: Cancel);
    }

    [Fact]
    public async Task The_page_draws_what_its_table_tells()
    {
        using var visit = await SignInAsync();

        var page = await visit.ReadAsync("/desk/reports?from=2026-11&until=2026-12&by=severity");

        Assert.Contains("aria-label=\"Chart of first responses, November 2026", page, StringComparison.Ordinal);
        Assert.Contains(
            "class=\"part-missed\" x=\"20%\" y=\"66\" width=\"40%\"", page, StringComparison.Ordinal);
        Assert.Contains("33.3%", page, StringComparison.Ordinal);
        Assert.Contains(
            "/desk/reports.csv?clock=first-response&amp;from=2026-11&amp;until=2026-12&amp;by=severity",
            page,
            StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_says_which_months_it_takes()
    {
        using var visit = await SignInAsync();

        var page = await visit.ReadAsync("/desk/reports?from=2026-12&until=2026-11");

        Assert.Contains("at most 24 of them", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<table", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_has_the_same_figures()
    {
        using var visit = await SignInAsync();

        var lines = (await visit.ReadAsync("/desk/reports.csv?from=2026-11&until=2026-12&by=severity")).Split("\r\n");

        Assert.Equal("B – Moderate,B,1,2,1,1,0.3333,3600,18000", lines[2]);
        Assert.Equal("All,,1,2,1,1,0.3333,3600,18000", lines[4]);
    }

    [Fact]
    public async Task The_file_of_what_customers_say_has_the_figures_of_its_page()
    {
        var version = (await incidents.Agent.Client.GetIncidentAsync(incidents.Met, Cancel)).Line.Version;
        await incidents.Agent.Client.CloseIncidentAsync(
            incidents.Met, Closes(ClosingReason.Unresolved), version, Cancel);
        await incidents.Customer.Client.SaySatisfactionAsync(incidents.Met, new() { Rating = 2 }, Cancel);
        using var visit = await SignInAsync();
        const string Asked = "from=2026-11&until=2026-12&by=team";

        var page = await visit.ReadAsync($"/desk/reports/satisfaction?{Asked}");
        var lines = (await visit.ReadAsync($"/desk/reports/satisfaction.csv?{Asked}")).Split("\r\n");

        Assert.Contains(
            $"/desk/reports/satisfaction.csv?{Asked.Replace("&", "&amp;", StringComparison.Ordinal)}",
            page,
            StringComparison.Ordinal);
        Assert.EndsWith("Team,Key,Asked,Answered,5,4,3,2,1,Mean,Satisfied", lines[0], StringComparison.Ordinal);
        Assert.Equal("All,,1,1,0,0,0,1,0,2,0", lines[2]);
    }

    [Fact, Trait("Rule", "R3")]
    public async Task The_file_of_time_spent_has_the_same_rows_as_its_page()
    {
        using var visit = await SignInAsync();

        var page = await visit.ReadAsync("/desk/reports/time?from=2026-11&until=2026-11&by=product");
        var lines = (await visit.ReadAsync("/desk/reports/time.csv?from=2026-11&until=2026-11&by=product"))
            .Split("\r\n");

        Assert.Contains(
            "/desk/reports/time.csv?from=2026-11&amp;until=2026-11&amp;by=Product", page, StringComparison.Ordinal);
        Assert.Equal("Product,Key,Time (minutes),Entries,Incidents", lines[0]);
        Assert.EndsWith(",windows-server,45,1,1", lines[1], StringComparison.Ordinal);
        Assert.Equal("All,,45,1,1", lines[2]);
    }

    private async Task<Visit> SignInAsync()
    {
        var visit = new Visit(incidents.House);
        var person = DemonstrationPeople.All.First(one => one.Role == Role.SupportManager);
        using var signedIn = await visit.SignInAsync(person.Email, DemonstrationPeople.Password);
        return visit;
    }
}

public sealed class ReportedIncidentsOnSqlite() : ReportedIncidents(new DemonstrationHouse())
{
    private sealed class DemonstrationHouse : SqliteHouse
    {
        protected override void Configure(IWebHostBuilder host) => host.UseSetting("Demo", "true");
    }
}

public sealed class ReportedIncidentsOnPostgres() : ReportedIncidents(new DemonstrationHouse())
{
    private sealed class DemonstrationHouse : PostgresHouse
    {
        protected override void Configure(IWebHostBuilder host) => host.UseSetting("Demo", "true");
    }
}

public sealed class ReportingFirstResponsesOnSqlite(ReportedIncidentsOnSqlite incidents)
    : ReportingFirstResponses(incidents), IClassFixture<ReportedIncidentsOnSqlite>;

public sealed class ReportingFirstResponsesOnPostgres(ReportedIncidentsOnPostgres incidents)
    : ReportingFirstResponses(incidents), IClassFixture<ReportedIncidentsOnPostgres>;
