using Guichet.Accounts;
using Guichet.Packs;
using Guichet.Server.Packs;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Benchmarks.Load;

/// <summary>Whether a credit is put on hold as fast behind a long ledger as behind a short one: two customers of one
/// server submit by turns, and their packs differ in the length of their ledgers only.</summary>
internal static class LedgerRun
{
    private const int Short = 10;
    private const int Long = 100_000;
    private const int LinesAtOnce = 1000;
    private const double Budget = 1.25;

    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(250);

    public static async Task<int> RunAsync(Choices choices, CancellationToken cancel)
    {
        var lines = choices.Number("lines", Long, 10_000_000);
        var turns = choices.Number("turns", 16, 1000);
        Figures.Print($"{"submit an incident",-28}{Short,10} lines{lines,14} lines");
        Figures.Print($"{"",-28}{"p50",9}{"p95 ms",9}{"p50",12}{"p95 ms",9}{"ratio",9}");
        foreach (var provider in choices.Providers())
        {
            await using var postgres = provider == "postgres" ? await TemporaryPostgres.StartAsync(cancel) : null;
            await using var database = await HouseDatabase.CreateAsync(postgres, cancel);
            await using var server = await RunningServer.StartAsync(database, cancel);
            using var few = await OpenAsync(server, database, Short, cancel);
            using var many = await OpenAsync(server, database, lines, cancel);
            await CompareAsync(provider, few, many, turns, cancel);
        }

        return 0;
    }

    private static async Task CompareAsync(
        string provider, Submitters few, Submitters many, int turns, CancellationToken cancel)
    {
        await few.RunAsync(1, Turn * 4, cancel);
        await many.RunAsync(1, Turn * 4, cancel);
        List<double> quick = [], slow = [], ratios = [];
        for (var turn = 0; turn < turns; turn++)
        {
            var one = await few.RunAsync(1, Turn, cancel);
            var other = await many.RunAsync(1, Turn, cancel);
            if (one.Errors + other.Errors > 0)
            {
                throw new InvalidOperationException("A submission failed: the figures would mean nothing.");
            }

            ratios.Add(other.Percentile(0.5) / one.Percentile(0.5));
            quick.AddRange(one.Milliseconds);
            slow.AddRange(other.Milliseconds);
        }

        var (a, b) = (new Round(0, [.. quick.Order()], 0), new Round(0, [.. slow.Order()], 0));
        Figures.Print(
            $"{provider,-28}{a.Percentile(0.5),9:0.00}{a.Percentile(0.95),9:0.00}",
            $"{b.Percentile(0.5),12:0.00}{b.Percentile(0.95),9:0.00}{ratios.Median(),9:0.00} (budget {Budget:0.00})");
    }

    /// <summary>A customer with a pack whose ledger has that many lines.</summary>
    private static async Task<Submitters> OpenAsync(
        RunningServer server, HouseDatabase database, int lines, CancellationToken cancel)
    {
        var keys = await Seeding.AddCustomersAsync(database, 1, cancel);
        await GrowAsync(database, lines, cancel);
        if (database.Provider != "sqlite")
        {
            await database.RunAsync("vacuum analyze ledger_entry", cancel);
        }

        return new Submitters(server.Address, keys);
    }

    /// <summary>The pack whose ledger has its purchase alone grows by what moves no credit: it changes hands and back,
    /// in an honest chain.</summary>
    private static async Task GrowAsync(HouseDatabase database, int lines, CancellationToken cancel)
    {
        await using var storage = database.Open();
        using var outbox = new OutboxSignal();
        using var changes = new ChangeSignal();
        var work = new UnitOfWork(storage, outbox, changes);
        await using var reader = storage.Read();
        var rows = await reader.Set<PackRow>().AsNoTracking().ToListAsync(cancel);
        var last = await reader.LastLinesAsync([.. rows.Select(row => row.Id)], cancel);
        var row = rows.Single(one => last[one.Id].Line == 1);
        var pack = row.With(last[row.Id]);
        PersonId[] hands = [new(Guid.CreateVersion7()), pack.Owner];
        for (var line = 1; line < lines;)
        {
            var grown = new List<LedgerEntry>();
            for (; line < lines && grown.Count < LinesAtOnce; line++)
            {
                grown.AddRange(pack.Transfer(hands[(line - 1) % 2], null, "bench", pack.LastEntry!.At).Value);
            }

            await work.RunAsync<bool>(
                written =>
                {
                    written.Append(grown);
                    return Task.FromResult<Result<bool>>(true);
                },
                cancel);
        }
    }
}
