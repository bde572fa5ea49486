using Guichet.Benchmarks.Limit;

namespace Guichet.Benchmarks.Load;

/// <summary>Opens incidents over HTTP against the built server, and beside it, turn by turn, the same work on the bare
/// database.</summary>
internal static class LoadRun
{
    public static async Task<int> RunAsync(Choices choices, CancellationToken cancel)
    {
        var agree = true;
        foreach (var provider in choices.Providers())
        {
            agree &= await RunAsync(provider, choices, cancel);
        }

        return agree ? 0 : 1;
    }

    private static async Task<bool> RunAsync(string provider, Choices choices, CancellationToken cancel)
    {
        var clients = choices.Number("clients", provider == "postgres" ? 8 : 32, most: 64);
        var customers = choices.Number("customers", 256, most: 10_000);
        var rounds = choices.Number("rounds", 3, most: 20);
        var span = TimeSpan.FromSeconds(choices.Number("seconds", 10, most: 120));
        var warmUp = TimeSpan.FromSeconds(choices.Number("warm-up", 5, most: 60));
        await using var postgres = provider == "postgres" ? await TemporaryPostgres.StartAsync(cancel) : null;
        await using var database = await HouseDatabase.CreateAsync(postgres, cancel);
        await using var server = await RunningServer.StartAsync(database, cancel);
        var keys = await Seeding.AddCustomersAsync(database, customers, cancel);
        await using var bare = postgres is null ? null : await PostgresLimit.CreateAsync(postgres, customers, cancel);
        using var bareFile = postgres is null ? new SqliteLimit(customers) : null;
        Task<Round> RunLimitAsync(TimeSpan time) => bare is not null
            ? bare.RunAsync(clients, time, cancel)
            : Task.Run(() => bareFile!.Run(time, cancel), cancel);

        Figures.Print($"");
        Figures.Print(
            $"{provider}: {clients} clients, {customers} customers, {rounds} rounds of {span.TotalSeconds} s, ",
            $"{Environment.ProcessorCount} cores");
        using var submitters = new Submitters(server.Address, keys);
        var use = new ServerUse(server);
        await submitters.RunAsync(clients, warmUp, cancel);
        await RunLimitAsync(TimeSpan.FromSeconds(2));
        List<Round> opened = [];
        List<Round> limit = [];
        for (var round = 0; round < rounds; round++)
        {
            use.Begin();
            opened.Add(await submitters.RunAsync(clients, span, cancel));
            use.End(opened[^1]);
            limit.Add(await RunLimitAsync(span));
        }

        Figures.PrintHead();
        Figures.PrintRounds("open an incident over HTTP", opened);
        Figures.PrintRounds(
            postgres is null ? "bare SQLite, 16 in a durable commit" : "bare PostgreSQL, 7 round trips (pgbench)",
            limit);
        PrintRatio(opened, limit, postgres is null ? "budget 0.5" : "target 0.3, budget 0.5");
        use.Print();
        return await CountsAgreeAsync(database, submitters.Opened, cancel);
    }

    /// <summary>Each round against the one beside it, so that what else the machine does weighs on both.</summary>
    private static void PrintRatio(List<Round> opened, List<Round> limit, string budget)
    {
        var ratios = opened.Zip(limit, (ours, bare) => ours.PerSecond / bare.PerSecond).ToList();
        Figures.Print(
            $"{"ratio",-42}{ratios.Median(),9:0.00}   ({ratios.Min():0.00}..{ratios.Max():0.00}); {budget}");
    }

    /// <summary>What was answered is what is stored, each incident with its credit on hold.</summary>
    private static async Task<bool> CountsAgreeAsync(HouseDatabase database, long answered, CancellationToken cancel)
    {
        var incidents = await database.RunAsync("select count(*) from incident", cancel);
        var held = await database.RunAsync("select count(*) from ledger_entry where kind = 'Reserved'", cancel);
        var last = await database.RunAsync(
            "select sum(held) from (select max(reserved_after) as held from ledger_entry group by pack) packs", cancel);
        var agree = incidents == answered && held == answered && last == answered;
        Figures.Print(
            $"{answered} answers, {incidents} incidents, {held} credits on hold in lines, {last} in totals: ",
            $"{(agree ? "they agree" : "THEY DO NOT AGREE")}");
        return agree;
    }
}
