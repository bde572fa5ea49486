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

        if (!database.OnSqlite)
        {
            long[] numbers = [.. documents.Select(document => document.Number)];
            await WriteAsync("search_shown", document => document.Shown);
            await WriteAsync("search_desk", document => document.Desk);
            return;

            Task WriteAsync(string table, Func<SearchDocument, string> words) => database.Database.ExecuteSqlRawAsync(
                $$"""
                insert into {{table}} (number, words)
                select one.number, array_to_tsvector(string_to_array(one.words, ' '))
                from unnest({0}, {1}) as one (number, words)
                on conflict (number) do update set words = excluded.words
                """,
                [numbers, documents.Select(one => $"{words(one)} {StretchesOf(one.Number)}").ToArray()],
                cancel);
        }

        foreach (var document in documents)
        {
            await database.Database.ExecuteSqlAsync(
                $"""
                insert or replace into search_shown (rowid, words) values ({document.Number}, {document.Shown});
                insert or replace into search_desk (rowid, words) values ({document.Number}, {document.Desk});
                """,
                cancel);
        }
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
        ? database.FindOnSqliteAsync(audience, clauses, from, below, most, cancel)
        : database.FindOnPostgresAsync(audience, clauses, from, below, most, cancel);

    private static Task<List<long>> FindOnSqliteAsync(
        this Database database,
        Audience audience,
        IReadOnlyList<IReadOnlyList<string>> clauses,
        long from,
        long below,
        int most,
        CancellationToken cancel)
    {
        // FTS5 goes from the highest row down by itself and stops when it has enough.
        var asked = string.Join(" AND ", clauses.Select(clause =>
            $"({string.Join(" OR ", clause.Select(word => $"\"{word}\""))})"));
        return database.Database.SqlQueryRaw<long>(
            audience == Audience.Desk
                ? "select rowid as \"Value\" from search_desk where search_desk match {0} "
                    + "and rowid >= {1} and rowid < {2} order by rowid desc limit {3}"
                : "select rowid as \"Value\" from search_shown where search_shown match {0} "
                    + "and rowid >= {1} and rowid < {2} order by rowid desc limit {3}",
            asked,
            from,
            below,
            most).ToListAsync(cancel);
    }

    private static async Task<List<long>> FindOnPostgresAsync(
        this Database database,
        Audience audience,
        IReadOnlyList<IReadOnlyList<string>> clauses,
        long from,
        long below,
        int most,
        CancellationToken cancel)
    {
        var table = audience == Audience.Desk ? "search_desk" : "search_shown";
        var newest = await database.Database
            .SqlQueryRaw<long>($"select coalesce(max(number), 0) as \"Value\" from {table}")
            .ToListAsync(cancel);
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

        // Fenced off, so that the numbers are not walked through instead of the words' index.
        Task<List<long>> AskAsync(IReadOnlyList<IReadOnlyList<string>> all, long lowest) =>
            database.Database.SqlQueryRaw<long>(
                $$"""
                select hit.number as "Value"
                from (select number from {{table}} where words @@ {0}::tsquery offset 0) as hit
                where hit.number >= {1} and hit.number < {2} order by hit.number desc limit {3}
                """,
                string.Join(" & ", all.Select(clause =>
                    $"({string.Join(" | ", clause.Select(word => $"'{word}'"))})")),
                lowest,
                below,
                most - found.Count).ToListAsync(cancel);
    }

    private static string StretchesOf(long number) =>
        string.Join(' ', Stretches.Select(size => SearchMarks.OfStretch(size, number >> size)));
}
