using System.Globalization;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Search;

/// <summary>The index on both databases: FTS5 on SQLite, a tsvector under GIN on PostgreSQL. Both take the stems as
/// they come and give the same incidents.</summary>
internal static class SearchIndex
{
    /// <summary>On PostgreSQL the numbers are looked through in stretches of these sizes, as powers of two, two of each
    /// from the newest down: an index of GIN does not know what is newest, but what is in few stretches is quickly put
    /// in order, however often a word occurs in all.</summary>
    private static readonly int[] Stretches = [13, 16, 19];

    /// <summary>Puts the documents in the place of what the index has of them.</summary>
    public static async Task WriteAsync(
        this Database database, IReadOnlyList<SearchDocument> documents, CancellationToken cancel)
    {
        if (documents.Count == 0)
        {
            return;
        }

        // FTS5 closes a segment before a lower number; and two nodes on PostgreSQL wait for each other in one order.
        var rising = documents.OrderBy(one => one.Number).ToList();
        await database.WriteAsync(
            IndexTable.Of(Audience.Everybody), rising.ConvertAll(one => (one.Number, one.Shown)), cancel);
        await database.WriteAsync(
            IndexTable.Of(Audience.Desk), rising.ConvertAll(one => (one.Number, one.Desk)), cancel);
    }

    /// <summary>The numbers of incidents that have one word of each clause, newest first.</summary>
    /// <param name="database">To read from.</param>
    /// <param name="audience">Whose index is asked. The desk's is never asked for a customer.</param>
    /// <param name="clauses">Stems and marks; not empty.</param>
    /// <param name="from">The lowest number that may be found.</param>
    /// <param name="below">All that are found are lower than this.</param>
    /// <param name="most">How many are wanted.</param>
    /// <param name="cancel">Gives up.</param>
    public static Task<List<long>> FindNewestAsync(
        this Database database,
        Audience audience,
        IReadOnlyList<IReadOnlyList<string>> clauses,
        long from,
        long below,
        int most,
        CancellationToken cancel) => database.OnSqlite
        ? database.FindOnSqliteAsync(IndexTable.Of(audience), clauses, from, below, most, cancel)
        : database.FindOnPostgresAsync(IndexTable.Of(audience), clauses, from, below, most, cancel);

    private static async Task WriteAsync(
        this Database database,
        IndexTable table,
        IReadOnlyList<(long Number, string Words)> documents,
        CancellationToken cancel)
    {
        if (database.OnSqlite)
        {
            foreach (var (number, words) in documents)
            {
                await database.Database.ExecuteSqlRawAsync(table.WriteOnSqlite, [number, words], cancel);
            }

            return;
        }

        long[] numbers = [.. documents.Select(one => one.Number)];
        string[] texts = [.. documents.Select(one => $"{one.Words} {StretchesOf(one.Number)}")];
        await database.Database.ExecuteSqlRawAsync(table.Write, [numbers, texts], cancel);
    }

    private static Task<List<long>> FindOnSqliteAsync(
        this Database database,
        IndexTable table,
        IReadOnlyList<IReadOnlyList<string>> clauses,
        long from,
        long below,
        int most,
        CancellationToken cancel)
    {
        var asked = string.Join(" AND ", clauses.Select(clause =>
            $"({string.Join(" OR ", clause.Select(word => $"\"{word}\""))})"));
        return database.Database.SqlQueryRaw<long>(table.FindOnSqlite, asked, from, below, most).ToListAsync(cancel);
    }

    private static async Task<List<long>> FindOnPostgresAsync(
        this Database database,
        IndexTable table,
        IReadOnlyList<IReadOnlyList<string>> clauses,
        long from,
        long below,
        int most,
        CancellationToken cancel)
    {
        var newest = await database.Database.SqlQueryRaw<long>(table.Newest).ToListAsync(cancel);
        below = Math.Min(below, newest[0] + 1);
        var found = new List<long>();
        foreach (var size in Stretches)
        {
            if (below <= from || found.Count >= most)
            {
                return found;
            }

            var last = (below - 1) >> size;
            var first = Math.Max(last - 1, 0);
            var lowest = Math.Max(first << size, from);
            IReadOnlyList<string> stretches = first == last
                ? [SearchMarks.OfStretch(size, last)]
                : [SearchMarks.OfStretch(size, first), SearchMarks.OfStretch(size, last)];
            found.AddRange(await AskAsync([.. clauses, stretches], lowest));
            below = lowest;
        }

        if (below > from && found.Count < most)
        {
            found.AddRange(await AskAsync(clauses, from));
        }

        return found;

        Task<List<long>> AskAsync(IReadOnlyList<IReadOnlyList<string>> all, long lowest)
        {
            var asked = string.Join(" & ", all.Select(clause =>
                $"({string.Join(" | ", clause.Select(word => $"'{word}'"))})"));
            return database.Database
                .SqlQueryRaw<long>(table.Find, asked, lowest, below, most - found.Count)
                .ToListAsync(cancel);
        }
    }

    private static string StretchesOf(long number) =>
        string.Join(' ', Stretches.Select(size => SearchMarks.OfStretch(size, number >> size)));
}
