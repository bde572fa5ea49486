using Npgsql;

namespace Guichet.Server.Tests;

/// <summary>A house over a database of its own on the server that <c>GUICHET_TEST_POSTGRES</c> names (a connection
/// string without a database); <c>./test</c> starts one.</summary>
public class PostgresHouse : House
{
    private static readonly string? Server = Environment.GetEnvironmentVariable("GUICHET_TEST_POSTGRES");
    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);
    private readonly string name = $"guichet_test_{Guid.NewGuid():N}";

    protected override string? WhyMissing =>
        Server is null ? "PostgreSQL is missing: GUICHET_TEST_POSTGRES names no server." : null;

    protected override (string Provider, string Connection) Database =>
        ("postgres", ConnectionTo(name));

    private static string ConnectionTo(string database) => $"{Server};Database={database};Maximum Pool Size=20";

    public override async ValueTask InitializeAsync()
    {
        if (WhyMissing is null)
        {
            await RunAsync($"create database {name} template {await Template.Value}");
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

    /// <summary>A database as the first start leaves it, made once: to copy it costs a fraction of making it anew.
    /// </summary>
    private static async Task<string> MakeTemplateAsync()
    {
        var template = $"guichet_template_{Guid.NewGuid():N}";
        await RunAsync($"create database {template}");
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
            RunAsync($"drop database if exists {template} with (force)").GetAwaiter().GetResult();
        await using (var first = new TemplateHouse(template))
        {
            await first.InitializeAsync();
        }

        // Connections that a pool still keeps would forbid the copy.
        await RunAsync($"select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '{template}'");
        return template;
    }

    private static async Task RunAsync(string statement)
    {
        await using var source = NpgsqlDataSource.Create($"{Server};Database=postgres;Pooling=false");
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }

    private sealed class TemplateHouse(string template) : House
    {
        protected override (string Provider, string Connection) Database => ("postgres", ConnectionTo(template));
    }
}
