using System.Diagnostics;
using System.Globalization;
using System.Text;
using Guichet.Incidents;
using Guichet.Server.Search;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using NpgsqlTypes;

namespace Guichet.Benchmarks.Load;

/// <summary>Fills a house with incidents that have words of their own, and has the product index them. Words are drawn
/// as languages draw them: few are in very many texts, most in very few.</summary>
internal static class BusyHouse
{
    private const int Vocabulary = 30_000;
    private const int WordsInTitle = 7;
    private const int WordsInStatement = 40;
    private const int IndexedAtOnce = 500;

    private static readonly string[] Syllables =
        ["ba", "cor", "di", "fen", "gu", "ho", "la", "mar", "nei", "po", "qua", "ri", "sol", "ta", "ver", "xi", "zu"];

    /// <summary>The word of a rank: 0 stands in almost every text.</summary>
    public static string Word(int rank)
    {
        var word = new StringBuilder();
        for (var rest = rank + Syllables.Length; rest > 0; rest /= Syllables.Length)
        {
            word.Append(Syllables[rest % Syllables.Length]);
        }

        return word.ToString();
    }

    /// <summary>Copies the incident that is there until there are as many as said, with texts of their own.</summary>
    public static async Task FillAsync(HouseDatabase database, Guid agent, int until, CancellationToken cancel)
    {
        await database.RunAsync(
            "create table bench_text (line integer primary key, title text, statement text)", cancel);
        await WriteTextsAsync(database, until, cancel);
        await LongQueue.GrowAsync(database, agent, until, cancel);
        await database.RunAsync("drop table bench_text", cancel);
        await database.RunAsync("delete from search_due", cancel);
    }

    /// <summary>Has the product read every incident for the index; gives how many it read in a second.</summary>
    public static async Task<double> IndexAsync(HouseDatabase database, CancellationToken cancel)
    {
        await using var storage = database.Open();
        var texts = new SearchTexts(new Texts(NullLogger<Texts>.Instance));
        var (count, began) = (0, Stopwatch.GetTimestamp());
        for (long below = long.MaxValue; below > 1;)
        {
            var last = below;
            var written = await storage.CommitAsync<(int Count, long Below)>(
                async house =>
                {
                    var next = await house.Set<Incident>()
                        .Where(incident => incident.Number < last)
                        .OrderByDescending(incident => incident.Number)
                        .Take(IndexedAtOnce)
                        .Select(incident => new { incident.Number, incident.Id })
                        .ToListAsync(cancel);
                    await house.WriteAsync(
                        await texts.ReadAsync(house, [.. next.Select(one => one.Id)], cancel), cancel);
                    return (next.Count, next.Count < IndexedAtOnce ? 0 : next[^1].Number);
                },
                oneStatement: false,
                cancel);
            count += written.Value.Count;
            below = written.Value.Below;
        }

        return count / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task WriteTextsAsync(HouseDatabase database, int until, CancellationToken cancel)
    {
        var random = new Random(20261123);
        if (database.Provider == "postgres")
        {
            await using var target = new NpgsqlConnection(database.Connection);
            await target.OpenAsync(cancel);
            await using var copy = await target.BeginBinaryImportAsync(
                "copy bench_text (line, title, statement) from stdin (format binary)", cancel);
            for (var step = 1; step <= until; step++)
            {
                await copy.StartRowAsync(cancel);
                await copy.WriteAsync(step, NpgsqlDbType.Integer, cancel);
                await copy.WriteAsync(Sentence(random, WordsInTitle), NpgsqlDbType.Text, cancel);
                await copy.WriteAsync(Sentence(random, WordsInStatement), NpgsqlDbType.Text, cancel);
            }

            await copy.CompleteAsync(cancel);
            return;
        }

        await using var connection = new SqliteConnection(SqliteStorage.ConnectionTo(database.Connection));
        await connection.OpenAsync(cancel);
        await using var transaction = connection.BeginTransaction();
        await using var insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = "insert into bench_text (line, title, statement) values (@line, @title, @statement)";
        var (number, title, statement) = (
            insert.Parameters.Add("@line", SqliteType.Integer),
            insert.Parameters.Add("@title", SqliteType.Text),
            insert.Parameters.Add("@statement", SqliteType.Text));
        for (var step = 1; step <= until; step++)
        {
            number.Value = step;
            title.Value = Sentence(random, WordsInTitle);
            statement.Value = Sentence(random, WordsInStatement);
            await insert.ExecuteNonQueryAsync(cancel);
        }

        await transaction.CommitAsync(cancel);
    }

    private static string Sentence(Random random, int words) => string.Join(
        ' ', Enumerable.Range(0, words).Select(_ => Word((int)(Vocabulary * Math.Pow(random.NextDouble(), 4)))));
}
