using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace Guichet.Server.Storage;

/// <summary>PostgreSQL: a transaction of its own for each operation.</summary>
internal sealed class PostgresStorage(
    NpgsqlDataSource listening, PooledDbContextFactory<Database> contexts) : IStorage
{
    private const string Channel = "guichet_changed";

    /// <summary>The advisory lock of who changes the schema.</summary>
    private const long SchemaTurn = 7_110_513;

    /// <summary>By which a node knows its own announcements.</summary>
    private readonly string node = Guid.NewGuid().ToString("N");

    public static PostgresStorage Open(string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection) { MaxAutoPrepare = 60, NoResetOnClose = true };

        // Every query has its index. A plan that was kept from when the tables were still empty would go on reading
        // them from end to end.
        settings.Options = $"{settings.Options} -c enable_seqscan=off -c jit=off".Trim();
        var options = OptionsFor(settings.ConnectionString);

        // A connection of its own, which notices within half a minute when nobody is at the other end any more.
        settings.Pooling = false;
        settings.KeepAlive = 15;
        return new PostgresStorage(
            NpgsqlDataSource.Create(settings.ConnectionString),
            new PooledDbContextFactory<Database>(options));
    }

    /// <summary>By its words, not by a data source of ours: the model and the compiled queries are then those of every
    /// storage in the process, whatever database it opens.</summary>
    public static DbContextOptions<Database> OptionsFor(string connection) =>
        new DbContextOptionsBuilder<Database>().UseNpgsql(connection, npgsql => npgsql.UseNodaTime()).Options;

    /// <summary>Waits until nobody else has a turn at the schema; it ends with the connection.</summary>
    public static IDisposable TakeTurn(string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection) { Pooling = false, CommandTimeout = 0 };
        var turn = new NpgsqlConnection(settings.ConnectionString);
        turn.Open();
        using var wait = new NpgsqlCommand($"select pg_advisory_lock({SchemaTurn})", turn);
        wait.ExecuteNonQuery();
        return turn;
    }

    public Database Read() => contexts.CreateDbContext();

    public async Task<Result<T>> CommitAsync<T>(Job<T> job, bool oneStatement, CancellationToken cancel)
    {
        await using var database = contexts.CreateDbContext();
        if (oneStatement)
        {
            return await job(database);
        }

        database.Database.AutoSavepointsEnabled = false;

        // One snapshot for all that the operation reads: an incident and the ledger line beside it must be of one
        // moment. Whoever writes on an older one loses the race and is run again.
        await using var transaction =
            await database.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        var result = await job(database);
        if (result.Refusal is null)
        {
            await database.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }

        return result;
    }

    /// <summary>After the commit and beside it: inside, all commits that notify would wait for each other.</summary>
    public async Task AnnounceAsync(string words, CancellationToken cancel)
    {
        await using var database = contexts.CreateDbContext();
        var message = words.Length == 0 ? node : $"{node}\n{words}";
        await database.Database.ExecuteSqlAsync($"select pg_notify({Channel}, {message})", cancel);
    }

    public async Task ListenAsync(Action<string> heard, CancellationToken cancel)
    {
        await using var connection = await listening.OpenConnectionAsync(cancel);
        connection.Notification += (_, announcement) =>
        {
            if (!announcement.Payload.StartsWith(node, StringComparison.Ordinal))
            {
                heard(announcement.Payload[Math.Min(node.Length + 1, announcement.Payload.Length)..]);
            }
        };
        await using var listen = new NpgsqlCommand($"listen {Channel}", connection);
        await listen.ExecuteNonQueryAsync(cancel);
        heard("");
        while (true)
        {
            await connection.WaitAsync(cancel);
        }
    }

    public bool IsLostRace(Exception exception) => exception switch
    {
        DbUpdateConcurrencyException => true,
        DbUpdateException { InnerException: PostgresException inner } => IsLostRace(inner),

        // The provider wraps what may pass in an advice to try again, which is what is done.
        InvalidOperationException { InnerException: { } inner } => IsLostRace(inner),
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => true,
        PostgresException { SqlState: PostgresErrorCodes.SerializationFailure } => true,
        PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected } => true,
        _ => false,
    };

    public async ValueTask DisposeAsync()
    {
        await listening.DisposeAsync();
        await using var database = contexts.CreateDbContext();
        NpgsqlConnection.ClearPool((NpgsqlConnection)database.Database.GetDbConnection());
    }
}
