using System.Globalization;
using System.Text.RegularExpressions;
using Guichet.Benchmarks.Load;
using Npgsql;

namespace Guichet.Benchmarks.Limit;

/// <summary>What the bare PostgreSQL can do: pgbench opens incidents by seven round trips, in a database of its own on
/// the server that Guichet is measured on.</summary>
internal sealed partial class PostgresLimit : IAsyncDisposable
{
    private readonly TemporaryPostgres postgres;
    private readonly string connection;
    private readonly string folder = Directory.CreateTempSubdirectory("guichet-bench-limit-").FullName;
    private readonly int packs;

    private PostgresLimit(TemporaryPostgres postgres, string connection, int packs) =>
        (this.postgres, this.connection, this.packs) = (postgres, connection, packs);

    public static async Task<PostgresLimit> CreateAsync(TemporaryPostgres postgres, int packs, CancellationToken cancel)
    {
        var limit = new PostgresLimit(postgres, await postgres.CreateDatabaseAsync(cancel), packs);
        await using var connection = new NpgsqlConnection(limit.connection + ";Pooling=false");
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand(
            $"""
            {Shipped.Text("schema.sql")}
            insert into pack (id, credits) select n, 1000000000 from generate_series(1, {packs}) n;
            analyze
            """,
            connection);
        await command.ExecuteNonQueryAsync(cancel);
        await File.WriteAllTextAsync(limit.Script, Shipped.Text("open.pgbench"), cancel);
        return limit;
    }

    private string Script => Path.Combine(folder, "open.pgbench");

    public async Task<Round> RunAsync(int clients, TimeSpan span, CancellationToken cancel)
    {
        var to = new NpgsqlConnectionStringBuilder(connection);
        var log = Path.Combine(folder, "log");
        string Text(double number) => Math.Ceiling(number).ToString(CultureInfo.InvariantCulture);
        var output = await TemporaryPostgres.RunAsync(
            TemporaryPostgres.Tool("pgbench"),
            [
                "-h", to.Host!, "-p", Text(to.Port), "-U", to.Username!, "-n", "-M", "prepared", "-c", Text(clients),
                "-j", Text(Math.Min(2, clients)), "-T", Text(span.TotalSeconds), "-f", Script, "-D", $"packs={packs}",
                "-l", $"--log-prefix={log}", to.Database!,
            ],
            cancel,
            to.Password);
        var times = new List<double>();
        foreach (var file in Directory.GetFiles(folder, "log*"))
        {
            // The third word of a line is how long the transaction took, in microseconds.
            times.AddRange((await File.ReadAllLinesAsync(file, cancel))
                .Select(line => double.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture) / 1000));
            File.Delete(file);
        }

        var rate = double.Parse(Rate().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
        return new Round(rate, [.. times.Order()], 0);
    }

    public async ValueTask DisposeAsync()
    {
        await postgres.DropDatabaseAsync(connection);
        Directory.Delete(folder, recursive: true);
    }

    [GeneratedRegex(@"tps = ([0-9.]+)")]
    private static partial Regex Rate();
}
