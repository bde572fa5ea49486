using Npgsql;

namespace Guichet.Server.Tests;

/// <summary>A house over a database of its own on the server that <c>GUICHET_TEST_POSTGRES</c> names (a connection
/// string without a database); <c>./test</c> starts one.</summary>
public class PostgresHouse : House
{
    private static readonly string? Server = Environment.GetEnvironmentVariable("GUICHET_TEST_POSTGRES");
    private readonly string name = $"guichet_test_{Guid.NewGuid():N}";

    protected override string? WhyMissing =>
        Server is null ? "PostgreSQL is missing: GUICHET_TEST_POSTGRES names no server." : null;

    protected override (string Provider, string Connection) Database =>
        ("postgres", $"{Server};Database={name};Maximum Pool Size=20");

    public override async ValueTask InitializeAsync()
    {
        if (WhyMissing is null)
        {
            await RunAsync($"create database {name}");
        }

        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (WhyMissing is null)
        {
            await RunAsync($"drop database if exists {name} with (force)");
        }

        GC.SuppressFinalize(this);
    }

    private static async Task RunAsync(string statement)
    {
        await using var source = NpgsqlDataSource.Create($"{Server};Database=postgres;Pooling=false");
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }
}
