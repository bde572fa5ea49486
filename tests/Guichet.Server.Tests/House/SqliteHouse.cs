using Microsoft.Data.Sqlite;

namespace Guichet.Server.Tests;

/// <summary>A house over a file of its own.</summary>
public class SqliteHouse : House
{
    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);
    private readonly string file = NewFile();

    protected override (string Provider, string Connection) Database => ("sqlite", file);

    public override async ValueTask InitializeAsync()
    {
        File.Copy(await Template.Value, file);
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Delete(file);
        GC.SuppressFinalize(this);
    }

    private static string NewFile() => Path.Combine(Path.GetTempPath(), $"guichet-test-{Guid.NewGuid():N}.db");

    /// <summary>A file as the first start leaves it, made once: a copy costs a fraction of making it anew.</summary>
    private static async Task<string> MakeTemplateAsync()
    {
        var template = NewFile();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Delete(template);
        await using (var first = new TemplateHouse(template))
        {
            await first.InitializeAsync();
        }

        // What still stands beside the file is taken into it: only the file is copied.
        await using var connection = new SqliteConnection($"Data Source={template};Pooling=False");
        await connection.OpenAsync();
        await using var checkpoint = connection.CreateCommand();
        checkpoint.CommandText = "pragma wal_checkpoint(truncate)";
        await checkpoint.ExecuteNonQueryAsync();
        return template;
    }

    private static void Delete(string file)
    {
        SqliteConnection.ClearAllPools();
        foreach (var left in new[] { file, file + "-wal", file + "-shm" })
        {
            File.Delete(left);
        }
    }

    private sealed class TemplateHouse(string template) : House
    {
        protected override (string Provider, string Connection) Database => ("sqlite", template);
    }
}
