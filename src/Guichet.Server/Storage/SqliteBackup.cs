using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Guichet.Server.Storage;

/// <summary>Copies of a SQLite database: taken while the server runs, put back while it does not. Each answer is null,
/// or the sentence that says why not; then nothing has changed.</summary>
internal static class SqliteBackup
{
    private const int Busy = 5;

    /// <summary>Copies the database to a file that is not there yet. The copy is of one moment, whoever writes in the
    /// meantime, and is there only once it was found whole.</summary>
    public static string? Write(string database, string file)
    {
        if (!File.Exists(database))
        {
            return $"There is no database at {database}.";
        }

        if (File.Exists(file))
        {
            return $"{file} is there already; a backup does not write over another.";
        }

        var part = file + ".part";
        File.Delete(part);
        using (var from = Open(database, SqliteOpenMode.ReadWrite))
        using (var copy = Open(part, SqliteOpenMode.ReadWriteCreate))
        {
            from.BackupDatabase(copy);

            // All of it in the one file.
            _ = Ask(copy, "pragma journal_mode = delete");
        }

        if (WhyBroken(part) is { } why)
        {
            File.Delete(part);
            return why;
        }

        File.Move(part, file);
        return null;
    }

    /// <summary>Puts a backup in the place of the database, which is kept beside it under a name that nothing else has.
    /// Refused while anybody has the database open. The copy is made and looked at before anything moves, so that a
    /// full disk changes nothing.</summary>
    public static string? Restore(string file, string database)
    {
        if (!File.Exists(file))
        {
            return $"There is no backup at {file}.";
        }

        if (WhyBroken(file) is { } why)
        {
            return why;
        }

        if (File.Exists(database))
        {
            if (IsOpenElsewhere(database))
            {
                return $"{database} is in use. Stop the server first.";
            }
        }

        Directory.CreateDirectory(Path.GetDirectoryName(database)!);
        var part = database + ".part";
        File.Copy(file, part, overwrite: true);
        if (WhyBroken(part) is { } broken)
        {
            File.Delete(part);
            return broken;
        }

        Keep(database);
        File.Move(part, database);
        return null;
    }

    /// <summary>Moves the database aside with all that belongs to it; what was kept before stays.</summary>
    private static void Keep(string database)
    {
        var kept = database + ".before-restore";
        for (var count = 2; File.Exists(kept); count++)
        {
            kept = string.Create(CultureInfo.InvariantCulture, $"{database}.before-restore-{count}");
        }

        foreach (var end in (string[])["-wal", "-shm", ""])
        {
            if (File.Exists(database + end))
            {
                File.Move(database + end, kept + end);
            }
        }
    }

    private static string? WhyBroken(string file)
    {
        try
        {
            using var connection = Open(file, SqliteOpenMode.ReadOnly);
            if (Ask(connection, "pragma integrity_check") is not "ok"
                || Ask(connection, "pragma foreign_key_check") is not null)
            {
                return $"{file} is damaged.";
            }

            return Ask(connection, "select 1 from sqlite_master where name = 'incident'") is null
                ? $"{file} is no database of Guichet."
                : null;
        }
        catch (SqliteException unreadable)
        {
            return $"{file} cannot be read: {unreadable.Message}";
        }
    }

    /// <summary>Leaving the write-ahead log needs the database for oneself, and takes what lies in it into the file.
    /// </summary>
    private static bool IsOpenElsewhere(string database)
    {
        try
        {
            using var connection = Open(database, SqliteOpenMode.ReadWrite);
            return Ask(connection, "pragma journal_mode = delete") is not "delete";
        }
        catch (SqliteException busy) when (busy.SqliteErrorCode == Busy)
        {
            return true;
        }
        catch (SqliteException)
        {
            // It is destroyed, which is why it is to be replaced: nobody works with it.
            return false;
        }
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = 2,
        }.ConnectionString);
        connection.Open();
        return connection;
    }

    private static object? Ask(SqliteConnection connection, string question)
    {
        using var command = connection.CreateCommand();
        command.CommandText = question;
        return command.ExecuteScalar();
    }
}
