using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Guichet.Server.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Guichet.Benchmarks.Load;

/// <summary>An empty database for a server, removed when done.</summary>
internal sealed class HouseDatabase : IAsyncDisposable
{
    private readonly TemporaryPostgres? postgres;
    private readonly string? folder;

    private HouseDatabase(string provider, string connection, TemporaryPostgres? postgres, string? folder) =>
        (Provider, Connection, this.postgres, this.folder) = (provider, connection, postgres, folder);

    public string Provider { get; }

    public string Connection { get; }

    /// <summary>On PostgreSQL in a new database of the cluster given, else in a new SQLite file.</summary>
    public static async Task<HouseDatabase> CreateAsync(TemporaryPostgres? postgres, CancellationToken cancel)
    {
        if (postgres is not null)
        {
            return new("postgres", await postgres.CreateDatabaseAsync(cancel), postgres, null);
        }

        var folder = Directory.CreateTempSubdirectory("guichet-bench-").FullName;
        return new("sqlite", Path.Combine(folder, "house.db"), null, folder);
    }

    /// <summary>The product's own storage over it.</summary>
    public IStorage Open() =>
        Provider == "postgres" ? PostgresStorage.Open(Connection) : SqliteStorage.Open(Connection);

    /// <summary>Runs one statement of the program's own; the answer is its first value.</summary>
    public async Task<long> RunAsync(string statement, CancellationToken cancel)
    {
        await using var connection = await ConnectAsync(cancel);
        await using var command = Command(connection, statement);
        return await command.ExecuteScalarAsync(cancel) is { } value and not DBNull
            ? Convert.ToInt64(value, CultureInfo.InvariantCulture)
            : 0;
    }

    /// <summary>The first column of a query of the program's own.</summary>
    public async Task<List<string>> ReadTextsAsync(string query, CancellationToken cancel)
    {
        await using var connection = await ConnectAsync(cancel);
        await using var command = Command(connection, query);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var texts = new List<string>();
        while (await rows.ReadAsync(cancel))
        {
            texts.Add(rows.GetString(0));
        }

        return texts;
    }

    public async ValueTask DisposeAsync()
    {
        if (postgres is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await postgres.DropDatabaseAsync(Connection);
        }

        if (folder is not null)
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<DbConnection> ConnectAsync(CancellationToken cancel)
    {
        DbConnection connection = Provider == "postgres"
            ? new NpgsqlConnection(Connection + ";Pooling=false;Command Timeout=900")
            : new SqliteConnection(SqliteStorage.ConnectionTo(Connection) + ";Pooling=False");
        await connection.OpenAsync(cancel);
        return connection;
    }

    [SuppressMessage("Security", "CA2100", Justification = "Every statement is written in this program.")]
    private static DbCommand Command(DbConnection connection, string statement)
    {
        var command = connection.CreateCommand();
        command.CommandText = statement;
        return command;
    }
}
