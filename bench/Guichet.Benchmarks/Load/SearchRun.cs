using System.Diagnostics;
using System.Net.Http.Headers;
using Guichet.Server.Accounts;

namespace Guichet.Benchmarks.Load;

/// <summary>How long somebody waits for the first page of a search in a house with many incidents.</summary>
internal static class SearchRun
{
    private const int Usual = 100_000;
    private const int Reads = 60;
    private const int WarmUp = 5;
    private const int Budget = 100;

    /// <summary>A word in most texts, in one of some ten, in one of some hundred, and in very few.</summary>
    private static readonly (string Everywhere, string Often, string Seldom, string Rare) Words =
        (BusyHouse.Word(0), BusyHouse.Word(40), BusyHouse.Word(4_000), BusyHouse.Word(29_990));

    private static readonly (string What, string Query)[] Searches =
    [
        ("a word in most texts", Words.Everywhere),
        ("two frequent words", $"{Words.Everywhere} {Words.Often}"),
        ("three words, one seldom", $"{Words.Everywhere} {Words.Often} {Words.Seldom}"),
        ("a rare word", Words.Rare),
        ("a rare and a frequent word", $"{Words.Rare} {Words.Everywhere}"),
        ("two rare words: nothing", $"{Words.Rare} {BusyHouse.Word(29_991)} {BusyHouse.Word(29_992)}"),
        ("a word and filters", $"{Words.Often} severity:A is:open product:\"SQL Server\""),
        ("filters alone", "severity:A is:waiting agent:me"),
        ("a word and days", $"{Words.Often} before:2020-01-01"),
        ("a number", "4711"),
        ("by relevance, frequent", $"{Words.Everywhere} {Words.Often}&order=relevance"),
        ("by relevance, seldom", $"{Words.Seldom}&order=relevance"),
    ];

    public static async Task<int> RunAsync(Choices choices, CancellationToken cancel)
    {
        var incidents = choices.Number("incidents", Usual, 10_000_000);
        foreach (var provider in choices.Providers())
        {
            await using var postgres = provider == "postgres" ? await TemporaryPostgres.StartAsync(cancel) : null;
            await using var database = await HouseDatabase.CreateAsync(postgres, cancel);
            var (key, email) = await FillAsync(database, incidents, cancel);
            await using var server = await RunningServer.StartAsync(database, cancel);
            using var agent = new HttpClient { BaseAddress = server.Address };
            await BrowserSignIn.AtAsync(agent, email, cancel);
            using var customer = new HttpClient { BaseAddress = server.Address };
            customer.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
            foreach (var (_, query) in Searches)
            {
                await MeasureAsync(agent, $"/desk/search?q={Address(query)}", cancel);
            }

            Figures.Print(
                $"{$"first page, {incidents} incidents",-34}{"desk p50",9}{"p95 ms",9}{"CPU ms",9}",
                $"{"API p50",10}{"p95 ms",9}");
            foreach (var (what, query) in Searches)
            {
                var before = server.ProcessorTime;
                var desk = await MeasureAsync(agent, $"/desk/search?q={Address(query)}", cancel);
                var use = (server.ProcessorTime - before).TotalMilliseconds / (Reads + WarmUp);

                // A customer has no filters of the desk.
                var api = query.Contains("agent:", StringComparison.Ordinal)
                    ? null
                    : await MeasureAsync(customer, $"/api/v1/search?q={Address(query)}", cancel);
                Figures.Print(
                    $"{what,-34}{desk.Percentile(0.5),9:0.0}{desk.Percentile(0.95),9:0.0}{use,9:0.0}",
                    $"{api?.Percentile(0.5),10:0.0}{api?.Percentile(0.95),9:0.0} (budget {Budget} at p95)");
            }
        }

        return 0;
    }

    private static string Address(string query)
    {
        var parts = query.Split('&', 2);
        return string.Join('&', [Uri.EscapeDataString(parts[0]), .. parts.Skip(1)]);
    }

    private static async Task<(string Key, string Email)> FillAsync(
        HouseDatabase database, int incidents, CancellationToken cancel)
    {
        string[] keys;
        Person agent;
        await using (var server = await RunningServer.StartAsync(database, cancel))
        {
            keys = await Seeding.AddCustomersAsync(database, 1, cancel);
            using (var submitters = new Submitters(server.Address, keys))
            {
                await submitters.RunAsync(1, TimeSpan.FromMilliseconds(200), cancel);
            }

            agent = await Seeding.AddAgentAsync(database, cancel);
        }

        var began = Stopwatch.GetTimestamp();
        await BusyHouse.FillAsync(database, agent.Id.Value, incidents, cancel);
        Figures.Print($"{database.Provider}: filled in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s");
        var rate = await BusyHouse.IndexAsync(database, cancel);
        Figures.Print($"{database.Provider}: indexed {rate:0} incidents a second");
        if (database.Provider != "sqlite")
        {
            await database.RunAsync("vacuum analyze", cancel);
        }

        return (keys[0], agent.Email!);
    }

    private static async Task<Round> MeasureAsync(HttpClient client, string address, CancellationToken cancel)
    {
        var path = new Uri(address, UriKind.Relative);
        var times = new List<double>(Reads);
        for (var read = -WarmUp; read < Reads; read++)
        {
            var before = Stopwatch.GetTimestamp();
            using var answer = await client.GetAsync(path, cancel);
            answer.EnsureSuccessStatusCode();
            if (read >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
            }
        }

        return new Round(0, [.. times.Order()], 0);
    }
}
