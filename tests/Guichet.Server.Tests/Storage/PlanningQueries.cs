using System.Data.Common;
using System.Text.RegularExpressions;
using Guichet.Client;
using Guichet.Client.Incidents;
using Guichet.Client.Orders;
using Guichet.Client.Packs;
using Guichet.Client.Partners;
using Guichet.Client.Policies;
using Guichet.Client.Payments;
using Guichet.Server.Accounts;
using Guichet.Server.Incidents.Alarms;
using Guichet.Server.Incidents.Disputes;
using Guichet.Server.Incidents.Handling;
using Guichet.Server.Incidents.Moving;
using Guichet.Server.Mail;
using Guichet.Server.Packs;
using Guichet.Server.Partners;
using Guichet.Server.Payments;
using Guichet.Server.Recovery;
using Guichet.Server.Search;
using Guichet.Server.Storage;
using Guichet.Server.Tests.Accounts;
using Guichet.Server.Tests.Attachments;
using Guichet.Server.Tests.Incidents;
using Guichet.Server.Tests.Payments;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PaymentFindingKind = Guichet.Payments.PaymentFindingKind;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Storage;

/// <summary>A house lives a day while it is listened to; then the database is asked how it would run each statement
/// once the tables have grown.</summary>
public abstract partial class PlanningQueries : IAsyncLifetime
{
    /// <summary>Tables that stay small whatever the business does.</summary>
    private static readonly HashSet<string> Small =
    [
        "policy_version", "policy_draft", "catalog_version", "catalog_product", "catalog_source",
        "catalog_pending_import", "holiday_source", "holiday_pending", "promise_move",
        "catalog_correction", "data_protection_key", "invoice_series", "team", "team_member", "team_revision",
        "assignment_rule", "canned_reply", "macro", "webhook_subscription",
    ];

    /// <summary>The chargeback of the day.</summary>
    private static readonly Guid TakenBack = Guid.CreateVersion7();

    private protected House? House { get; set; }

    private protected Overheard? Heard { get; set; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public abstract ValueTask InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        Heard?.Dispose();
        if (House is not null)
        {
            await House.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Reads_no_table_that_grows_from_end_to_end()
    {
        var house = House!;
        Assert.Empty(await LiveADayAsync(house));

        var scans = new List<string>();
        await using var connection = await ConnectAsync();
        await using var database = house.Storage.Read();
        var growing = database.Model.GetEntityTypes().Select(entity => entity.GetTableName()!).ToHashSet();
        growing.ExceptWith(Small);
        var statements = Heard!.Statements.ToList();
        foreach (var statement in statements)
        {
            var tables = await Plan.ScansAsync(connection, statement, growing.Contains);
            if (tables.Count > 0)
            {
                scans.Add($"{string.Join(", ", tables)}: {statement}");
            }
        }

        Assert.True(statements.Count > 60, $"Only {statements.Count} statements were heard.");
        Assert.True(scans.Count == 0, string.Join("\n\n", scans));
    }

    [Theory]
    [InlineData("select m.id from message m where m.body = @body", true)]
    [InlineData("select m.id from message m where m.body = @body order by m.incident, m.at, m.id", true)]
    [InlineData("select m.id from message m where m.incident = @incident", false)]
    public async Task Notices_a_statement_without_an_index(string statement, bool scans)
    {
        _ = House!.Factory;
        await using var connection = await ConnectAsync();

        Assert.Equal(scans, (await Plan.ScansAsync(connection, statement, _ => true)).Count > 0);
    }

    private protected abstract Task<DbConnection> ConnectAsync();

    /// <summary>Gives the addresses that broke.</summary>
    private static async Task<IReadOnlyList<string>> LiveADayAsync(House house)
    {
        var broken = new List<string>();
        var story = await BeginAsync(house);
        await ListenAsync(house, story.Incident);
        var order = await story.Customer.Client.PlaceOrderAsync(
            new NewOrder { Id = Guid.CreateVersion7(), Plan = "pack-5" }, Cancel);
        await story.Customer.Client.PayForDemonstrationAsync(order.Id, Cancel);
        await MoveMoneyAsync(house, order.Id);
        await story.Agent.Client.ReplyAsync(story.Incident, Replies("Which build is it?", waits: true), null, Cancel);
        await story.Customer.Client.ReplyAsync(story.Incident, Replies("17763.6189"), null, Cancel);
        await story.Agent.Client.AddNoteAsync(story.Incident, Says("A known one."), Cancel);
        await WorkAsync(story);
        await AttachAsync(story);
        await DivideAsync(story);
        await HandleAsync(house, story);
        await WorkTogetherAsync(house, story);
        await IndexAsync(house);
        await RewriteThePolicyAsync(house);
        await story.CloseAsync(story.Agent, ClosingReason.Unresolved);
        await story.Manager.Client.DecideBillingAsync(
            story.Incident, Decides(charge: false), await story.VersionAsync(), Cancel);
        await story.Customer.Client.FollowAsync("windows-server", Cancel);
        await story.Customer.Client.UnfollowAsync("windows-server", Cancel);
        await OwnPacksAsync(house, story, order);
        var late = await story.Customer.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel);
        await DecideAndDisputeAsync(house);
        await WelcomeAsync(house);
        await WriteForAColleagueAsync(house);
        foreach (var person in DemonstrationPeople.All.DistinctBy(one => (one.Role, one.SignIn)))
        {
            await OpenEverythingAsync(house, person.Email, story, order.Id, broken);
        }

        house.Clock.Advance(Duration.FromDays(1));
        await house.Services.GetRequiredService<SoundAlarms>().RunAsync(Cancel);
        await MoveAsync(house);
        await SendAsync(house, story.Incident);
        await house.Services.GetRequiredService<TellOverdueDisputes>().RunAsync(Cancel);
        await house.Services.GetRequiredService<RemindPartners>().RunAsync(Cancel);
        await house.TendAsync(house.Clock.GetCurrentInstant() + Duration.FromDays(400));
        await story.Customer.Client.AskForCreditAsync(late.Id, Accepts(), null, Cancel);
        return broken;
    }

    /// <summary>Somebody comes home to what a colleague's incident wants, and writes on it from one of two pages.
    /// </summary>
    private static async Task WriteForAColleagueAsync(House house)
    {
        var owner = await house.WelcomesAsync(memberRole: Guichet.Accounts.MemberRole.Submitter);
        await house.GivesPackAsync(owner);
        var incident = (await owner.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel)).Id;
        var colleague = await house.WelcomesAsync(
            memberRole: Guichet.Accounts.MemberRole.Submitter, organization: owner.Organization);
        await colleague.Client.GetHomeAsync(Cancel);
        var reply = Replies("Here, too.") with { Draft = new() { Revision = 1 } };
        await colleague.Client.ReplyAsync(incident, reply, null, Cancel);
        var replied = OutboxMessage.Of("incident.replied", new { incident, message = reply.Id }, House.Today);
        var composition = house.Services.GetRequiredService<MailComposition>();
        Assert.NotNull(await composition.ComposeAsync(
            Assert.Single(await composition.FollowUpAsync(replied, House.Today)), Cancel));
    }

    /// <summary>Every address that can be read, with an identifier that exists where one is asked for.</summary>
    private static async Task OpenEverythingAsync(
        House house, string email, Story story, Guid order, List<string> broken)
    {
        var person = DemonstrationPeople.All.Single(one => one.Email == email);
        using var program = house.Factory.CreateClient(
            new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        program.DefaultRequestHeaders.Authorization = new("Bearer", person.ApiKey);
        using var browser = new Visit(house);
        using var signedIn = await browser.SignInAsync(email, DemonstrationPeople.Password);
        foreach (var route in Routes(house))
        {
            var address = Parameter().Replace(route, match => match.Groups["name"].Value switch
            {
                "language" => "fr",
                "product" => "windows-server",
                "release" => "2019",
                "plan" => "pack-5",
                "documentName" => "v1",
                "Key" or "key" => "business-hours",
                _ when route.Contains("packs", StringComparison.Ordinal) => story.Pack.Value.ToString(),
                "organization" => DemonstrationPeople.Fabrikam.Value.ToString(),
                _ when route.Contains("/desk/partners", StringComparison.Ordinal) =>
                    DemonstrationPeople.Fabrikam.Value.ToString(),
                _ when route.Contains("people", StringComparison.Ordinal) => story.Customer.Id.Value.ToString(),
                _ when route.Contains("chargeback", StringComparison.Ordinal) => TakenBack.ToString(),
                _ when route.Contains("order", StringComparison.Ordinal) => order.ToString(),
                _ when match.Value.Contains("int", StringComparison.Ordinal) => "1",
                _ => story.Incident.ToString(),
            });
            var path = new Uri(address, UriKind.Relative);
            using var answer = route.StartsWith("/api/", StringComparison.Ordinal)
                ? await program.GetAsync(path, Cancel)
                : await browser.GetAsync(address);
            if ((int)answer.StatusCode >= 500)
            {
                broken.Add($"{email}: {address} answered {(int)answer.StatusCode}");
            }
        }
    }

    private static IEnumerable<string> Routes(House house) =>
        from endpoint in house.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
        let route = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
        let methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods
        where methods is null || methods.Contains("GET")
        where !Asset().IsMatch(route)
        from filtered in new[] { route }.Concat(Filters.GetValueOrDefault(route, []).Select(query => route + query))
        select filtered;

    private static string[] Searches { get; } =
    [
        "?q=node", "?q=known", "?q=1", "?q=node&order=relevance", "?q=node&cursor=AAAAAAAAAGQAAAAA",
        "?q=severity:A+is:open", "?q=after:2026-01-31+before:2027-01-31", "?q=agent:nobody", "?q=agent:me+team:none",
        "?q=product:%22windows+server%22+plan:pack-5+customer:camille",
    ];

    private static readonly Dictionary<string, string[]> Filters = new()
    {
        ["/api/v1/incidents"] =
        [
            "?status=closed", "?severity=b", "?plan=pack-5", "?product=windows-server", "?mine=true",
            "?status=in-progress&severity=a",
        ],
        ["/desk/queue"] =
        [
            "?view=unanswered", "?view=mine", "?view=unassigned", "?view=waiting", "?severity=b",
            "?product=windows-server", "?view=mine&severity=b&product=windows-server",
            "?view=myteams", "?view=watched", "?view=snoozed", "?team=night", "?order=newest", "?order=oldest",
            "?view=mine&order=oldest", "?view=myteams&order=newest",
            $"?cursor={new Cursor(House.Today, Guid.Empty)}", $"?cursor={new Cursor(House.Today, Guid.Empty, 2)}",
        ],
        ["/desk/reports"] = ["?by=plan", "?by=product", "?by=month", "?by=team", "?from=2026-01&until=2026-11"],
        ["/desk/reports/satisfaction"] = ["?by=agent", "?by=month"],
        ["/desk/queue/acts"] = ["?act=handover&team=night"],
        ["/desk/go"] = ["?q=1"],
        ["/desk/partners"] = ["?start=Fab", $"?cursor={DemonstrationPeople.Fabrikam.Value}"],
        ["/desk/disputes"] =
        [
            "?answered=true", $"?cursor={new Cursor(House.Today, Guid.Empty)}",
            $"?answered=true&cursor={new Cursor(House.Today, Guid.Empty)}",
        ],
        ["/desk/billing-decisions"] =
        [
            "?reason=Unresolved", "?plan=pack-5", "?state=proposed", $"?cursor={new Cursor(House.Today, Guid.Empty)}",
        ],
        ["/desk/payments"] =
        [
            "?show=all", $"?show=all&findings={new Cursor(House.Today, Guid.Empty)}",
            $"?chargebacks={new Cursor(House.Today, Guid.Empty)}",
        ],
        ["/api/v1/chargebacks"] = ["?open=false", $"?open=false&cursor={new Cursor(House.Today, Guid.Empty)}"],
        ["/api/v1/refunds"] = ["?open=true", $"?cursor={new Cursor(House.Today, Guid.Empty)}"],
        ["/desk/people"] = ["?q=camille", "?role=agent"],
        ["/products"] = ["?query=windows"],
        ["/desk/search"] = Searches,
        ["/search"] = Searches,
        ["/api/v1/search"] = Searches,
        ["/packs/{id:guid}"] = ["?query=windows", "?from=8", "?on=2026-11-20"],
        ["/desk/incidents/{Id:guid}/coverage"] = ["?on=2026-11-20"],
        ["/desk/catalog/history"] = ["?product=windows-server", "?cursor=1.40", "?product=windows-server&cursor=9.1"],
    };

    [GeneratedRegex(@"\{\*{0,2}(?<name>\w+)[^}]*\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\.(css|js|svg|map|ico|woff2)(\.(gz|br))?$|^/_framework/")]
    private static partial Regex Asset();
}

public sealed class PlanningQueriesOnSqlite : PlanningQueries
{
    public override ValueTask InitializeAsync()
    {
        var house = new ListenedHouse();
        House = house;
        Heard = new Overheard(house.ConnectionForAProcess);
        return house.InitializeAsync();
    }

    private protected override async Task<DbConnection> ConnectAsync()
    {
        var connection = new SqliteConnection($"Data Source={House!.ConnectionForAProcess};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    private sealed class ListenedHouse : SqliteHouse
    {
        protected override void Configure(IWebHostBuilder host) => host.UseSetting("Demo", "true");
    }
}

public sealed class PlanningQueriesOnPostgres : PlanningQueries
{
    public override ValueTask InitializeAsync()
    {
        var house = new ListenedHouse();
        House = house;
        Heard = new Overheard(new NpgsqlConnectionStringBuilder(house.ConnectionForAProcess).Database!);
        return house.InitializeAsync();
    }

    /// <summary>Where PostgreSQL has counted how few rows there are, it reads a small table from end to end by
    /// whichever index it likes. It counts by itself, once in a while: in the middle of a day, or not.</summary>
    private const string ForgetWhatWasCounted = """
        do $$ declare one text; begin
            for one in select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace loop
                execute format('alter table %I set (autovacuum_enabled = off)', one);
            end loop;
        end $$;
        delete from pg_statistic where starelid in (
            select oid from pg_class where relnamespace = 'public'::regnamespace);
        update pg_class set relpages = 0, reltuples = -1
            where relkind in ('r', 'i') and relnamespace = 'public'::regnamespace;
        """;

    private protected override async Task<DbConnection> ConnectAsync()
    {
        const string Settings = "-c enable_seqscan=off -c plan_cache_mode=force_generic_plan";
        var connection = new NpgsqlConnection(
            $"{House!.ConnectionForAProcess};Options={Settings};Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(ForgetWhatWasCounted, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    private sealed class ListenedHouse : PostgresHouse
    {
        protected override void Configure(IWebHostBuilder host) => host.UseSetting("Demo", "true");
    }
}
