using System.Diagnostics;
using Guichet.Benchmarks.Load;
using Microsoft.Data.Sqlite;

namespace Guichet.Benchmarks.Limit;

/// <summary>What a bare SQLite file can do in this process: the same rows, sixteen incidents in each durable commit.
/// </summary>
internal sealed class SqliteLimit : IDisposable
{
    private const int InOneCommit = 16;

    private readonly string folder = Directory.CreateTempSubdirectory("guichet-bench-limit-").FullName;
    private readonly SqliteConnection connection;
    private readonly int packs;

    public SqliteLimit(int packs)
    {
        this.packs = packs;
        connection = new SqliteConnection($"Data Source={Path.Combine(folder, "limit.db")};Pooling=False");
        connection.Open();
        Run("pragma journal_mode = wal");
        Run("pragma synchronous = full");
        Run("pragma cache_size = -32000");

        // The one schema of both limits: SQLite counts its integer keys by itself, and knows neither word.
        Run(Shipped.Text("schema.sql")
            .Replace("bigint generated always as identity primary key", "integer primary key", StringComparison.Ordinal)
            .Replace("default now()", "default (unixepoch())", StringComparison.Ordinal));
        Run($"""
            with recursive one (id) as (select 1 union all select id + 1 from one where id < {packs})
            insert into pack (id, credits) select id, 1000000000 from one
            """);
    }

    public Round Run(TimeSpan span, CancellationToken cancel)
    {
        using var look = Command("select credits - held from pack where id = @pack", "@pack");
        using var incident = Command(
            """
            insert into incident (pack, severity, status, title, problem, due_at)
            values (@pack, 'B', 'Submitted', 'A cluster node stays down after patching', @problem,
                @due) returning number
            """,
            "@pack",
            "@problem",
            "@due");
        using var ledger = Command(
            "insert into ledger (pack, incident, held_change) values (@pack, @incident, 1)", "@pack", "@incident");
        using var history = Command(
            "insert into event (incident, kind) values (@incident, 'incident.submitted')", "@incident");
        using var hold = Command(
            "update pack set held = held + 1, touched_at = unixepoch() where id = @pack", "@pack");
        var (random, problem, times) = (new Random(1), new string('x', 1024), new List<double>(1_000_000));
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < span)
        {
            cancel.ThrowIfCancellationRequested();
            var before = Stopwatch.GetTimestamp();
            Run("begin immediate");
            for (var step = 0; step < InOneCommit; step++)
            {
                var pack = random.Next(packs) + 1;
                Run(look, pack);
                var number = Run(incident, pack, problem, DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 14_400);
                Run(ledger, pack, number!);
                Run(history, number!);
                Run(hold, pack);
            }

            Run("commit");
            times.AddRange(Enumerable.Repeat(Stopwatch.GetElapsedTime(before).TotalMilliseconds, InOneCommit));
        }

        return new Round(times.Count / watch.Elapsed.TotalSeconds, [.. times.Order()], 0);
    }

    public void Dispose()
    {
        connection.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static object? Run(SqliteCommand command, params object[] values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index];
        }

        return command.ExecuteScalar();
    }

    private SqliteCommand Command(string statement, params string[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = statement;
        foreach (var parameter in parameters)
        {
            command.Parameters.AddWithValue(parameter, 0L);
        }

        command.Prepare();
        return command;
    }

    private void Run(string statement)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}
