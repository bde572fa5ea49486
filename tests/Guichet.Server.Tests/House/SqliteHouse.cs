namespace Guichet.Server.Tests;

/// <summary>A house over a file of its own.</summary>
public class SqliteHouse : House
{
    private readonly string file = Path.Combine(Path.GetTempPath(), $"guichet-test-{Guid.NewGuid():N}.db");

    protected override (string Provider, string Connection) Database => ("sqlite", file);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var left in new[] { file, file + "-wal", file + "-shm" })
        {
            File.Delete(left);
        }

        GC.SuppressFinalize(this);
    }
}
