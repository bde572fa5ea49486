using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Guichet.Server.Storage;

/// <summary>SQLite: one writer on one kept connection. Operations that wait together commit together (one fsync), each
/// behind a savepoint of its own, so that one that refuses takes nothing of the others with it.</summary>
internal sealed class SqliteStorage : IStorage
{
    private const int MostInOneCommit = 64;

    private readonly PooledDbContextFactory<Database> readers;
    private readonly SqliteConnection connection;
    private readonly Database writer;
    private readonly Channel<IWrite> writes = Channel.CreateBounded<IWrite>(1024);
    private readonly Task loop;

    private SqliteStorage(string readersConnection, SqliteConnection connection)
    {
        this.connection = connection;
        readers = new(OptionsFor(readersConnection));
        writer = new Database(new DbContextOptionsBuilder<Database>().UseSqlite(connection).Options)
        {
            Kept = new KeptCommands(),
        };
        writer.Database.AutoSavepointsEnabled = false;
        loop = Task.Run(WriteAsync);
    }

    /// <summary>A write that waits for its turn.</summary>
    private interface IWrite
    {
        /// <summary>Does the work; true where it is to be kept.</summary>
        Task<bool> RunAsync(Database database);

        /// <summary>What it did is committed, or it refused.</summary>
        void Finish();

        /// <summary>It failed, or the commit did.</summary>
        void Fail(Exception exception);
    }

    public static string ConnectionTo(string file) => new SqliteConnectionStringBuilder
    {
        DataSource = file,
        ForeignKeys = true,
        DefaultTimeout = 30,
    }.ConnectionString;

    /// <summary>For contexts that open a connection each.</summary>
    public static DbContextOptions<Database> OptionsFor(string connection) =>
        new DbContextOptionsBuilder<Database>().UseSqlite(connection).Options;

    public static SqliteStorage Open(string file)
    {
        var connection = new SqliteConnection(ConnectionTo(file) + ";Pooling=False");
        connection.Open();
        using var pragmas = connection.CreateCommand();
        pragmas.CommandText = "pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -32000";
        pragmas.ExecuteNonQuery();
        return new SqliteStorage(ConnectionTo(file), connection);
    }

    public Database Read() => readers.CreateDbContext();

    public async Task<Result<T>> CommitAsync<T>(Job<T> job, bool oneStatement, CancellationToken cancel)
    {
        var write = new Write<T>(job);
        await writes.Writer.WriteAsync(write, cancel);
        return await write.Result;
    }

    /// <summary>One process has the file: there is nobody else to tell.</summary>
    public Task AnnounceAsync(string words, CancellationToken cancel) => Task.CompletedTask;

    public Task ListenAsync(Action<string> heard, CancellationToken cancel) => Task.Delay(Timeout.Infinite, cancel);

    public bool IsLostRace(Exception exception) => exception switch
    {
        DbUpdateConcurrencyException => true,
        DbUpdateException { InnerException: SqliteException inner } => IsLostRace(inner),
        SqliteException { SqliteExtendedErrorCode: 1555 or 2067 } => true,
        _ => false,
    };

    public async ValueTask DisposeAsync()
    {
        writes.Writer.TryComplete();
        await loop;
        writer.Kept!.Dispose();
        await writer.DisposeAsync();
        await connection.DisposeAsync();
    }

    private async Task WriteAsync()
    {
        var batch = new List<IWrite>(MostInOneCommit);
        while (await writes.Reader.WaitToReadAsync())
        {
            batch.Clear();
            try
            {
                await using var transaction = connection.BeginTransaction(deferred: false);
                await writer.Database.UseTransactionAsync(transaction);
                while (batch.Count < MostInOneCommit && writes.Reader.TryRead(out var write))
                {
                    if (await StepAsync(transaction, write))
                    {
                        batch.Add(write);
                    }
                }

                await transaction.CommitAsync();
                batch.ForEach(write => write.Finish());
            }
            catch (Exception exception)
            {
                batch.ForEach(write => write.Fail(exception));
            }
            finally
            {
                await writer.Database.UseTransactionAsync(null);
            }
        }
    }

    /// <summary>One write behind its savepoint; true where it waits for the commit.</summary>
    private async Task<bool> StepAsync(SqliteTransaction transaction, IWrite write)
    {
        await transaction.SaveAsync("step");
        try
        {
            if (await write.RunAsync(writer))
            {
                await writer.SaveChangesAsync();
            }
            else
            {
                await transaction.RollbackAsync("step");
            }

            await transaction.ReleaseAsync("step");
            return true;
        }
        catch (Exception exception)
        {
            await transaction.RollbackAsync("step");
            await transaction.ReleaseAsync("step");
            write.Fail(exception);
            return false;
        }
        finally
        {
            writer.ChangeTracker.Clear();
        }
    }

    private sealed class Write<T>(Job<T> job) : IWrite
    {
        private readonly TaskCompletionSource<Result<T>> done =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        private Result<T> result;

        public Task<Result<T>> Result => done.Task;

        public async Task<bool> RunAsync(Database database)
        {
            result = await job(database);
            return result.Refusal is null;
        }

        public void Finish() => done.TrySetResult(result);

        public void Fail(Exception exception) => done.TrySetException(exception);
    }
}
