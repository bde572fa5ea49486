using System.Diagnostics;
using Guichet.Server.Accounts;

namespace Guichet.Benchmarks.Load;

/// <summary>How long an agent waits for the first page of the queue, and whether that grows with the queue: two houses
/// that differ in the length of their queues only, asked by turns.</summary>
internal static class QueueRun
{
    private const int Short = 10_000;
    private const int Long = 1_000_000;
    private const int Turns = 8;
    private const int ReadsPerTurn = 25;

    private static readonly string[] Views =
    [
        "", "?view=unanswered", "?view=mine", "?view=unassigned", "?view=waiting", "?view=myteams", "?team=bench",
        "?order=newest", "?severity=a",
        $"?product={LongQueue.RareProduct}",
    ];

    public static async Task<int> RunAsync(Choices choices, CancellationToken cancel)
    {
        var rows = choices.Number("incidents", Long, 10_000_000);
        foreach (var provider in choices.Providers())
        {
            await using var postgres = provider == "postgres" ? await TemporaryPostgres.StartAsync(cancel) : null;
            await using var few = await OpenHouse.WithAsync(Short, postgres, cancel);
            await using var many = await OpenHouse.WithAsync(rows, postgres, cancel);
            Figures.Print($"{provider,-28}{Short,10} open      {rows,10} open");
            Figures.Print($"{"first page of the queue",-28}{"p50",9}{"p95 ms",9}{"p50",12}{"p95 ms",9}{"ratio",9}");
            foreach (var view in Views)
            {
                await CompareAsync(view, few, many, cancel);
            }
        }

        return 0;
    }

    private static async Task CompareAsync(string view, OpenHouse few, OpenHouse many, CancellationToken cancel)
    {
        var address = new Uri("/desk/queue" + view, UriKind.Relative);
        List<double> quick = [], slow = [], ratios = [];
        await MeasureAsync(few, address, cancel);
        await MeasureAsync(many, address, cancel);
        for (var turn = 0; turn < Turns; turn++)
        {
            var one = await MeasureAsync(few, address, cancel);
            var other = await MeasureAsync(many, address, cancel);
            ratios.Add(other.Median() / one.Median());
            quick.AddRange(one);
            slow.AddRange(other);
        }

        var (a, b) = (new Round(0, [.. quick.Order()], 0), new Round(0, [.. slow.Order()], 0));
        Figures.Print(
            $"{(view.Length == 0 ? "all open" : view),-28}{a.Percentile(0.5),9:0.00}{a.Percentile(0.95),9:0.00}",
            $"{b.Percentile(0.5),12:0.00}{b.Percentile(0.95),9:0.00}{ratios.Median(),9:0.00} (budget 1.50)");
    }

    private static async Task<List<double>> MeasureAsync(OpenHouse house, Uri address, CancellationToken cancel)
    {
        var times = new List<double>(ReadsPerTurn);
        for (var read = 0; read < ReadsPerTurn; read++)
        {
            var before = Stopwatch.GetTimestamp();
            using var answer = await house.Agent.GetAsync(address, cancel);
            answer.EnsureSuccessStatusCode();
            times.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
        }

        return times;
    }

    /// <summary>A server over a queue of that length, with an agent who has signed in.</summary>
    private sealed class OpenHouse(HouseDatabase database, RunningServer server, HttpClient agent) : IAsyncDisposable
    {
        public HttpClient Agent => agent;

        public static async Task<OpenHouse> WithAsync(
            int incidents, TemporaryPostgres? postgres, CancellationToken cancel)
        {
            var database = await HouseDatabase.CreateAsync(postgres, cancel);
            var server = await RunningServer.StartAsync(database, cancel);
            using (var submitters = new Submitters(
                server.Address, await Seeding.AddCustomersAsync(database, 1, cancel)))
            {
                await submitters.RunAsync(1, TimeSpan.FromMilliseconds(200), cancel);
            }

            Person person = await Seeding.AddAgentAsync(database, cancel);
            await LongQueue.GrowAsync(database, person.Id.Value, incidents, cancel);
            var agent = new HttpClient { BaseAddress = server.Address };
            await BrowserSignIn.AtAsync(agent, person.Email!, cancel);
            return new OpenHouse(database, server, agent);
        }

        public async ValueTask DisposeAsync()
        {
            agent.Dispose();
            await server.DisposeAsync();
            await database.DisposeAsync();
        }
    }
}
