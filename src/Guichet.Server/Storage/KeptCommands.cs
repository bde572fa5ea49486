using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Guichet.Server.Storage;

/// <summary>The statements of the hot path on a connection that is kept: SQLite prepares each text once, and not again
/// for every incident. PostgreSQL's driver does so by itself.</summary>
internal sealed class KeptCommands : IDisposable
{
    /// <summary>There are as many texts as shapes of rows; should they ever be more, they come and go.</summary>
    private const int Most = 64;

    private readonly Dictionary<string, DbCommand> idle = new(StringComparer.Ordinal);

    /// <summary>A command with that text and without parameters, in the transaction that runs.</summary>
    public static DbCommand Take(Database database, string text)
    {
        DbCommand? command = null;
        if (database.Kept?.idle.Remove(text, out command) is true)
        {
            command!.Parameters.Clear();
        }
        else
        {
            command = database.Database.GetDbConnection().CreateCommand();
            command.CommandText = text;
        }

        command.Transaction = database.Database.CurrentTransaction?.GetDbTransaction();
        return command;
    }

    /// <summary>Keeps the command for the next time, where commands are kept.</summary>
    public static async ValueTask GiveBackAsync(Database database, DbCommand command)
    {
        if (database.Kept is not { } kept || kept.idle.Count >= Most || !kept.idle.TryAdd(command.CommandText, command))
        {
            await command.DisposeAsync();
        }
    }

    public void Dispose()
    {
        foreach (var command in idle.Values)
        {
            command.Dispose();
        }
    }
}
