namespace Guichet.Server.Storage;

/// <summary>Section <c>Storage</c> of the configuration.</summary>
internal sealed class StorageOptions
{
    /// <summary><c>sqlite</c>, the embedded default, or <c>postgres</c>.</summary>
    public string Provider { get; set; } = "sqlite";

    /// <summary>SQLite: the file, where nobody says <c>data/guichet.db</c>. PostgreSQL: the connection string,
    /// required.</summary>
    public string Connection { get; set; } = "";

    /// <summary>Where SQLite's file lies when none is named.</summary>
    public const string DefaultFile = "data/guichet.db";

    /// <summary>SQLite makes the file, but not the folder that it lies in.</summary>
    public void MakeFolder()
    {
        if (Provider == "sqlite" && Path.GetDirectoryName(Path.GetFullPath(Connection)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }
    }
}
