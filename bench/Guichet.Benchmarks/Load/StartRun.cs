using System.Diagnostics;
using System.Net;

namespace Guichet.Benchmarks.Load;

/// <summary>How long the built server takes from nothing to its first page: on an empty database, which it first has to
/// make, and on the one that it finds again.</summary>
internal static class StartRun
{
    private const string FirstPage = "/products";

    /// <summary>By then the server has given back what only its start needed.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync(Choices choices, CancellationToken cancel)
    {
        var times = choices.Number("times", 5, most: 50);
        foreach (var provider in choices.Providers())
        {
            await using var postgres = provider == "postgres" ? await TemporaryPostgres.StartAsync(cancel) : null;
            List<Start> first = [];
            List<Start> again = [];
            for (var time = 0; time < times; time++)
            {
                await using var database = await HouseDatabase.CreateAsync(postgres, cancel);
                first.Add(await StartAsync(database, cancel));
                again.Add(await StartAsync(database, cancel));
            }

            Figures.Print($"");
            Figures.Print($"{provider}: seconds from the start of the process, median of {times} (budget 2.0)");
            Print("on an empty database", first);
            Print("on the database it made", again);
            var idle = await IdleAsync(postgres, cancel);
            Figures.Print($"  idle after {Settled.TotalSeconds:0} s {idle:0} MB (budget 150)");
        }

        return 0;
    }

    private static async Task<Start> StartAsync(HouseDatabase database, CancellationToken cancel)
    {
        await using var server = await RunningServer.StartAsync(database, cancel);
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { BaseAddress = server.Address };
        var watch = Stopwatch.StartNew();
        var status = await RunningServer.StatusAsync(http, FirstPage, cancel);
        return new Start(
            server.AnsweredAfter.TotalSeconds,
            (server.AnsweredAfter + watch.Elapsed).TotalSeconds,
            status,
            server.Megabytes);
    }

    private static async Task<double> IdleAsync(TemporaryPostgres? postgres, CancellationToken cancel)
    {
        await using var database = await HouseDatabase.CreateAsync(postgres, cancel);
        await using var server = await RunningServer.StartAsync(database, cancel);
        using var http = new HttpClient { BaseAddress = server.Address };
        await RunningServer.StatusAsync(http, FirstPage, cancel);
        await Task.Delay(Settled, cancel);
        return server.Megabytes;
    }

    private static void Print(string what, List<Start> starts)
    {
        var page = starts.All(start => start.Status == HttpStatusCode.OK) ? "" : $" (answers {(int?)starts[0].Status})";
        Figures.Print(
            $"  {what,-28}/health/live {starts.Select(start => start.Live).Median():0.00}, ",
            $"{FirstPage} {starts.Select(start => start.Page).Median():0.00}{page}; ",
            $"then {starts.Select(start => start.Megabytes).Median():0} MB");
    }

    private sealed record Start(double Live, double Page, HttpStatusCode? Status, double Megabytes);
}
