using DbUp;
using DbUp.Engine;
using DbUp.Engine.Output;

namespace Guichet.Server.Storage;

/// <summary>Brings the schema up to date by the numbered scripts of the database, each run once, in order.</summary>
internal static class Migrator
{
    /// <summary>The names of the scripts that were run. On PostgreSQL one at a time does it, and who waited finds
    /// nothing to do.</summary>
    public static IReadOnlyList<string> Run(StorageOptions options, ILogger logger)
    {
        using var turn = options.Provider == "postgres" ? PostgresStorage.TakeTurn(options.Connection) : null;
        var scripts = $"{typeof(Migrator).Namespace}.Migrations.{options.Provider}.";
        var target = options.Provider == "postgres"
            ? DeployChanges.To.PostgresqlDatabase(options.Connection)
            : DeployChanges.To.SqliteDatabase(SqliteStorage.ConnectionTo(options.Connection));
        var upgrader = target
            .WithScriptsEmbeddedInAssembly(
                typeof(Migrator).Assembly, name => name.StartsWith(scripts, StringComparison.Ordinal))
            .WithTransactionPerScript()
            .LogTo(new Log(logger))
            .WithVariablesDisabled()
            .Build();
        DatabaseUpgradeResult result = upgrader.PerformUpgrade();
        if (!result.Successful)
        {
            throw new InvalidOperationException($"Script {result.ErrorScript?.Name} failed.", result.Error);
        }

        return [.. result.Scripts.Select(script => script.Name[scripts.Length..])];
    }

    private sealed class Log(ILogger logger) : IUpgradeLog
    {
        public void LogTrace(string format, params object[] args) => Write(LogLevel.Trace, format, args);

        public void LogDebug(string format, params object[] args) => Write(LogLevel.Debug, format, args);

        public void LogInformation(string format, params object[] args) => Write(LogLevel.Debug, format, args);

        public void LogWarning(string format, params object[] args) => Write(LogLevel.Warning, format, args);

        public void LogError(string format, params object[] args) => Write(LogLevel.Error, format, args);

        public void LogError(Exception exception, string format, params object[] args) =>
            Write(LogLevel.Error, format, args);

        private void Write(LogLevel level, string format, object[] args)
        {
            if (logger.IsEnabled(level))
            {
                logger.Log(level, "{Migration}", args.Length == 0 ? format : string.Format(null, format, args));
            }
        }
    }
}
