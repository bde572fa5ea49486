using System.Data.Common;
using Guichet.Server.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Guichet.Server.Hosting;

/// <summary>What the program does instead of serving: <c>migrate</c>, <c>backup FILE</c>, <c>restore FILE</c>. The
/// database is the one that the configuration names, given as for the server.</summary>
internal static class Verbs
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int Misused = 2;

    public static bool AreAskedBy(string[] arguments) => arguments is ["migrate" or "backup" or "restore", ..];

    /// <summary>The exit code: 0 done, 1 it could not be done, 2 it was asked wrongly. Why is on <paramref name="to"/>.
    /// </summary>
    public static async Task<int> RunAsync(string[] arguments, TextWriter to)
    {
        var takesFile = arguments[0] != "migrate";
        if (takesFile && (arguments.Length < 2 || arguments[1].StartsWith("--", StringComparison.Ordinal)))
        {
            await to.WriteLineAsync($"Name the file: {arguments[0]} FILE [--Storage:Connection=…]");
            return Misused;
        }

        var builder = WebApplication.CreateBuilder(arguments[(takesFile ? 2 : 1)..]);
        if (Find(builder.Configuration, out var options) is { Count: > 0 } mistakes)
        {
            await to.WriteLineAsync(string.Join(Environment.NewLine, mistakes));
            return Misused;
        }

        try
        {
            return arguments[0] == "migrate"
                ? await MigrateAsync(options, to)
                : await MoveAsync(options, arguments[0], Path.GetFullPath(arguments[1]), to);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DbException)
        {
            await to.WriteLineAsync(failure.Message);
            return Failed;
        }
    }

    private static IReadOnlyList<string> Find(IConfiguration configuration, out StorageOptions options)
    {
        var services = new ServiceCollection();
        services.AddStorageOptions(configuration);
        using var provider = services.BuildServiceProvider();
        var found = new StorageOptions();
        var mistakes = Settings.Mistakes(configuration) is { Count: > 0 } wrong
            ? wrong
            : Settings.Refused(() => found = provider.GetRequiredService<IOptions<StorageOptions>>().Value);
        options = found;
        return mistakes;
    }

    private static async Task<int> MigrateAsync(StorageOptions options, TextWriter to)
    {
        options.MakeFolder();
        var scripts = Migrator.Run(options, NullLogger.Instance);
        foreach (var script in scripts)
        {
            await to.WriteLineAsync(script);
        }

        await to.WriteLineAsync($"{scripts.Count} scripts were run; the schema is up to date.");
        return Done;
    }

    private static async Task<int> MoveAsync(StorageOptions options, string verb, string file, TextWriter to)
    {
        if (options.Provider == "postgres")
        {
            await to.WriteLineAsync(
                "A PostgreSQL database is backed up by its own tools, of the version of its server: pg_dump -Fc, and "
                + "pg_restore. Nothing was done.");
            return Failed;
        }

        var database = Path.GetFullPath(options.Connection);
        var why = verb == "backup" ? SqliteBackup.Write(database, file) : SqliteBackup.Restore(file, database);
        await to.WriteLineAsync(why ?? (verb == "backup"
            ? $"{database} was copied to {file}, and the copy was checked."
            : $"{file} is the database now. What was there before lies beside it, in *.before-restore."));
        return why is null ? Done : Failed;
    }
}
