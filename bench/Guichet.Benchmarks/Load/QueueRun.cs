using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;

namespace Guichet.Benchmarks.Load;

/// <summary>How long an agent waits for the first page of the queue, and whether that grows with the queue.</summary>
internal static class QueueRun
{
    private const int Small = 10_000;
    private const int Large = 1_000_000;
    private const int Reads = 300;

    /// <summary>Where the parts of a GUID begin in its 32 digits, and how long they are.</summary>
    private static readonly string[] GuidParts = ["1, 8", "9, 4", "13, 4", "17, 4", "21, 12"];

    private static readonly Uri FirstPage = new("/api/v1/incidents?limit=50", UriKind.Relative);

    public static async Task<int> RunAsync(Choices choices, CancellationToken cancel)
    {
        foreach (var provider in choices.Providers())
        {
            await using var postgres = provider == "postgres" ? await TemporaryPostgres.StartAsync(cancel) : null;
            await using var database = await HouseDatabase.CreateAsync(postgres, cancel);
            await using var server = await RunningServer.StartAsync(database, cancel);
            using var submitters = new Submitters(
                server.Address, await Seeding.AddCustomersAsync(database, 1, cancel));
            await submitters.RunAsync(1, TimeSpan.FromMilliseconds(200), cancel);
            using var http = new HttpClient { BaseAddress = server.Address };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
                "Bearer", await Seeding.AddAgentAsync(database, cancel));
            using var answer = await http.GetAsync(FirstPage, cancel);
            if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed)
            {
                Figures.Print($"{provider}: {FirstPage} answers {(int)answer.StatusCode}; left out.");
                continue;
            }

            answer.EnsureSuccessStatusCode();
            await RunAsync(database, http, choices.Has("large"), cancel);
        }

        return 0;
    }

    private static async Task RunAsync(HouseDatabase database, HttpClient http, bool large, CancellationToken cancel)
    {
        await GrowAsync(database, Small, cancel);
        var small = await MeasureAsync(http, cancel);
        Figures.Print(
            $"{database.Provider}: first page of the queue at {Small} open incidents: p95 {small:0.00} ms (budget 30)");
        if (large)
        {
            await GrowAsync(database, Large, cancel);
            var most = await MeasureAsync(http, cancel);
            Figures.Print(
                $"{database.Provider}: at {Large}: p95 {most:0.00} ms, ratio {most / small:0.00} (budget 1.50)");
        }
    }

    private static async Task<double> MeasureAsync(HttpClient http, CancellationToken cancel)
    {
        List<double> times = [];
        for (var read = -30; read < Reads; read++)
        {
            var before = Stopwatch.GetTimestamp();
            using var answer = await http.GetAsync(FirstPage, cancel);
            answer.EnsureSuccessStatusCode();
            if (read >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
            }
        }

        return new Round(0, [.. times.Order()], 0).Percentile(0.95);
    }

    /// <summary>Copies an incident that was submitted until there are so many, each due a second after the one before.
    /// </summary>
    private static async Task GrowAsync(HouseDatabase database, int until, CancellationToken cancel)
    {
        var missing = until - await database.RunAsync("select count(*) from incident", cancel);
        var (columns, values) = await ColumnsAsync(database, cancel);
        var rows = database.Provider == "postgres"
            ? $"generate_series(1, {missing}) step"
            : $"""
                (with recursive one (step, fresh) as (
                    select 1, hex(randomblob(16))
                    union all select step + 1, hex(randomblob(16)) from one where step < {missing})
                select step, fresh from one) step
                """;
        await database.RunAsync(
            $"""
            insert into incident ({columns})
            select {values} from (select * from incident order by number limit 1) as incident, {rows}
            """,
            cancel);
        await database.RunAsync("analyze", cancel);
    }

    private static async Task<(string Columns, string Values)> ColumnsAsync(
        HouseDatabase database, CancellationToken cancel)
    {
        var onSqlite = database.Provider == "sqlite";
        var names = await database.ReadTextsAsync(
            onSqlite
                ? "select name from pragma_table_info('incident') where name <> 'number'"
                : """
                    select column_name from information_schema.columns
                    where table_name = 'incident' and column_name <> 'number'
                    """,
            cancel);
        string Value(string name) => name switch
        {
            "id" when onSqlite => string.Join(
                " || '-' || ",
                GuidParts.Select(part => $"substr(fresh, {part})")),
            "id" => "gen_random_uuid()",
            "queue_at" or "due_at" => onSqlite ? $"{name} + step * 1000000" : $"{name} + step * interval '1 second'",
            _ => $"incident.{name}",
        };
        return (string.Join(", ", names), string.Join(", ", names.Select(Value)));
    }
}
