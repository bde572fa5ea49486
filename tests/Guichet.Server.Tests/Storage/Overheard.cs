using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Guichet.Server.Tests.Storage;

/// <summary>The statements that a house sends to its database, from before it opens.</summary>
internal sealed partial class Overheard : IDisposable, IObserver<DiagnosticListener>
{
    private readonly string database;
    private readonly ConcurrentDictionary<string, int> statements = new();
    private readonly ActivityListener listener;
    private readonly IDisposable subscription;

    /// <summary>Listens to the database of that name: a file, or a database of the server.</summary>
    public Overheard(string database)
    {
        this.database = database;
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = Hear,
        };
        ActivitySource.AddActivityListener(listener);
        subscription = DiagnosticListener.AllListeners.Subscribe(this);
    }

    /// <summary>Each statement once, without those of the schema.</summary>
    public IEnumerable<string> Statements => statements.Keys
        .SelectMany(text => text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        .Where(text => Reading().IsMatch(text) && !Schema.Value.Contains(text, StringComparison.Ordinal))
        .Distinct();

    /// <summary>How often a statement was sent that names this.</summary>
    public int TimesSent(string name) => statements
        .Where(one => one.Key.Contains(name, StringComparison.Ordinal))
        .Sum(one => one.Value);

    /// <summary>What the scripts of both databases say, some of it of columns that later ones have dropped.</summary>
    private static readonly Lazy<string> Schema = new(() => string.Concat(
        from name in typeof(Program).Assembly.GetManifestResourceNames()
        where name.EndsWith(".sql", StringComparison.Ordinal)
        select new StreamReader(typeof(Program).Assembly.GetManifestResourceStream(name)!).ReadToEnd()));

    public void Dispose()
    {
        subscription.Dispose();
        listener.Dispose();
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
        {
            value.Subscribe(new Commands(this));
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    private void Hear(string text) => statements.AddOrUpdate(text, 1, (_, times) => times + 1);

    private void Hear(Activity activity)
    {
        if (activity.GetTagItem("db.namespace") as string == database
            && activity.GetTagItem("db.query.text") is string text)
        {
            Hear(text);
        }
    }

    [GeneratedRegex(@"^\s*(--[^\n]*\n\s*)*(select|update|delete|insert|with)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Reading();

    private sealed class Commands(Overheard overheard) : IObserver<KeyValuePair<string, object?>>
    {
        private static readonly string Executing = RelationalEventId.CommandExecuting.Name!;

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key == Executing
                && value.Value is CommandEventData { Command: { } command }
                && command.Connection?.DataSource == overheard.database)
            {
                overheard.Hear(command.CommandText);
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}

/// <summary>What a database says of how it would run a statement.</summary>
internal static partial class Plan
{
    /// <summary>The tables that grow with the business and that the statement would read from end to end; reading an
    /// index in order is allowed where it stops at a page's end.</summary>
    public static async Task<IReadOnlyList<string>> ScansAsync(
        DbConnection connection, string statement, Func<string, bool> grows)
    {
        var onPostgres = connection is NpgsqlConnection;
        var lines = new List<string>();
        await using var command = connection.CreateCommand();
        var names = NamesIn(statement);
        if (onPostgres)
        {
            command.CommandText = $"deallocate all; prepare planned as {Numbered(statement)}";
            await command.ExecuteNonQueryAsync();
            var nulls = string.Join(", ", names.Select(_ => "null"));
            command.CommandText =
                "explain (costs off) execute planned" + (names.Count > 0 ? $"({nulls})" : "");
        }
        else
        {
            command.CommandText = "explain query plan " + statement;
            foreach (var name in names)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = "@" + name;
                parameter.Value = 1;
                command.Parameters.Add(parameter);
            }
        }

        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            lines.Add(rows.GetString(onPostgres ? 0 : 3));
        }

        // EF writes a source that it knows to be empty as one that is looked through and matches nothing.
        if (statement.Contains("WHERE 0", StringComparison.Ordinal))
        {
            return [];
        }

        var stops = statement.Contains("limit", StringComparison.OrdinalIgnoreCase);
        return
        [
            .. (onPostgres ? ScansOfPostgres(lines, stops) : ScansOfSqlite(lines, statement, stops))
                .Where(grows)
                .Distinct(),
        ];
    }

    private static IEnumerable<string> ScansOfPostgres(List<string> lines, bool stops)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (ScanOfPostgres().Match(lines[i]) is not { Success: true } scan)
            {
                continue;
            }

            var details = lines.Skip(i + 1).TakeWhile(line => !line.Contains("->", StringComparison.Ordinal));
            var byIndex = scan.Groups["kind"].Value.StartsWith("Index", StringComparison.Ordinal);
            var searched = details.Any(line => line.Contains("Index Cond", StringComparison.Ordinal));
            if (!byIndex || (!searched && !stops))
            {
                yield return scan.Groups["table"].Value;
            }
        }
    }

    private static IEnumerable<string> ScansOfSqlite(List<string> lines, string statement, bool stops)
    {
        var tables = Alias().Matches(statement)
            .DistinctBy(match => match.Groups["alias"].Value)
            .ToDictionary(match => match.Groups["alias"].Value, match => match.Groups["table"].Value);
        foreach (var line in lines)
        {
            if (ScanOfSqlite().Match(line) is { Success: true } scan
                && !(stops && line.Contains("INDEX", StringComparison.Ordinal)))
            {
                var named = scan.Groups["table"].Value;
                yield return tables.GetValueOrDefault(named, named);
            }
        }
    }

    private static List<string> NamesIn(string statement) =>
        [.. Parameter().Matches(statement).Select(match => match.Groups["name"].Value).Distinct()];

    private static string Numbered(string statement)
    {
        var names = NamesIn(statement);
        return Parameter().Replace(statement, match => $"${names.IndexOf(match.Groups["name"].Value) + 1}");
    }

    [GeneratedRegex(@"(?<![\w@<])@(?<name>\w+)")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"(?<kind>Seq Scan|Index Only Scan|Index Scan)(?: Backward)?(?: using \S+)? on (?<table>\w+)")]
    private static partial Regex ScanOfPostgres();

    [GeneratedRegex(@"^SCAN (?<table>\w+)")]
    private static partial Regex ScanOfSqlite();

    [GeneratedRegex(
        "\\b(?:from|join)\\s+\"?(?<table>\\w+)\"?\\s+(?:as\\s+)?\"?(?<alias>\\w+)\"?", RegexOptions.IgnoreCase)]
    private static partial Regex Alias();
}
