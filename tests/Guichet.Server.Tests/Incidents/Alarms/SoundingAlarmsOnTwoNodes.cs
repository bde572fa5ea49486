using System.Globalization;
using Guichet.Server.Incidents.Alarms;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Guichet.Server.Tests.Incidents.Alarms;

/// <summary>Two hosts over one database, each with its own clock.</summary>
public sealed class SoundingAlarmsOnTwoNodes : IAsyncLifetime
{
    private static readonly Instant Due = Instant.FromUtc(2026, 11, 20, 18, 0);

    private readonly PostgresHouse house = new();
    private Neighbor? neighbor;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await house.InitializeAsync();
        neighbor = new Neighbor(house);
        await neighbor.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await neighbor!.DisposeAsync();
        await house.DisposeAsync();
    }

    [Fact, Trait("Rule", "R6")]
    public async Task Lets_each_alarm_of_many_go_off_once()
    {
        var incidents = await SubmitAsync(100);
        foreach (var minutes in new[] { -61, -60, -30, 0, 0, 300 })
        {
            house.Clock.Reset(Due + Duration.FromMinutes(minutes));
            neighbor!.Clock.Reset(house.Clock.GetCurrentInstant());
            await Task.WhenAll(
                Task.Run(() => Sweep(house).RunAsync(Cancel), Cancel),
                Task.Run(() => Sweep(neighbor).RunAsync(Cancel), Cancel),
                Task.Run(() => Sweep(house).RunAsync(Cancel), Cancel),
                Task.Run(() => Sweep(neighbor).RunAsync(Cancel), Cancel));
        }

        await using var database = house.Storage.Read();
        var sounded = await database.Set<IncidentAlarm>().AsNoTracking().ToListAsync(Cancel);
        Assert.Equal(2 * incidents.Count, sounded.Count);
        Assert.All(incidents, id => Assert.Equal(2, sounded.Count(alarm => alarm.Incident.Value == id)));
        var told = await database.Set<OutboxMessage>()
            .Where(message => message.Kind == AlarmMessages.Kind)
            .CountAsync(Cancel);

        // Nobody looks after them, and there is no manager: the team, once for each alarm.
        Assert.Equal(2 * incidents.Count, told);
    }

    [Fact]
    public async Task Takes_over_from_one_that_dies_before_it_commits()
    {
        var incident = Assert.Single(await SubmitAsync(1));
        await using (var dying = new NpgsqlConnection($"{house.ConnectionForAProcess};Pooling=false"))
        {
            await dying.OpenAsync(Cancel);
            await using var begun = await dying.BeginTransactionAsync(Cancel);
            await RunAsync(dying, $"select id from incident where id = '{incident}' for update");
            await RunAsync(
                dying,
                $"""
                insert into incident_alarm
                select id, due_at, 75, 0, due_at, now() from incident where id = '{incident}'
                """);
            await RunAsync(dying, $"update incident set next_alarm_at = null where id = '{incident}'");
            house.Clock.Reset(Due - Duration.FromHours(1));
            await Sweep(house).RunAsync(Cancel);
            Assert.Equal(0, await CountAsync());
        }

        await Sweep(house).RunAsync(Cancel);
        await Sweep(house).RunAsync(Cancel);

        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Finds_the_one_that_is_due_among_a_hundred_thousand_by_the_index()
    {
        var incident = Assert.Single(await SubmitAsync(1));
        await using var connection = new NpgsqlConnection($"{house.ConnectionForAProcess};Pooling=false");
        await connection.OpenAsync(Cancel);
        await RunAsync(connection, """
            do $$
            declare columns text;
            begin
                select string_agg(quote_ident(column_name), ', ') into columns from information_schema.columns
                where table_name = 'incident' and table_schema = 'public'
                    and is_generated = 'NEVER' and column_name not in ('id', 'number', 'next_alarm_at');
                execute format(
                    'insert into incident (id, next_alarm_at, %1$s)
                    select gen_random_uuid(), next_alarm_at + interval ''1 day'' + n * interval ''1 second'', %1$s
                    from incident, generate_series(1, 100000) n', columns);
            end $$
            """);
        await RunAsync(connection, "analyze incident");

        var plan = await PlanAsync(connection);

        Assert.Contains("incident_alarm_next", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort", plan, StringComparison.Ordinal);
        Assert.Contains("rows=1", plan, StringComparison.Ordinal);
        house.Clock.Reset(Due - Duration.FromHours(1));
        await Sweep(house).RunAsync(Cancel);
        await using var database = house.Storage.Read();
        Assert.Equal(
            incident, Assert.Single(await database.Set<IncidentAlarm>().ToListAsync(Cancel)).Incident.Value);
    }

    private static SoundAlarms Sweep(House node) => node.Services.GetRequiredService<SoundAlarms>();

    private async Task<List<Guid>> SubmitAsync(int count)
    {
        var customer = await house.WelcomesAsync();
        await house.GivesPackAsync(customer, size: count);
        var incidents = new List<Guid>();
        for (var i = 0; i < count; i++)
        {
            incidents.Add(
                (await customer.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel)).Id);
        }

        return incidents;
    }

    private async Task<int> CountAsync()
    {
        await using var database = house.Storage.Read();
        return await database.Set<IncidentAlarm>().CountAsync(Cancel);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 180 };
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private static async Task<string> PlanAsync(NpgsqlConnection connection)
    {
        var at = (Due - Duration.FromHours(1)).ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        await using var command = new NpgsqlCommand(
            $"""
            explain (analyze, timing off, summary off) select id from incident
            where next_alarm_at is not null and next_alarm_at <= '{at}' order by next_alarm_at limit 32
            for update skip locked
            """,
            connection);
        await using var rows = await command.ExecuteReaderAsync(Cancel);
        var lines = new List<string>();
        while (await rows.ReadAsync(Cancel))
        {
            lines.Add(rows.GetString(0));
        }

        return string.Join('\n', lines);
    }

    /// <summary>Another node over the same database.</summary>
    private sealed class Neighbor(PostgresHouse first) : House
    {
        protected override (string Provider, string Connection) Database => ("postgres", first.ConnectionForAProcess);

        protected override string? WhyMissing =>
            Environment.GetEnvironmentVariable("GUICHET_TEST_POSTGRES") is null ? "PostgreSQL is missing." : null;
    }
}
