using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace Guichet.Server.Storage;

/// <summary>PostgreSQL: a transaction of its own for each operation.</summary>
internal sealed class PostgresStorage(NpgsqlDataSource source, PooledDbContextFactory<Database> contexts) : IStorage
{
    public static PostgresStorage Open(string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection) { MaxAutoPrepare = 60, NoResetOnClose = true };
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        builder.UseNodaTime();
        var source = builder.Build();
        var options = new DbContextOptionsBuilder<Database>()
            .UseNpgsql(source, npgsql => npgsql.UseNodaTime())
            .Options;
        return new PostgresStorage(source, new PooledDbContextFactory<Database>(options));
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
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var result = await job(database);
        if (result.Refusal is null)
        {
            await database.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }

        return result;
    }

    public bool IsLostRace(Exception exception) => exception switch
    {
        DbUpdateConcurrencyException => true,
        DbUpdateException { InnerException: PostgresException inner } => IsLostRace(inner),
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => true,
        PostgresException { SqlState: PostgresErrorCodes.SerializationFailure } => true,
        PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected } => true,
        _ => false,
    };

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
